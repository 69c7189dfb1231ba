"""Trains what hears the slots of clarity in a stretch, from the stretches of `told/`.

    python -m iolkit.training.slots [--out DIR] [--encoder DIR]

Ridge regression, one output a slot, on hashed words and letters (of the gloss too) and, in
slots.npz, the encoder's vector; slots_plain.npz does without. Printed: how well the stretches of
passages that were left out are told apart. Without --out nothing is written. The same stretches
give the same files.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.stats import rankdata

from iolkit.embedded import features, weights
from iolkit.embedded.meaning import DENSE, NAME, PLAIN, numbers
from iolkit.rubric import SLOTS
from iolkit.search.encoder import models_folder
from iolkit.training import linear
from iolkit.training.calibration import Mask
from iolkit.training.linear import Floats
from iolkit.training.told import Told, told_stretches

DAMPING = 1.0
MADE_UP_WORTH = 0.3
"""Of a stretch made up to show a slot, against one that came in a passage."""
DENSE_SHARE = 0.1
VECTOR_SHARE = 3.0
"""Of the vector, against 1 for each of the three hashed blocks: as much as all of them."""
PARTS = 10
"""In which passages are left out to see how well others tell their stretches apart."""


def fit(told: Sequence[Told], vectors: Floats | None) -> tuple[weights.LinearModel, Floats]:
    """The model, and what it would say of each stretch in a passage had it not learned from that
    passage (of those made up, 0)."""
    root = np.sqrt(VECTOR_SHARE)
    train = np.ones(len(told), bool)
    texts = linear.texts(
        [features.hashed(features.view(each.text)) for each in told],
        np.array([numbers(each.text) for each in told], float),
        None if vectors is None else vectors * root,
        train,
        DENSE_SHARE,
    )
    came = np.array([each.in_passage for each in told])
    slots = np.array([[slot in each.slots for slot in SLOTS] for each in told], float)
    usual = slots[came].mean(axis=0)
    damping = np.where(came, DAMPING, DAMPING / MADE_UP_WORTH)
    part = np.array([each.group % PARTS for each in told])
    left_out = np.zeros_like(slots)
    for number in range(PARTS):
        apart = came & (part == number)
        dual = _ridge(texts.kernel, slots - usual, ~apart, damping)
        left_out[apart] = linear.predict(texts.kernel, dual)[apart] + usual
    dual = _ridge(texts.kernel, slots - usual, train, damping)
    dual[-1] += usual
    model = linear.as_model(texts, dual, SLOTS, {"dense": DENSE, "version": "1"})
    if model.vector is not None:
        # Carried back to vectors as the encoder makes them.
        model = replace(model, vector=(model.vector * root).astype(np.float32))
    return model, left_out


def _ridge(kernel: Floats, slots: Floats, known: Mask, damping: Floats) -> Floats:
    """Ridge about nought: slots are counted from how often passages tell them, since those made up
    tell each as often as the others."""
    inner = kernel[np.ix_(known, known)] + np.diag(damping[known])
    dual = np.zeros((len(slots) + 1, slots.shape[1]))
    dual[:-1][known] = np.linalg.solve(inner, slots[known])
    return dual


def told_apart(told: Sequence[Told], said: Floats) -> dict[str, float]:
    """For each slot how often a stretch of a passage that tells it is set above one that does not
    (area under the curve, 0.5 is chance)."""
    came = np.array([each.in_passage for each in told])
    areas: dict[str, float] = {}
    for place, slot in enumerate(SLOTS):
        telling = np.array([slot in each.slots for each in told])[came]
        ranks = rankdata(said[came, place])[telling]
        pairs = telling.sum() * (~telling).sum()
        above = ranks.sum() - telling.sum() * (telling.sum() + 1) / 2
        areas[slot] = round(float(above / pairs), 2)
    return areas


def main() -> None:
    """Train, print and write."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--out", type=Path, help="where the models are written")
    ask.add_argument("--encoder", type=Path, default=models_folder())
    wanted = ask.parse_args()
    told = told_stretches()
    vectors = linear.encode([each.text for each in told], wanted.encoder)
    for name, seen in ((NAME, vectors), (PLAIN, None)):
        model, left_out = fit(told, seen)
        print(f"{name}: {len(told)} stretches, told apart {told_apart(told, left_out)}")
        if wanted.out:
            weights.save(model, wanted.out / name)


if __name__ == "__main__":
    main()

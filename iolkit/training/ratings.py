"""Trains the rating models from gold notes.

    python -m iolkit.training.ratings GOLD_DIR [--leave-out FOLDER] [--out DIR] [--encoder DIR]

GOLD_DIR holds folders train_*; without --out nothing is written and only the figures are printed.
Two models come out: ratings.npz reads words and vectors, ratings_plain.npz words alone. Each has
eleven outputs: the level of each dimension, whether the text tells anything of it, and clarity.
Calibration (spread, threshold of silence, confidence) comes from predictions for folders that
were left out. The same notes give the same files.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from iolkit.embedded import features, weights
from iolkit.embedded.cues import lay_out
from iolkit.embedded.evidence import Lexicon, find_evidence
from iolkit.embedded.rate import CLARITY, LEVEL, TELLS, confidence_features, cue_nets
from iolkit.evaluation.gold import GoldItem, GoldNote, read_folder
from iolkit.evaluation.measures import correlation, kappa
from iolkit.records import DIMENSIONS
from iolkit.rubric import Rubric
from iolkit.search.encoder import models_folder
from iolkit.training import linear
from iolkit.training.linear import Floats

DAMPING = 1.0
DENSE_SHARE = 0.6
"""Of word classes, structure and cue nets together, against 1 for each hashed block."""
OUTPUTS = (*(LEVEL + d for d in DIMENSIONS), *(TELLS + d for d in DIMENSIONS), CLARITY)
COVERAGE = 0.92
"""Share of the levels that raters gave (in folders left out) which the model must not withhold."""


@dataclass(frozen=True)
class Data:
    """Everything the models are fitted to; one row a rated item."""

    folders: npt.NDArray[np.str_]
    blocks: tuple[dict[str, features.Hashed], ...]
    dense: Floats
    names: tuple[str, ...]
    nets: Floats
    levels: Floats
    """0 where the rater said that the text gives no hint."""
    clarity: Floats
    vectors: Floats


def read(gold: Path, encoder: Path) -> Data:
    """The rated items of every folder train_* and dev in `gold`."""
    rated = [
        (folder.name, note, item)
        for folder in sorted(gold.iterdir())
        if folder.is_dir() and (folder.name.startswith("train") or folder.name == "dev")
        for note in read_folder(folder)
        for item in note.items
        if item.rating is not None
    ]
    return data([f for f, _, _ in rated], [(n, i) for _, n, i in rated], encoder)


def data(folders: Sequence[str], rated: Sequence[tuple[GoldNote, GoldItem]], encoder: Path) -> Data:
    """The features of rated items."""
    rubric = Rubric.shipped()
    signals, lexicon = features.Signals(rubric), Lexicon.of(rubric)
    passages = [item.span.of(note.note.text) for note, item in rated]
    views = [features.view(passage) for passage in passages]
    nets = [cue_nets(find_evidence(lay_out(passage), lexicon)) for passage in passages]
    dense = [
        np.concatenate([features.dense(v, signals), n]) for v, n in zip(views, nets, strict=True)
    ]
    return Data(
        folders=np.array(folders),
        blocks=tuple(features.hashed(seen) for seen in views),
        dense=np.array(dense, float),
        names=features.dense_names(signals) + DIMENSIONS,
        nets=np.array(nets, float),
        levels=np.array(
            [[i.rating.levels[d] or 0 for d in DIMENSIONS] for _, i in rated if i.rating], float
        ),
        clarity=np.array([i.rating.clarity for _, i in rated if i.rating], float),
        vectors=linear.encode(passages, encoder),
    )


@dataclass(frozen=True)
class Fit:
    """A fitted model with its calibration, and what it says of every row (one column an output)."""

    model: weights.LinearModel
    said: Floats


def fit(rows: Data, train: npt.NDArray[np.bool_], *, with_vectors: bool) -> Fit:
    """The model of the rows in `train`, calibrated on their own left-out folders."""
    held_out = np.zeros((len(rows.levels), len(OUTPUTS)))
    for folder in sorted(set(rows.folders[train])):
        apart = rows.folders == folder
        held_out[apart] = _regress(rows, train & ~apart, with_vectors)[0][apart]
    said, texts, duals = _regress(rows, train, with_vectors)
    spread, offset = _stretch(rows.clarity[train], held_out[train, -1])
    note = {
        "dense": rows.names,
        "version": "1",
        "calibration": _calibration(rows, train, held_out),
        "clarity": {"spread": round(spread, 5), "offset": round(offset, 5)},
    }
    return Fit(linear.as_model(texts, duals, OUTPUTS, note), said)


def _regress(
    rows: Data, train: npt.NDArray[np.bool_], with_vectors: bool
) -> tuple[Floats, linear.Texts, Floats]:
    """What a model of the rows in `train` says of all, its features and dual coefficients."""
    vectors = rows.vectors if with_vectors else None
    texts = linear.texts(rows.blocks, rows.dense, vectors, train, DENSE_SHARE)
    kernel = texts.kernel
    told = [(level, train & (level > 0)) for level in rows.levels.T]
    tells = [((level > 0).astype(float), train) for level in rows.levels.T]
    targets = [*told, *tells, (rows.clarity, train)]
    duals = [linear.ridge(kernel, target, known, DAMPING) for target, known in targets]
    said = np.array([linear.predict(kernel, dual) for dual in duals]).T
    return said, texts, np.array(duals).T


def _stretch(gold: Floats, said: Floats) -> tuple[float, float]:
    """Spread and offset that give predictions the mean and the spread of the gold values."""
    spread = float(gold.std() / said.std())
    return spread, float(gold.mean() - spread * said.mean())


def _calibration(
    rows: Data, train: npt.NDArray[np.bool_], held_out: Floats
) -> dict[str, dict[str, object]]:
    """How raw outputs become levels, silence and confidence, for each dimension."""
    half = len(DIMENSIONS)
    return {
        dimension: _calibrate(
            rows.levels[train, place],
            held_out[train, place],
            held_out[train, half + place],
            rows.nets[train, place],
        )
        for place, dimension in enumerate(DIMENSIONS)
    }


def _calibrate(gold: Floats, level: Floats, tells: Floats, nets: Floats) -> dict[str, object]:
    known = gold > 0
    spread, offset = _stretch(gold[known], level[known])
    threshold = np.quantile(tells[known], 1 - COVERAGE)
    scaled = np.clip(offset + spread * level, 1, 5)
    inputs = np.array([confidence_features(*row) for row in zip(scaled, tells, nets, strict=True)])
    right = np.rint(scaled) == gold
    return {
        "spread": round(spread, 5),
        "offset": round(offset, 5),
        "threshold": round(float(threshold), 5),
        "confidence": [round(float(c), 5) for c in _logistic(inputs[known], right[known])],
    }


def _logistic(inputs: Floats, right: npt.NDArray[np.bool_]) -> Floats:
    """Coefficients of a logistic regression, lightly damped, by Newton's method."""
    coefficients = np.zeros(inputs.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-inputs @ coefficients))
        slope = inputs.T @ (right - chance) - coefficients
        bend = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + np.eye(len(coefficients))
        coefficients = coefficients + np.linalg.solve(bend, slope)
    return coefficients


def report(rows: Data, fitted: Fit, shown: npt.NDArray[np.bool_]) -> str:
    """Agreement by dimension on the rows in `shown`, and the correlation of clarity."""
    lines, kappas, coverages = [], [], []
    for place, dimension in enumerate(DIMENSIONS):
        rule = fitted.model.note["calibration"][dimension]
        gold, raw = rows.levels[shown, place], fitted.said[shown, place]
        said = np.rint(np.clip(rule["offset"] + rule["spread"] * raw, 1, 5))
        silent = fitted.said[shown, len(DIMENSIONS) + place] < rule["threshold"]
        both = (gold > 0) & ~silent
        kappas.append(kappa(zip(gold[both], said[both], strict=True)))
        coverages.append(both.sum() / max(1, (gold > 0).sum()))
        nulls = (silent & (gold == 0)).sum() / max(1, (gold == 0).sum())
        lines.append(f"  {dimension:14} {kappas[-1]:.2f}  {coverages[-1]:.2f}  {nulls:.2f}")
    clear = correlation(list(zip(rows.clarity[shown], fitted.said[shown, -1], strict=True)))
    head = (
        f"  mean kappa {np.mean(kappas):.3f}, coverage {np.mean(coverages):.3f}, "
        f"clarity correlation {clear:.2f}"
    )
    return "\n".join([head, "  dimension      kappa coverage silent_where_silent", *lines])


def main() -> None:
    """Train, print what folders left out score, and write the models."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("gold", type=Path)
    ask.add_argument("--leave-out", help="a folder train_* that the model must not see")
    ask.add_argument("--out", type=Path, help="where the models are written")
    ask.add_argument("--encoder", type=Path, default=models_folder())
    wanted = ask.parse_args()
    rows = read(wanted.gold, wanted.encoder)
    train = np.char.startswith(rows.folders, "train") & (rows.folders != (wanted.leave_out or ""))
    linear.enough(map(str, rows.folders[train]))
    for with_vectors, name in ((True, "ratings.npz"), (False, "ratings_plain.npz")):
        fitted = fit(rows, train, with_vectors=with_vectors)
        print(name)
        for folder in sorted(set(rows.folders)):
            apart = rows.folders == folder
            seen = train & ~apart
            judged = (
                fitted if not (train & apart).any() else fit(rows, seen, with_vectors=with_vectors)
            )
            print(f" {folder}, never seen\n{report(rows, judged, apart)}")
        if wanted.out:
            weights.save(fitted.model, wanted.out / name)


if __name__ == "__main__":
    main()

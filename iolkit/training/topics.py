"""Trains what a sentence tells of, by its vector, and how much that counts beside the judge.

    python -m iolkit.training.clauses GOLD_DIR --folds JUDGES
    python -m iolkit.training.topics GOLD_DIR JUDGES --out iolkit/recognizers/models [--folds DIR]

Each sentence of a marked note is a sample of the categories that are marked in it. The shares are
then fitted on readings whose judge and whose sentence model never saw the folder they stand in, as
will be so with notes of new authors. Needs the exported encoder (`iolkit doctor --repair` makes
it). The same input gives the same model. With `--folds DIR` a model that never saw folder F is
written to DIR/F; of the judges behind its few shares, those of other folders did see F.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from iolkit.engine import Encode
from iolkit.recognizers.judge import VERDICTS, Judge, Judged
from iolkit.recognizers.page import Page
from iolkit.recognizers.spans import SpanSigns
from iolkit.recognizers.topics import CATEGORIES, WORTH_ASKING, Topics, evidence
from iolkit.recognizers.views import plain
from iolkit.records import Span
from iolkit.search import OnnxEncoder, models_folder
from iolkit.training.clauses import right_for
from iolkit.training.goldnotes import GoldNote, read_gold, written_notes

Floats = npt.NDArray[np.float64]

L2 = 0.5
"""Penalty on the weights of vectors, which are of unit length."""
L2_SHARES = 1.0
"""Penalty on the distance of the shares from trusting the judge alone."""
MOSTLY = 0.5
"""What share of a mark, or of the sentence, has to be in common for the sentence to tell of it."""
WRITTEN = "written"
"""Name under which the notes written for training stand among the folders."""


@dataclass(frozen=True, eq=False)
class Read:
    """The sentences of a folder's notes and the readings the judge thinks worth a look."""

    vectors: Floats
    told: Floats
    """(sentences, categories): 1 where the sentence tells of the category."""
    judged: list[Judged]
    sentence: npt.NDArray[np.int64]
    """The row of the sentence that each reading stands in."""
    allowed: Floats
    """(readings, verdicts): 1 where the verdict is right."""


def read(notes: Sequence[GoldNote], judge: Judge, encode: Encode) -> Read:
    """What the notes of a folder hold; `judge` should not have seen them."""
    texts: list[str] = []
    told, judged, rows, allowed = [], [], [], []
    for note in notes:
        view = plain(note["text"])
        page = Page(view.text)
        for one in judge.judge(page, SpanSigns(page)):
            if one.sensitive >= WORTH_ASKING:
                start, end, kind = one.stretch
                judged.append(one)
                rows.append(len(texts) + page.sentence_at(start))
                allowed.append(right_for(view.span(start, end), kind, note))
        for span in page.sentences:
            texts.append(span.of(view.text))
            told.append(_told(view.span(span.start, span.end), note))
    bits = (np.array(allowed, dtype=np.int64)[:, None] >> np.arange(len(VERDICTS))) & 1
    return Read(
        encode(texts).astype(np.float64), np.array(told), judged,
        np.array(rows, dtype=np.int64), bits.astype(np.float64),
    )  # fmt: skip


def _told(sentence: Span, note: GoldNote) -> list[float]:
    """Of which categories a sentence tells: it holds most of a mark, or is mostly part of one."""
    told = [0.0] * len(CATEGORIES)
    for mark in note["spans"]:
        shared = min(mark["end"], sentence.end) - max(mark["start"], sentence.start)
        least = MOSTLY * min(mark["end"] - mark["start"], len(sentence))
        if mark["category"] in CATEGORIES and shared > least:
            told[CATEGORIES.index(mark["category"])] = 1.0
    return told


def trained(folders: Mapping[str, Read]) -> Topics:
    """The model that the folders ask for; the shares are learnt from each folder in turn."""
    signs, allowed = [], []
    for name, left_out in folders.items():
        if name != WRITTEN:
            others = [each for other, each in folders.items() if other != name]
            model = Topics(_weights(others), np.zeros(0, np.float32))
            about = model.about(left_out.vectors.astype(np.float32))
            signs.append(evidence(left_out.judged, about[left_out.sentence]))
            allowed.append(left_out.allowed)
    shares = _shares(np.concatenate(signs).astype(np.float64), np.concatenate(allowed))
    return Topics(_weights(list(folders.values())), shares.astype(np.float32))


def _weights(folders: Sequence[Read]) -> npt.NDArray[np.float32]:
    """Logistic regression of every category on the vectors: (dimension + 1, categories)."""
    vectors = np.concatenate([each.vectors for each in folders])
    told = np.concatenate([each.told for each in folders])
    inputs = np.hstack([vectors, np.ones((len(vectors), 1))])
    shape = (inputs.shape[1], told.shape[1])

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(shape)
        odds = inputs @ weights
        gradient = inputs.T @ (1 / (1 + np.exp(-odds)) - told)
        gradient[:-1] += L2 * weights[:-1]
        value = (np.logaddexp(0, odds) - told * odds).sum() + 0.5 * L2 * (weights[:-1] ** 2).sum()
        return float(value), gradient.ravel()

    start = np.zeros(shape[0] * shape[1])
    done = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return np.asarray(done.x.reshape(shape), dtype=np.float32)


def _shares(signs: Floats, allowed: Floats) -> Floats:
    """The shares of the signs (readings, verdicts, signs) under which the right verdicts are
    likely, starting from the judge's own word."""
    prior = np.zeros(signs.shape[2])
    prior[:2] = 1.0

    def loss(shares: Floats) -> tuple[float, Floats]:
        scores = signs @ shares
        scores -= scores.max(axis=1, keepdims=True)
        p = np.exp(scores)
        p /= p.sum(axis=1, keepdims=True)
        good = (p * allowed).sum(axis=1) + 1e-9
        gradient = np.einsum("nv,nvs->s", p - p * allowed / good[:, None], signs)
        value = -np.log(good).sum() + 0.5 * L2_SHARES * ((shares - prior) ** 2).sum()
        return float(value), gradient + L2_SHARES * (shares - prior)

    done = minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(done.x, dtype=np.float64)


def save(folder: Path, model: Topics) -> None:
    """Writes topics.npz, with the name of the encoder whose vectors it knows."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        folder / "topics.npz",
        weights=model.weights,
        shares=model.shares,
        encoder=np.str_(OnnxEncoder.name),
    )


def main() -> None:
    """The command line of the script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("judges", type=Path, help="what iolkit.training.clauses --folds wrote")
    parser.add_argument("--encoder", type=Path, default=models_folder())
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=Path)
    given = parser.parse_args()
    encode = OnnxEncoder(given.encoder)
    folders = {
        folder.name: read(read_gold(folder), Judge.load(given.judges / folder.name), encode)
        for folder in sorted(given.gold.glob("train_*"))
    }
    every = {**folders, WRITTEN: read(written_notes(), Judge.load(), encode)}
    for left_out in folders if given.folds else ():
        save(given.folds / left_out, trained({k: v for k, v in every.items() if k != left_out}))
        print("made", given.folds / left_out)
    if given.out:
        save(given.out, trained(every))
        print("made", given.out)


if __name__ == "__main__":
    main()

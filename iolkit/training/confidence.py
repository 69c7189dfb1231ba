"""Trains what search weighs by: the shares of fusion, and when a search is sure of itself.

    python -m iolkit.training.confidence GOLD_DIR [--encoder DIR] [--write]

GOLD_DIR holds folders train_*, each with notes and queries.jsonl. Without --write nothing is
written and only the figures are printed; every figure comes from folders that were left out. For
confidence, queries without an answer are needed too: those of the folders, and the ones of
unanswerable.tsv (a query, a tab, a pattern), each asked of every folder whose items do not match
its pattern. The same notes give the same files.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt

from iolkit.evaluation.gold import GoldFlag, GoldNote, read_folder
from iolkit.outcomes import Passage
from iolkit.records import Category, Flag, Owner, Reason
from iolkit.redaction import index_text
from iolkit.search import Index, OnnxEncoder, confidence, fusion, models_folder, open_index
from iolkit.search.index import Looked

Floats = npt.NDArray[np.float64]

UNANSWERABLE = Path(__file__).with_name("unanswerable.tsv")
ANSWERED = 0.92
"""Share of the queries with an answer that must come back confident, in folders left out."""
DENSE = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85)
ORIGINAL = (0.0, 0.05, 0.1, 0.15)
EQUAL = 0.005
"""nDCG within which two sets of weights count as equally good; the one with more words wins."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, what the index saw, and the passage rows that answer it (none = no answer)."""

    looked: Looked
    relevant: frozenset[int]
    features: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """The queries of one author's folder, and made-up ones that it has no answer to."""

    asked: list[Asked]
    made_up: list[Asked]


def passages(note: GoldNote) -> list[Passage]:
    """The items of a note, masked by what people marked in it."""
    flags = [_flag(str(number), marked) for number, marked in enumerate(note.flags)]
    return [
        Passage(item.key, item.key, index_text(note.note.text, flags, item.span))
        for item in note.items
    ]


def _flag(flag_id: str, marked: GoldFlag) -> Flag:
    category, owner = cast(Category, marked.category), cast(Owner, marked.owner)
    why = Reason("flagged_by_person")
    return Flag(flag_id, marked.span, category, None, owner, None, 1.0, "gold", why)


def ask_folder(folder: Path, encoder: OnnxEncoder) -> Folder:
    """Every query of a folder, and every one it cannot answer, asked of the folder's own items."""
    every = [passage for note in read_folder(folder) for passage in passages(note)]
    text = "\n".join(passage.text for passage in every)
    lines = (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    found = Folder([], [])
    with tempfile.TemporaryDirectory() as place, open_index(Path(place), encoder) as index:
        index.add(every)
        for query in (json.loads(line) for line in lines if line.strip()):
            keys = ["/".join(pair) for pair in query["relevant"]]
            found.asked.append(_ask(index, query["text"], keys))
        for line in UNANSWERABLE.read_text(encoding="utf-8").splitlines():
            query, pattern = line.split("\t")
            if not re.search(pattern, text, re.IGNORECASE):
                found.made_up.append(_ask(index, query, []))
    return found


def _ask(index: Index, text: str, keys: Sequence[str]) -> Asked:
    looked = index.look(text, 10)
    return Asked(looked, index.rows_of(keys), index.features(looked))


def ndcg(ranked: Sequence[tuple[int, float]], relevant: frozenset[int], k: int = 10) -> float:
    """Normalised discounted cumulative gain of the first k (Jaervelin and Kekaelaeinen 2002)."""
    gains = (1 / math.log2(n + 2) for n, (seq, _) in enumerate(ranked[:k]) if seq in relevant)
    return sum(gains) / sum(1 / math.log2(n + 2) for n in range(min(k, len(relevant))))


def choose_weights(folders: Sequence[Folder]) -> tuple[fusion.Weights, Floats]:
    """The weights that do best over all folders, and nDCG@10 of each folder when left out."""
    grid = [
        fusion.Weights(dense, round(1 - dense - own, 2), own)
        for dense, own in product(DENSE, ORIGINAL)
        if dense + own <= 1
    ]
    scores = np.array([[_mean_ndcg(folder, weights) for folder in folders] for weights in grid])
    left_out = [scores[_best(np.delete(scores, n, axis=1), grid)][n] for n in range(len(folders))]
    return grid[_best(scores, grid)], np.array(left_out)


def _mean_ndcg(folder: Folder, weights: fusion.Weights) -> float:
    return float(
        np.mean(
            [
                ndcg(fusion.fuse(each.looked.legs, weights), each.relevant)
                for each in folder.asked
                if each.relevant
            ]
        )
    )


def _best(scores: Floats, grid: Sequence[fusion.Weights]) -> int:
    means = scores.mean(axis=1)
    good = [n for n, mean in enumerate(means) if mean >= means.max() - EQUAL]
    return max(good, key=lambda n: (grid[n].original, means[n]))


def calibrate(folders: Sequence[Folder]) -> tuple[confidence.Calibration, str]:
    """The regression over all folders, its threshold and figures from folders left out."""
    rows = [_rows(folder) for folder in folders]
    left_out = []
    for n in range(len(rows)):
        fitted = _fit([row for m, row in enumerate(rows) if m != n])
        left_out.append([fitted.probability(x) for x in rows[n][0]])
    said = np.concatenate([np.array(each) for each in left_out])
    right = np.concatenate([row[1] for row in rows])
    real = np.concatenate([row[2] for row in rows])
    threshold = float(np.quantile(said[right], 1 - ANSWERED))
    sure = said >= threshold
    report = (
        f"answered {sure[right].mean():.3f}  abstained {1 - sure[~right & real].mean():.3f} of "
        f"{(~right & real).sum()} without answer, {1 - sure[~right & ~real].mean():.3f} of "
        f"{(~right & ~real).sum()} made up"
    )
    return replace(_fit(rows), threshold=round(threshold, 4)), report


def _rows(folder: Folder) -> tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Features, whether there is an answer, and whether the query comes from the folder."""
    both = [*folder.asked, *folder.made_up]
    return (
        np.array([each.features for each in both]),
        np.array([bool(each.relevant) for each in both]),
        np.array([True] * len(folder.asked) + [False] * len(folder.made_up)),
    )


def _fit(rows: Sequence[tuple[Floats, npt.NDArray[np.bool_], object]]) -> confidence.Calibration:
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    inputs, right = np.concatenate([r[0] for r in rows]), np.concatenate([r[1] for r in rows])
    scale = StandardScaler().fit(inputs)
    model = LogisticRegression(C=1.0, class_weight="balanced").fit(scale.transform(inputs), right)
    weights = model.coef_[0] / scale.scale_
    bias = float(model.intercept_[0] - weights @ scale.mean_)
    return confidence.Calibration(
        tuple(round(float(w), 4) for w in weights), round(bias, 4), threshold=0.5
    )


def main() -> None:
    """Train and print; write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--encoder", type=Path, default=models_folder())
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    encoder = OnnxEncoder(given.encoder)
    folders = [ask_folder(folder, encoder) for folder in sorted(given.gold.glob("train_*"))]
    weights, left_out = choose_weights(folders)
    print(f"nDCG@10 of folders left out: {left_out.mean():.4f} {left_out.round(3)}; {weights}")
    calibration, report = calibrate(folders)
    print(f"{report}; {calibration}")
    if given.write:
        _write(weights, calibration)


def _write(weights: fusion.Weights, calibration: confidence.Calibration) -> None:
    shares = {
        "dense": weights.dense,
        "translated": weights.translated,
        "original": weights.original,
    }
    fusion.FILE.write_text(json.dumps(shares, indent=1) + "\n", encoding="utf-8")
    learned = {
        "weights": dict(zip(confidence.NAMES, calibration.weights, strict=True)),
        "bias": calibration.bias,
        "threshold": calibration.threshold,
    }
    confidence.FILE.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

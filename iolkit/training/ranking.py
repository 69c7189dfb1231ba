"""Trains the shares of the legs in fusion.

    python -m iolkit.training.ranking GOLD_DIR [--encoder DIR] [--write]

GOLD_DIR holds folders train_*, each with notes and queries.jsonl. Without --write nothing is
written and only the figures are printed; every figure comes from folders that were left out. The
same notes give the same file.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from iolkit.search import OnnxEncoder, fusion, models_folder
from iolkit.training.asking import Folder, ask_folders

Floats = npt.NDArray[np.float64]

DENSE = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85)
ORIGINAL = (0.0, 0.05, 0.1, 0.15)
EQUAL = 0.01
"""nDCG within which two sets of weights count as equally good (a quarter of what chance does to 90
queries). The one with more words wins: whoever types a word that stands there wants to see it, and
the queries of the gold notes avoid such words on purpose."""


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
    return max(good, key=lambda n: (-grid[n].dense, means[n]))


def main() -> None:
    """Train and print; write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--encoder", type=Path, default=models_folder())
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    folders = ask_folders(sorted(given.gold.glob("train_*")), OnnxEncoder(given.encoder))
    weights, left_out = choose_weights(folders)
    print(f"nDCG@10 of folders left out: {left_out.mean():.4f} {left_out.round(3)}; {weights}")
    if given.write:
        shares = {
            "dense": weights.dense,
            "translated": weights.translated,
            "original": weights.original,
        }
        fusion.FILE.write_text(json.dumps(shares, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

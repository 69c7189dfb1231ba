"""Trains when a search is sure of itself.

    python -m iolkit.training.confidence GOLD_DIR [--encoder DIR] [--write]

GOLD_DIR holds folders train_*, each with notes and queries.jsonl. Without --write nothing is
written and only the figures are printed; every figure comes from folders that were left out.
Queries without an answer are needed too: those of the folders, and the ones of unanswerable.tsv,
each asked of every folder whose notes do not match its pattern. The same notes give the same file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from iolkit.search import OnnxEncoder, confidence, models_folder
from iolkit.training.asking import Folder, ask_folders

Floats = npt.NDArray[np.float64]

ANSWERED = 0.9
"""Share of the queries with an answer that must come back confident, in folders left out."""


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
    every = sorted(given.gold.glob("train_*"))
    folders = ask_folders(every, OnnxEncoder(given.encoder), made_up=True)
    calibration, report = calibrate(folders)
    print(f"{report}; {calibration}")
    if given.write:
        learned = {
            "weights": dict(zip(confidence.NAMES, calibration.weights, strict=True)),
            "bias": calibration.bias,
            "threshold": calibration.threshold,
        }
        confidence.FILE.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

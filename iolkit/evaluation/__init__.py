"""Scores an engine on gold notes: flags, owners, items, ratings and clarity, with intervals.

    report = score(folder, engine)      as_json(report)

Every figure is a Measure: its value and the middle 95 % of a bootstrap over notes (fixed seed).
To judge the shipped models fairly, take a folder they were not trained on (dev), or train without
one folder (`python -m iolkit.training.ratings GOLD --leave-out train_c --out DIR`) and hand the
engine that folder of models.
"""

from iolkit.evaluation.gold import GoldFlag, GoldItem, GoldNote, GoldRating, read_folder
from iolkit.evaluation.releasing import (
    Released,
    ReleaseReport,
    release_json,
    score_release,
)
from iolkit.evaluation.scoring import (
    FlagScores,
    ItemScores,
    Measure,
    RatingScores,
    Report,
    as_json,
    score,
)

__all__ = [
    "FlagScores",
    "GoldFlag",
    "GoldItem",
    "GoldNote",
    "GoldRating",
    "ItemScores",
    "Measure",
    "RatingScores",
    "ReleaseReport",
    "Released",
    "Report",
    "as_json",
    "read_folder",
    "release_json",
    "score",
    "score_release",
]

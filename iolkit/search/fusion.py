"""Fusion: nearness of meaning and two kinds of matching words -> one score.

A weighted sum in which each leg counts relative to its best passage. That beat reciprocal rank
fusion and min-max scaling on the training queries, and a passage's score does not depend on how
many others were looked at. The weights come from iolkit/training/confidence.py.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "models" / "fusion.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """The share of each leg; together 1."""

    dense: float
    translated: float
    original: float


@dataclass(frozen=True, slots=True)
class Legs:
    """Scores by passage: cosine, BM25 over English words, BM25 over a passage's own words."""

    dense: Mapping[int, float]
    translated: Mapping[int, float]
    original: Mapping[int, float]


@cache
def shipped() -> Weights:
    """The trained weights."""
    raw = json.loads(FILE.read_text(encoding="utf-8"))
    return Weights(raw["dense"], raw["translated"], raw["original"])


def fuse(legs: Legs, weights: Weights) -> list[tuple[int, float]]:
    """Passages with their scores (0..1), best first; of equals the earlier passage first."""
    scores: dict[int, float] = {}
    for leg, weight in (
        (legs.dense, weights.dense),
        (legs.translated, weights.translated),
        (legs.original, weights.original),
    ):
        best = max(leg.values(), default=0.0)
        for passage, score in leg.items():
            share = weight * max(0.0, score) / best if best > 0 else 0.0
            scores[passage] = scores.get(passage, 0.0) + share
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))

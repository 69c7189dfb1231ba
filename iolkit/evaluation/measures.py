"""Measures of agreement between what an engine says and what people marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import numpy as np

from iolkit.records import Span

Row = TypeVar("Row")
LEVELS = 5
MATCH = 0.5
"""Two passages are the same item when they share this much of what they cover together."""


def kappa(pairs: Iterable[tuple[float, float]]) -> float:
    """Quadratic weighted kappa of levels 1..5 (Cohen 1968): 1 full agreement, 0 chance.

    0 where one side gives one level only, since chance then explains everything.
    """
    seen = np.zeros((LEVELS, LEVELS))
    for gold, said in pairs:
        seen[int(gold) - 1, int(said) - 1] += 1
    places = np.arange(LEVELS)
    apart = (places[:, None] - places[None, :]) ** 2
    total = seen.sum()
    by_chance = (apart * np.outer(seen.sum(axis=1), seen.sum(axis=0))).sum() / max(1.0, total)
    return float(1 - (apart * seen).sum() / by_chance) if by_chance else 0.0


def correlation(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson's correlation; 0 where one side does not vary."""
    if len(pairs) < 2:
        return 0.0
    gold, said = np.array(pairs, float).T
    if not gold.std() or not said.std():
        return 0.0
    return float(np.corrcoef(gold, said)[0, 1])


def overlap(one: Span, other: Span) -> int:
    """Code points that two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def covered(span: Span, others: Iterable[Span]) -> float:
    """The share of a span that the others cover together (0..1)."""
    marks = {
        place
        for other in others
        for place in range(max(span.start, other.start), min(span.end, other.end))
    }
    return len(marks) / max(1, len(span))


def matched(gold: Sequence[Span], said: Sequence[Span]) -> list[tuple[int, int]]:
    """Pairs of places in `gold` and `said` that are the same passage, one to one, best first."""
    ranked = sorted(
        (
            (overlap(a, b) / max(1, max(a.end, b.end) - min(a.start, b.start)), i, j)
            for i, a in enumerate(gold)
            for j, b in enumerate(said)
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for share, i, j in ranked:
        if share >= MATCH and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def f_score(precision: float, recall: float, weight: float = 1.0) -> float:
    """F of precision and recall; `weight` 2 makes recall count more."""
    square = weight * weight
    below = square * precision + recall
    return (1 + square) * precision * recall / below if below else 0.0


def interval(
    rows: Sequence[Row], measure: Callable[[Sequence[Row]], float], rounds: int, seed: int
) -> tuple[float, float]:
    """The middle 95 % of a measure over samples of `rows` drawn with replacement."""
    if not rows:
        return (0.0, 0.0)
    draw = np.random.default_rng(seed)
    values = [
        measure([rows[i] for i in draw.integers(0, len(rows), len(rows))]) for _ in range(rounds)
    ]
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)

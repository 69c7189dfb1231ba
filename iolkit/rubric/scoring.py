"""Five levels -> transferability with range, band and bottleneck, by the rubric of knowledge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from iolkit.records import DIMENSIONS, Assessment, Band, Dimension, Rating, Ratings
from iolkit.rubric.data import Rubric

LEVELS = (1, 2, 3, 4, 5)
FEWEST_KNOWN = 3
"""With fewer known dimensions there is no score."""


def assess(item_id: str, ratings: Ratings, rubric: Rubric | None = None) -> Assessment:
    """Transferability of an item from its five ratings.

    `D = 0.75 * sum(w * h) + 0.25 * max(h)` with `h = (level - 1) / 4`; `score = 100 * (1 - D)`.
    Where a dimension is unknown the weights of the known ones are scaled to 1, and `low`/`high`
    are the scores with every unknown level at 5 and at 1. There is no score (nor range, band or
    bottleneck) when implicit and systemic are both unknown or fewer than three are known.
    The bottleneck is the dimension with the highest level above 1; among equals, the heavier one.
    """
    rubric = rubric or Rubric.shipped()
    known = {r.dimension: r.level for r in ratings.ratings if r.level is not None}
    silent = _silent(item_id, ratings, rubric.version)
    if not _enough(known):
        return silent
    score = _score(known, rubric)
    rounded = _whole(score)
    return replace(
        silent,
        score=rounded,
        low=_whole(_score(_filled(known, 5), rubric)),
        high=_whole(_score(_filled(known, 1), rubric)),
        band=_band(rounded, rubric),
        bottleneck=_bottleneck(known, rubric),
    )


def contributions(
    assessment: Assessment, rubric: Rubric | None = None
) -> Mapping[Dimension, float]:
    """Points lost by each known dimension; together 100 minus the unrounded score.

    Each known dimension costs `75 * w * h`; the bottleneck's `25 * max(h)` is credited to the
    dimensions that reach the maximum, in equal parts. Empty when the assessment has no score.
    """
    rubric = rubric or Rubric.shipped()
    known = {r.dimension: r.level for r in assessment.ratings if r.level is not None}
    if assessment.score is None:
        return {}
    share, hardness, weight = rubric.bottleneck_share, _hardness(known), _weights(known, rubric)
    worst = max(hardness.values())
    ties = sum(h == worst for h in hardness.values())
    return {
        d: 100 * ((1 - share) * weight[d] * h + (share * worst / ties if h == worst else 0.0))
        for d, h in hardness.items()
    }


def _enough(known: Mapping[Dimension, int]) -> bool:
    return len(known) >= FEWEST_KNOWN and ("implicit" in known or "systemic" in known)


def _filled(known: Mapping[Dimension, int], level: int) -> dict[Dimension, int]:
    return {d: known.get(d, level) for d in DIMENSIONS}


def _hardness(known: Mapping[Dimension, int]) -> dict[Dimension, float]:
    return {d: (known[d] - 1) / 4 for d in DIMENSIONS if d in known}


def _weights(known: Mapping[Dimension, int], rubric: Rubric) -> dict[Dimension, float]:
    whole = sum(rubric.dimensions[d].weight for d in known)
    return {d: rubric.dimensions[d].weight / whole for d in known}


def _score(known: Mapping[Dimension, int], rubric: Rubric) -> float:
    hardness, weight = _hardness(known), _weights(known, rubric)
    mean = sum(weight[d] * h for d, h in hardness.items())
    share = rubric.bottleneck_share
    return 100 * (1 - (1 - share) * mean - share * max(hardness.values()))


def _whole(score: float) -> int:
    # Half a point rounds up: round() would go to the even number, and 45 decides a band.
    return int(score + 0.5 + 1e-9)


def _band(score: int, rubric: Rubric) -> Band:
    bands: tuple[Band, ...] = ("A", "B", "C")
    return next((b for b in bands if score >= getattr(rubric.bands, b)), "D")


def _bottleneck(known: Mapping[Dimension, int], rubric: Rubric) -> Dimension | None:
    worst = max(known, key=lambda d: (known[d], rubric.dimensions[d].weight))
    return worst if known[worst] > 1 else None


def _silent(item_id: str, ratings: Ratings, version: str) -> Assessment:
    """The assessment of an item of which too little is known for a score."""
    return Assessment(
        item_id=item_id,
        ratings=_ordered(ratings),
        score=None,
        low=None,
        high=None,
        band=None,
        bottleneck=None,
        clarity=ratings.clarity,
        missing=ratings.missing,
        filled=ratings.filled,
        rubric=version,
    )


def _ordered(ratings: Ratings) -> tuple[Rating, ...]:
    return tuple(sorted(ratings.ratings, key=lambda r: DIMENSIONS.index(r.dimension)))

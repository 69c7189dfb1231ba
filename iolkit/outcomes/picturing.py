"""What a picture shows, as data: numbers and codes only, never a word of a note.

Whoever draws one (a page, a document) brings the words, in its reader's language. So a picture
cannot tell what its audience may not hear.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from iolkit.records import Assessment, Band, Dimension, Rating

Sure = Literal["by_person", "sure", "fairly_sure", "unsure", "silent"]
"""How sure a level is; "silent" = the text says nothing, every level is possible."""

LEAST, MOST = 1.0, 5.0
SURE, FAIRLY = 0.75, 0.5
"""Confidence from which a level is called sure, and fairly sure."""
HURDLE = 3
"""The level from which a property is worth naming as the main obstacle."""


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One of the five properties: its level 1..5 (None = unknown) and where it may well lie."""

    dimension: Dimension
    level: int | None
    low: float
    high: float
    sure: Sure

    @classmethod
    def of(cls, rating: Rating) -> Self:
        """The line of a rating. A person's level has no range, an unknown one the whole scale;
        any other reaches 0.15 to 1.65 levels to either side, by its confidence."""
        level = rating.level
        if level is None:
            return cls(rating.dimension, None, LEAST, MOST, "silent")
        if rating.made_by.engine == "human":
            return cls(rating.dimension, level, level, level, "by_person")
        around = 0.15 + 1.5 * (1 - rating.confidence)
        low, high = max(LEAST, level - around), min(MOST, level + around)
        return cls(rating.dimension, level, low, high, _sure(rating.confidence))


@dataclass(frozen=True, slots=True)
class Profile:
    """How far one item travels: its five properties, and the score 0..100 with its range."""

    lines: tuple[ProfileLine, ...] = ()
    score: int | None = None
    low: int | None = None
    high: int | None = None
    band: Band | None = None
    hurdle: Dimension | None = None
    """The property that stands most in the way, where one is worth naming."""

    @classmethod
    def of(cls, assessment: Assessment) -> Self:
        """The profile of an assessed item."""
        lines = tuple(map(ProfileLine.of, assessment.ratings))
        worst = next((line for line in lines if line.dimension == assessment.bottleneck), None)
        named = worst is not None and (worst.level or 0) >= HURDLE
        return cls(
            lines,
            assessment.score,
            assessment.low,
            assessment.high,
            assessment.band,
            assessment.bottleneck if named else None,
        )


@dataclass(frozen=True, slots=True)
class MapPoint:
    """An item on a map: its number in the document, its score with range, band and clarity 0..6."""

    number: int
    score: int
    low: int
    high: int
    band: Band
    clarity: int


@dataclass(frozen=True, slots=True)
class ItemMap:
    """Several items: how far each travels against how clearly it is told. `unrated` are the
    numbers of those of which too little is known."""

    points: tuple[MapPoint, ...] = ()
    unrated: tuple[int, ...] = ()


Picture = Profile | ItemMap


def _sure(confidence: float) -> Sure:
    if confidence >= SURE:
        return "sure"
    return "fairly_sure" if confidence >= FAIRLY else "unsure"

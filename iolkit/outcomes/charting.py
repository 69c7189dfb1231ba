"""Items as points of a map or a spread. Text in here is Masked, for readers in the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from iolkit.records import Assessment, Band, Dimension, Kind, Masked


@dataclass(frozen=True, slots=True)
class ItemPoint:
    """One standing item in figures. Score and its range are 0..100, None where too little is known.

    `levels` are the five properties as they stand now; `clarity` counts slots 0..6.
    `organisations` tell the same, its own included and each counted once; 0 = nobody noted whose
    experience it is.
    """

    item_id: str
    note_id: str
    headline: Masked
    title: Masked
    kind: Kind
    programme: str
    format: str
    held_on: date | None
    levels: Mapping[Dimension, int | None]
    score: int | None
    low: int | None
    high: int | None
    band: Band | None
    clarity: int
    organisations: int = 0

    @property
    def year(self) -> int | None:
        """The year of its session."""
        return self.held_on.year if self.held_on else None


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an item's ratings rest on: the assessment as people left it, and by property the words
    of the note, masked."""

    item_id: str
    headline: Masked
    kind: Kind
    assessment: Assessment | None
    quotes: Mapping[Dimension, tuple[Masked, ...]]


@dataclass(frozen=True, slots=True)
class RatedExample:
    """An invented passage with what its rater said of it (None = no hint), and how near it is to
    what it was compared with: 0 nothing in common, about 1 the same."""

    text: str
    language: str
    levels: Mapping[Dimension, int | None]
    nearness: float

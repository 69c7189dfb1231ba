"""The rubric: what is asked of a piece of knowledge, and what its ratings add up to.

Questions, descriptors, cues and weights are data (prompts/rubric.yaml); this module checks them
and holds the arithmetic: five levels -> transferability with range, band and bottleneck. It does
not know how an engine finds a level.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from iolkit import resources
from iolkit.errors import HouseError
from iolkit.records import DIMENSIONS, Assessment, Band, Dimension, Rating, Ratings

Slot = Literal["goal", "action", "context", "result", "why", "evidence"]
SLOTS: tuple[Slot, ...] = ("goal", "action", "context", "result", "why", "evidence")
LEVELS = (1, 2, 3, 4, 5)
FEWEST_KNOWN = 3
"""With fewer known dimensions there is no score."""

_File = ConfigDict(frozen=True, extra="forbid")
Line = Annotated[str, Field(min_length=1)]
Cues = tuple[Line, ...]


class Bilingual(BaseModel):
    """A question in German and English."""

    model_config = _File
    de: Line
    en: Line


class CueLists(BaseModel):
    """Cues of one language: those that speak for a higher and for a lower level."""

    model_config = _File
    raise_: Cues = Field(alias="raise")
    lower: Cues


class BilingualCues(BaseModel):
    """Cue lists in German and English."""

    model_config = _File
    de: CueLists
    en: CueLists


class Descriptors(BaseModel):
    """What levels 1 to 5 mean, in German and English."""

    model_config = _File
    de: tuple[Line, Line, Line, Line, Line]
    en: tuple[Line, Line, Line, Line, Line]


class Criterion(BaseModel):
    """One of the five properties."""

    model_config = _File
    weight: float = Field(gt=0, le=1)
    question: Bilingual
    descriptors: Descriptors
    cues: BilingualCues


class SlotCues(BaseModel):
    """Cues that fill a clarity slot."""

    model_config = _File
    de: Cues
    en: Cues


class ClaritySlot(BaseModel):
    """One of the six things a learner needs to be told."""

    model_config = _File
    question: Bilingual
    cues: SlotCues


class Modality(BaseModel):
    """Words that turn a cue round, weaken it or take it away."""

    model_config = _File
    negated_before: Cues
    negated_after: Cues
    not_only: Cues
    weaker: Cues
    partly: Cues
    reported: Cues
    planned: Cues
    recipient: Cues
    topic: Cues
    past: Cues
    present: Cues


class Bands(BaseModel):
    """The score at which each band begins (0..100)."""

    model_config = _File
    A: int = Field(ge=0, le=100)
    B: int = Field(ge=0, le=100)
    C: int = Field(ge=0, le=100)
    D: Literal[0]


class Rubric(BaseModel):
    """The whole rubric, checked. `Rubric.shipped()` is the one of this installation."""

    model_config = _File
    version: Line
    bottleneck_share: float = Field(ge=0, le=1)
    bands: Bands
    dimensions: Mapping[Dimension, Criterion]
    clarity: Mapping[Slot, ClaritySlot]
    modality: Modality
    false_friends: Mapping[Dimension, Cues]
    signals: Mapping[str, Cues]
    kinds: Mapping[Literal["mistake", "method", "insight", "question", "contact"], Cues]

    @model_validator(mode="after")
    def _complete(self) -> Rubric:
        for name, have, want in (
            ("dimensions", self.dimensions, DIMENSIONS),
            ("false_friends", self.false_friends, DIMENSIONS),
            ("clarity", self.clarity, SLOTS),
        ):
            if set(have) != set(want):
                raise ValueError(f"{name} must be exactly {', '.join(want)}")
        if abs(sum(c.weight for c in self.dimensions.values()) - 1) > 1e-9:
            raise ValueError("the weights must add up to 1")
        if not self.bands.A > self.bands.B > self.bands.C > self.bands.D:
            raise ValueError("the bands must fall from A to D")
        return self

    @classmethod
    def shipped(cls) -> Rubric:
        """The rubric in prompts/rubric.yaml. Raises HouseError when it is unusable."""
        return _shipped()

    @classmethod
    def from_data(cls, data: object) -> Rubric:
        """A rubric from parsed YAML. Raises HouseError("rubric_invalid") naming the first fault."""
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"]) or "rubric"
            raise HouseError("rubric_invalid", place=place, fault=first["msg"]) from error


@cache
def _shipped() -> Rubric:
    return Rubric.from_data(resources.rules("rubric.yaml"))


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
    silent = _silent(item_id, ratings)
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


def _silent(item_id: str, ratings: Ratings) -> Assessment:
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
    )


def _ordered(ratings: Ratings) -> tuple[Rating, ...]:
    return tuple(sorted(ratings.ratings, key=lambda r: DIMENSIONS.index(r.dimension)))

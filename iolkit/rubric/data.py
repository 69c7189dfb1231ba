"""The rubric of knowledge as data: prompts/rubrics/knowledge.yaml, read and checked.

Questions, descriptors, cues and weights of the five properties. It does not know how an engine
finds a level.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from iolkit import resources
from iolkit.records import DIMENSIONS, Dimension
from iolkit.rubric.faults import fault, fault_in

Slot = Literal["goal", "action", "context", "result", "why", "evidence"]
SLOTS: tuple[Slot, ...] = ("goal", "action", "context", "result", "why", "evidence")

FILE = "rubrics/knowledge.yaml"
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
    hints: Mapping[str, Cues]
    kinds: Mapping[Literal["mistake", "method", "insight", "question", "contact"], Cues]

    @model_validator(mode="after")
    def _complete(self) -> Rubric:
        for name, have, want in (
            ("dimensions", self.dimensions, DIMENSIONS),
            ("false_friends", self.false_friends, DIMENSIONS),
            ("clarity", self.clarity, SLOTS),
        ):
            if set(have) != set(want):
                raise fault("wrong_entries", name)
        if abs(sum(c.weight for c in self.dimensions.values()) - 1) > 1e-9:
            raise fault("weights_sum", "dimensions")
        if not self.bands.A > self.bands.B > self.bands.C > self.bands.D:
            raise fault("bands_fall", "bands")
        return self

    @classmethod
    def shipped(cls) -> Rubric:
        """The rubric in prompts/rubrics/knowledge.yaml. Raises HouseError when it is unusable."""
        return _shipped()

    @classmethod
    def from_data(cls, data: object) -> Rubric:
        """A rubric from parsed YAML. Raises HouseError("rubric_invalid") naming the first fault."""
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            raise fault_in(FILE, error) from error


@cache
def _shipped() -> Rubric:
    return Rubric.from_data(resources.rules(FILE))

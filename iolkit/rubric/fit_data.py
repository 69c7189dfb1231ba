"""The rubric of fit as data: prompts/rubrics/fit.yaml, read and checked.

Facts about organisations, distances, readiness, preconditions, and the lines a verdict is read
from. The checks hold what must not be lost by an edit: weights are whole, and verdicts monotone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from iolkit import resources
from iolkit.outcomes import (
    DISTANCES,
    FACTS,
    READINESS,
    DistanceName,
    FactName,
    ReadinessName,
)
from iolkit.records import Dimension
from iolkit.rubric.data import Bilingual, Line
from iolkit.rubric.faults import fault, fault_in

FILE = "rubrics/fit.yaml"
_File = ConfigDict(frozen=True, extra="forbid")
Points = Annotated[int, Field(ge=0, le=100)]
Steps = Annotated[int, Field(ge=0, le=4)]
FarWords = tuple[Line, Line, Line, Line, Line]
VERDICTS: tuple[Literal["adopt", "adapt", "pilot"], ...] = ("adopt", "adapt", "pilot")


class FactOption(Bilingual):
    """An answer about an organisation; `group` says which answers without an order are related,
    `called` by which words it is known in people's own."""

    group: str = ""
    called: tuple[Line, ...] = ()


class Fact(BaseModel):
    """One thing asked about an organisation."""

    model_config = _File
    scale: Literal["ordered", "kinds"]
    question: Bilingual
    options: Mapping[str, FactOption]
    same: tuple[Steps, Steps] = (0, 0)
    related: tuple[Steps, Steps] = (0, 4)
    other: tuple[Steps, Steps] = (0, 4)

    @model_validator(mode="after")
    def _whole(self) -> Fact:
        if len(self.options) < 2:
            raise fault("few_options", "options")
        for name, (least, most) in (
            ("same", self.same), ("related", self.related), ("other", self.other),
        ):  # fmt: skip
            if least > most:
                raise fault("range_reversed", name)
        return self


class DistanceRule(BaseModel):
    """One of the eight distances."""

    model_config = _File
    weight: float = Field(gt=0, le=1)
    linked: tuple[Dimension, ...] = Field(min_length=1)
    drawn_from: tuple[FactName, ...] = ()
    question: Bilingual
    adapt: Bilingual


class Far(BaseModel):
    """Words for the distances 0 to 4."""

    model_config = _File
    de: FarWords
    en: FarWords


class ReadinessRule(BaseModel):
    """One of the six questions of readiness, and what is missing where it is not answered yes."""

    model_config = _File
    question: Bilingual
    gap: Bilingual


class PreconditionRule(BaseModel):
    """What must be so from a level of a property on."""

    model_config = _File
    dimension: Dimension
    level: Annotated[int, Field(ge=2, le=5)] = Field(alias="from")
    words: Bilingual


class Least(BaseModel):
    """What a verdict asks for: gauges 0..100, and the unmet preconditions it still bears."""

    model_config = _File
    knowledge: Points
    pair: Points
    readiness: Points
    unmet: Annotated[int, Field(ge=0)]

    def asks_no_more_than(self, better: Least) -> bool:
        """Whether everything `better` lets through passes here too."""
        gauges = ("knowledge", "pair", "readiness")
        easier = all(getattr(self, name) <= getattr(better, name) for name in gauges)
        return easier and self.unmet >= better.unmet


class OutlookRule(BaseModel):
    """The two shares of the outlook's formula."""

    model_config = _File
    pair_share: float = Field(ge=0, le=1)
    floor: float = Field(ge=0, le=1)


class FitRubric(BaseModel):
    """The whole rubric of fit, checked. `FitRubric.shipped()` is that of this installation."""

    model_config = _File
    version: Line
    facts: Mapping[FactName, Fact]
    base: float = Field(ge=0, le=1)
    adapt_above: Steps
    distances: Mapping[DistanceName, DistanceRule]
    far: Far
    readiness: Mapping[ReadinessName, ReadinessRule]
    preconditions: Mapping[str, PreconditionRule]
    clear: Annotated[int, Field(ge=0, le=6)]
    verdict: Mapping[Literal["adopt", "adapt", "pilot"], Least]
    outlook: OutlookRule

    @model_validator(mode="after")
    def _complete(self) -> FitRubric:
        for name, have, want in (
            ("facts", self.facts, FACTS),
            ("distances", self.distances, DISTANCES),
            ("readiness", self.readiness, READINESS),
            ("verdict", self.verdict, VERDICTS),
        ):
            if set(have) != set(want):
                raise fault("wrong_entries", name)
        if abs(sum(rule.weight for rule in self.distances.values()) - 1) > 1e-9:
            raise fault("weights_sum", "distances")
        for better, line in pairwise(VERDICTS):
            if not self.verdict[line].asks_no_more_than(self.verdict[better]):
                raise fault("asks_more", f"verdict.{line}")
        if odd := [key for key in self.preconditions if not key.isidentifier()]:
            raise fault("key_word", f"preconditions.{odd[0]}")
        return self

    @classmethod
    def shipped(cls) -> FitRubric:
        """The rubric in prompts/rubrics/fit.yaml. Raises HouseError when it is unusable."""
        return _shipped()

    @classmethod
    def from_data(cls, data: object) -> FitRubric:
        """A rubric from parsed YAML. Raises HouseError("rubric_invalid") naming the first fault."""
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            raise fault_in(FILE, error) from error


@cache
def _shipped() -> FitRubric:
    return FitRubric.from_data(resources.rules(FILE))

"""Interventions and the words of a plan as data: prompts/rubrics/interventions.yaml, checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from iolkit import resources
from iolkit.outcomes import Advice
from iolkit.outcomes.planning import Dixon, Seci
from iolkit.records import DIMENSIONS, Dimension, Kind
from iolkit.rubric.data import Bilingual, Line
from iolkit.rubric.faults import fault, fault_in
from iolkit.rubric.scoring import FEWEST_KNOWN

FILE = "rubrics/interventions.yaml"
LONGEST_STEP_DAYS = 30
_File = ConfigDict(frozen=True, extra="forbid")
Level = Annotated[int, Field(ge=1, le=5)]
By = Mapping[Advice | Literal["none"], Bilingual]
WITH_NONE = ("adopt", "adapt", "pilot", "leave", "none")


class InterventionRule(BaseModel):
    """A way to bring knowledge over."""

    model_config = _File
    answers: Dimension | Literal["unclear", "easy", "none"] = Field(alias="for")
    name: Bilingual
    what: Bilingual
    first_step: Bilingual
    days: Annotated[int, Field(ge=1, le=LONGEST_STEP_DAYS)]
    seci: Seci
    human: bool


class Levels(BaseModel):
    """What the known levels must be for a line to fit; an unknown one fits no condition."""

    model_config = _File
    at_least: Mapping[Dimension, Level] = {}
    at_most: Mapping[Dimension, Level] = {}

    def fits(self, levels: Mapping[Dimension, int]) -> bool:
        """Whether every condition holds."""
        enough = all(levels.get(d, 0) >= least for d, least in self.at_least.items())
        return enough and all(levels.get(d, 6) <= most for d, most in self.at_most.items())


class Combination(Levels):
    """Interventions that go together."""

    all_: Level | None = Field(default=None, alias="all")
    take: tuple[str, ...] = Field(min_length=1, max_length=3)

    def fits(self, levels: Mapping[Dimension, int]) -> bool:
        """Whether every condition holds."""
        if self.all_ is not None:
            known = len(levels) >= FEWEST_KNOWN and min(levels.values()) >= self.all_
            return known and super().fits(levels)
        return super().fits(levels)

    def meant(self, levels: Mapping[Dimension, int]) -> frozenset[Dimension]:
        """The properties that it answers together."""
        return frozenset(levels if self.all_ is not None else self.at_least)


class DixonRule(Levels):
    """A line of the kinds of transfer."""

    kinds: tuple[Kind, ...] = ()
    ours: bool | None = None
    score: Annotated[int, Field(ge=0, le=100)] | None = None
    name: Dixon


class InterventionBook(BaseModel):
    """The whole file, checked. `InterventionBook.shipped()` is that of this installation."""

    model_config = _File
    version: Line
    high: Level
    most: Annotated[int, Field(ge=1, le=3)]
    human_from: Level
    interventions: Mapping[str, InterventionRule]
    combinations: tuple[Combination, ...]
    instead: Mapping[Advice | Literal["none"], tuple[str, ...]]
    middle: Mapping[Dimension, str]
    dixon: tuple[DixonRule, ...]
    what: By
    pilot_scope: By
    stop_rule: By
    measure: By
    multipliers: Mapping[Dimension | Literal["easy"], Bilingual]

    @model_validator(mode="after")
    def _whole(self) -> InterventionBook:
        for place, key in self._named():
            if key not in self.interventions:
                raise fault("no_such_intervention", f"{place}.{key}")
        for dimension in DIMENSIONS:
            if not any(self.answering(dimension)):
                raise fault("no_intervention", f"interventions.{dimension}")
        if not any(self.interventions[key].human for key in self.answering("implicit")):
            raise fault("nobody_meets", "interventions.implicit")
        for name in ("what", "pilot_scope", "stop_rule", "measure"):
            if set(getattr(self, name)) != set(WITH_NONE):
                raise fault("wrong_entries", name)
        for name, have, want in (
            ("middle", self.middle, DIMENSIONS),
            ("multipliers", self.multipliers, (*DIMENSIONS, "easy")),
        ):
            if set(have) != set(want):
                raise fault("wrong_entries", name)
        return self

    def answering(self, what: str) -> Iterator[str]:
        """The keys of the interventions for a property, the first one first."""
        return (key for key, rule in self.interventions.items() if rule.answers == what)

    def _named(self) -> Iterator[tuple[str, str]]:
        yield from (("combinations", key) for each in self.combinations for key in each.take)
        yield from (("instead", key) for keys in self.instead.values() for key in keys)
        yield from (("middle", key) for key in self.middle.values())

    @classmethod
    def shipped(cls) -> InterventionBook:
        """The book in prompts/rubrics/interventions.yaml. Raises HouseError when unusable."""
        return _shipped()

    @classmethod
    def from_data(cls, data: object) -> InterventionBook:
        """A book from parsed YAML. Raises HouseError("rubric_invalid") naming the first fault."""
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            raise fault_in(FILE, error) from error


@cache
def _shipped() -> InterventionBook:
    return InterventionBook.from_data(resources.rules(FILE))

"""The table of rules, prompts/policy.yaml, read and checked: who may edit it, may not weaken it."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from iolkit.errors import HouseError
from iolkit.records import Category, Flag, Handling, Owner, Rule

Cell = Literal["ok", "G", "N", "C", "X"]
Circle = Literal["E", "U", "P", "Ö"]

STRICTNESS: tuple[Handling, ...] = ("keep", "generalise", "mask", "ask", "block")
"""From free to never: each gives away at most what the one before does."""
CONCERNS = tuple(f"S{n}" for n in range(1, 22))
LOCKED = ("S2", "S8", "S9", "S13", "S18", "S19")
"""Blocks that the law asks for: no rule, clearance or named recipient loosens them."""

CIRCLES: tuple[Circle, ...] = get_args(Circle)
MEANS: dict[Cell, Handling] = {
    "ok": "keep", "G": "generalise", "N": "mask", "C": "ask", "X": "block",
}  # fmt: skip


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(_Row):
    """A line of the table: one cell for each circle."""

    handling: dict[Circle, Cell]
    severity: Annotated[int, Field(ge=1, le=5)]
    competitors: Cell = "ok"
    locked: bool = False

    @model_validator(mode="after")
    def _whole(self) -> Entry:
        if set(self.handling) != set(CIRCLES):
            raise ValueError("needs a handling for each of E, U, P and Ö")
        return self

    def at(self, circle: Circle) -> Handling:
        """The handling for this circle: its own cell, or what a wider circle may have anyway."""
        wider = CIRCLES[CIRCLES.index(circle) :]
        return min((MEANS[self.handling[c]] for c in wider), key=STRICTNESS.index)


class _Name(_Row):
    de: str
    en: str


class Concern(Entry):
    """A line for one of S1 to S21, with its name and the ground for it."""

    name: _Name
    ground: str


class _Least(_Row):
    """A rule: the least handling by circle, for the flags it names (none named = every flag)."""

    handling: dict[Circle, Cell]
    concerns: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    owners: tuple[Owner, ...] = ()

    @model_validator(mode="after")
    def _widening(self) -> _Least:
        _must_widen(self.handling)
        if unknown := set(self.concerns) - set(CONCERNS):
            raise ValueError(f"names unknown concerns: {sorted(unknown)}")
        return self

    def meets(self, flag: Flag) -> bool:
        """Whether the rule speaks of this flag."""
        named = not self.concerns and not self.categories
        named = named or flag.category in self.categories or flag.concern in self.concerns
        return named and (not self.owners or flag.owner in self.owners)


class Table(_Row):
    """prompts/policy.yaml, checked."""

    concerns: dict[str, Concern]
    categories: dict[Category, Entry]
    rules: dict[Rule, tuple[_Least, ...]]
    owners: dict[Owner, dict[Circle, Cell]]
    unreviewed: dict[Circle, Cell]

    @classmethod
    def parse(cls, raw: object) -> Table:
        """The table from parsed YAML. Raises HouseError, naming the place, if it is unfit."""
        try:
            return cls.model_validate(raw)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"]) or "policy.yaml"
            raise HouseError("policy_unfit", place=place, problem=first["msg"]) from error

    @model_validator(mode="after")
    def _whole(self) -> Table:
        for field, given, needed in (
            ("concerns", self.concerns, CONCERNS),
            ("categories", self.categories, get_args(Category)),
            ("rules", self.rules, get_args(Rule)),
            ("owners", self.owners, get_args(Owner)),
        ):
            if odd := set(given) ^ set(needed):
                raise ValueError(f"{field}: missing or unknown: {', '.join(sorted(odd))}")
        for concern in LOCKED:
            line = self.concerns[concern]
            if not line.locked or {line.handling["P"], line.handling["Ö"]} != {"X"}:
                raise ValueError(f"concerns.{concern} must stay locked, and X for P and Ö")
        for least in (*self.owners.values(), self.unreviewed):
            _must_widen(least)
        return self


def _must_widen(least: dict[Circle, Cell]) -> None:
    steps = [STRICTNESS.index(MEANS[least.get(circle, "ok")]) for circle in CIRCLES]
    if steps != sorted(steps):
        raise ValueError("a wider circle must not get a laxer handling (E, U, P, Ö)")


def least_for(least: dict[Circle, Cell], circle: Circle) -> Handling:
    """The least handling that a rule asks for in this circle; none named = nothing more."""
    return MEANS[least.get(circle, "ok")]

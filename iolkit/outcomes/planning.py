"""What it takes to bring one learning home: a plan, its days, and how it came to be as it is.

Text in here is made of masked words and of the house's own, for readers in the house; raw is only
what its own author is shown again to change (`PlanLine.own`, `PlanWords.text`).
Words of a person are Reviews with the item's id and subject "plan": a PlanField (its words), a
PlanDay or "started" (YYYY-MM-DD); the empty value goes back to what is suggested.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from iolkit.outcomes.transferring import Advice
from iolkit.records import Dimension, Flag, Span

Seci = Literal["socialisation", "externalisation", "combination", "internalisation"]
Dixon = Literal["serial", "near", "far", "strategic", "expert"]
PlanField = Literal[
    "principle", "what", "goal", "owner", "source_contact", "sponsor", "multipliers",
    "interventions", "adaptations", "prerequisites", "first_step", "pilot_scope", "stop_rule",
    "measure", "give_back",
]  # fmt: skip
PlanDay = Literal["first_step_on", "review_30", "review_60", "review_90"]

PLAN_FIELDS: tuple[PlanField, ...] = get_args(PlanField)
PLAN_DAYS: tuple[PlanDay, ...] = get_args(PlanDay)


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What a person wrote into a plan: raw words, and what is sensitive in them."""

    text: str
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Intervention:
    """A way to bring knowledge over, in words of the plan's language.

    `dimensions` are the hard properties it answers (none: for every item); `human`: people meet.
    """

    key: str
    name: str
    what: str
    first_step: str
    dimensions: tuple[Dimension, ...]
    seci: Seci
    human: bool


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One entry of a plan. `text` is masked, for readers in the house; a list has one entry a line.

    `origin`: blank (to be filled in) · suggested (by the rubric) · note (a sentence of the note,
    `span`) · person (`own` are the words as typed, raw, for the field of whoever changes them;
    `flags` count in `own`).
    """

    field: PlanField
    text: str
    origin: Literal["blank", "suggested", "note", "person"]
    span: Span | None = None
    own: str = ""
    flags: tuple[Flag, ...] = ()
    quotes: tuple[tuple[str, Span], ...] = ()
    """Words of the note that stand in a suggested text, masked, and where in the note they are."""


@dataclass(frozen=True, slots=True)
class PlanDate:
    """A day of the plan; `origin` person where somebody set it."""

    name: PlanDay
    on: date
    origin: Literal["suggested", "person"]


@dataclass(frozen=True, slots=True)
class Plan:
    """How one learning is brought home. `lines` in the order of PLAN_FIELDS, every field once.

    `started` = the day from which the dates count, None while they move with today. `dixon` is
    the kind of transfer. At most three interventions, the first one first.
    """

    item_id: str
    language: Literal["de", "en"]
    advice: Advice | None
    dixon: Dixon | None
    interventions: tuple[Intervention, ...]
    lines: tuple[PlanLine, ...]
    days: tuple[PlanDate, ...]
    started: date | None
    version: str

    def line(self, name: PlanField) -> PlanLine:
        """The entry of a field."""
        return next(each for each in self.lines if each.field == name)

    def day(self, name: PlanDay) -> date:
        """The day of a step."""
        return next(each.on for each in self.days if each.name == name)


@dataclass(frozen=True, slots=True)
class Change:
    """What became different in a plan: `what` is a field, a day, "advice" or "dixon"; masked."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A person's word on ratings, fit or plan of one item, and what it changed in the plan.

    `subject`, `name` and `value` as of the review; the words of a plan and the reason are masked.
    """

    subject: Literal["rating", "fit", "plan"]
    name: str
    value: str
    by: str
    at: str
    reason: str
    changes: tuple[Change, ...]

"""What a debrief asks and what came of it, who else says the same, and rows to train on.

Text in here is Masked, except `Supplement.text`: a person's own words, raw like a note, which are
masked or released together with the note they belong to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from iolkit.outcomes.finding import Support
from iolkit.records import Dimension, Flag, Masked, Reason, Span

Matter = Literal["slot", "level", "sharing", "step"]
"""What a question is about: a clarity slot, one of the five properties, what may be shared, the
next step."""


@dataclass(frozen=True, slots=True)
class Supplement:
    """What a person said of an item when asked; empty `text` where the question was skipped or
    answered by a choice.

    `what` is a clarity slot (or two, "result+evidence"), a dimension, "sharing" or "step".
    `anchor` is where the item lay then. Answers given at once have the same `turn`; `review` is
    the step of reviews that was made of a choice, 0 = none.
    """

    item_id: str
    anchor: Span
    matter: Matter
    what: str
    text: str = field(repr=False)
    flags: tuple[Flag, ...]
    by: str
    at: str
    skipped: bool = False
    turn: int = 0
    review: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to choose from, in words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class DebriefQuestion:
    """One question of a debrief, worded: why it is asked, an example of a good answer, and what to
    choose from (nothing = free text). `items` are those that an answer completes."""

    key: str
    matter: Matter
    what: str
    items: tuple[str, ...]
    text: str
    why: Reason
    example: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotState:
    """A clarity slot of an item: told by the note, added by a person, or open. The words that fill
    it are masked; None where it is open or no words are at hand."""

    slot: str
    told_by: Literal["note", "person", ""] = ""
    words: Masked | None = None


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of what a learner needs to be told is there for an item, 0..6."""

    item_id: str
    headline: Masked
    slots: tuple[SlotState, ...]

    @property
    def filled(self) -> int:
        """How many slots are."""
        return sum(bool(each.told_by) for each in self.slots)


@dataclass(frozen=True, slots=True)
class Debrief:
    """How far a debrief is: what is still asked, the most valuable first, and what is there now.

    `answered` and `skipped` count questions; `next_steps` are what people said about who does what
    until when, masked.
    """

    note_id: str
    questions: tuple[DebriefQuestion, ...]
    answered: int
    skipped: int
    items: tuple[Completeness, ...]
    next_steps: tuple[Masked, ...] = ()

    @property
    def question(self) -> DebriefQuestion | None:
        """The one to ask now; None when the debrief is done."""
        return self.questions[0] if self.questions else None

    @property
    def asked(self) -> int:
        """How many questions are behind."""
        return self.answered + self.skipped


@dataclass(frozen=True, slots=True)
class Objection:
    """A sentence of another note that speaks against an item, with its item and its year."""

    item_id: str
    words: Masked
    year: int | None


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Who else tells the same as an item: `support` counts its own session too.

    `items` are those of other notes that tell it; `oldest` and `newest` the days of all sessions.
    """

    item_id: str
    support: Support
    items: tuple[str, ...]
    against: tuple[Objection, ...]
    oldest: date | None
    newest: date | None


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """What a person decided about an item, without names, ids and days: words for an index in place
    of whatever was flagged.

    `before` and `after` are levels by dimension, as the engine and as people rated them; `answers`
    what people added, by slot.
    """

    text: Masked
    language: str
    kind: str
    before: Mapping[Dimension, int | None]
    after: Mapping[Dimension, int | None]
    open_slots: tuple[str, ...]
    answers: Mapping[str, Masked]
    rubric: str

"""What may leave: cleared text, what was decided about it, and documents made of it.

Text in here is Cleared (for an audience), except `Check.text`, which is the caller's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from iolkit.outcomes.picturing import Picture
from iolkit.records import Audience, Flag, Handling, Provenance, Reason, Rule, Span

Light = Literal["go", "care", "stop"]
"""A sentence may be said as it is, only in other words, or not at all."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """Text that `audience` may have. Made only in redaction/; exports take nothing else."""

    text: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a handover: a heading and paragraphs that the audience may have.

    `picture` holds numbers only; it stands before the section's first table, else at its end.
    """

    heading: str
    paragraphs: tuple[Cleared, ...]
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """A document for an audience, made of cleared text only."""

    title: Cleared
    audience: Audience
    language: Literal["de", "en"]
    sections: tuple[Section, ...]
    made_by: Provenance
    items: int | None = None
    """How many learning items are in it, where its chapters are not items."""


@dataclass(frozen=True, slots=True)
class ItemRelease:
    """What becomes of one item for an audience; `blocked` = nothing of it may be said."""

    note_id: str
    item_id: str
    blocked: bool
    decisions: tuple[Decision, ...]
    mosaic: Mosaic | None = None
    """What of it points to one organisation all the same."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A secret that leaves only when a person says yes, wherever the notes have it.

    `flags` are its places with the ids of their notes, the first one inside a chosen item;
    `answer` is what a person said for this audience, None when nobody did.
    """

    flags: tuple[tuple[str, Flag], ...]
    reason: Reason
    answer: bool | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A handover before it is written, with all that a person should look at first.

    `handover` is None when nothing of it may be said. `rules` are those of all sessions in it, the
    strictest first: it holds for every item. `competitors`: whether some sat in a session.
    """

    handover: Handover | None
    items: tuple[ItemRelease, ...]
    asked: tuple[Asked, ...]
    rules: tuple[Rule, ...]
    competitors: bool


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A handover that was taken along: when (ISO, UTC), by whom, for whom, how many items."""

    at: str
    who: str
    audience: Audience
    language: str
    format: str
    items: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to happen to one flag for one audience, and why."""

    flag: Flag
    handling: Handling
    reason: Reason
    replacement: str
    """What stands in its place; the flagged text itself when it is kept, empty when taken out."""


@dataclass(frozen=True, slots=True)
class SentenceCheck:
    """One sentence of a checked text: its span, its light, what decided it (nothing for "go"), and
    the words in which it may be said; empty for "stop"."""

    span: Span
    light: Light
    decisions: tuple[Decision, ...]
    suggestion: Cleared


@dataclass(frozen=True, slots=True)
class Mosaic:
    """Harmless facts that together point to one organisation: why, which, and softer words.

    `clues` are kinds (phrase keys `clue.<kind>`) with the words of the cleared text; `softened` is
    that text without what pointed.
    """

    reason: Reason
    clues: tuple[tuple[str, str], ...]
    softened: Cleared


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something of our own that an organisation may have as it is."""

    note_id: str
    item_id: str
    words: Cleared


@dataclass(frozen=True, slots=True)
class Balance:
    """What we learned with an organisation and what it got from us, in items; never by person.

    `given_partners` went to partners in general; `suggestions` could be given next.
    """

    org: str
    notes: int
    taken: int
    given: int
    given_partners: int
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What may be said to an audience. `blocked` = nothing useful is left; `released` is empty."""

    text: str
    decisions: tuple[Decision, ...]
    released: Cleared
    blocked: bool
    sentences: tuple[SentenceCheck, ...] = ()
    mosaic: Mosaic | None = None
    """What of `released` points to one organisation all the same."""

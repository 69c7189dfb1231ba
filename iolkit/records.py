"""Every noun of iolkit, as frozen records. START READING HERE.

A learning item only ever gains facts: a Note is read into an Analysis (flags, items, ratings,
summary), a person adds Reviews, and what leaves the house leaves as Cleared text.
Offsets are code points of `Note.text`, half-open. Records hold facts and know how to look at
themselves; they do no work. What comes *back* when someone asks (hits, answers, handovers,
reports) stands in outcomes.py.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NewType

Language = Literal["de", "en", "mixed"]
Rule = Literal["open", "internal", "chatham", "nda"]
Owner = Literal["own", "partner", "third"]
Kind = Literal["practice", "insight", "mistake", "method", "question", "contact"]
Dimension = Literal["implicit", "complex", "technological", "collective", "systemic"]
Band = Literal["A", "B", "C", "D"]
Handling = Literal["keep", "generalise", "mask", "ask", "block"]
Category = Literal[
    "money", "partner", "person", "contact", "personnel", "contract",
    "strategy", "security", "ip", "figures", "confidential", "special",
]  # fmt: skip
Audience = str
"""team | company | partners | public | org:NAME (the host or another named recipient)"""

DIMENSIONS: tuple[Dimension, ...] = (
    "implicit", "complex", "technological", "collective", "systemic",
)  # fmt: skip

Masked = NewType("Masked", str)
"""Text with stand-ins in place of flags: for prompts, vectors, full text. Made in redaction/."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, `0 <= start <= end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The text this span covers."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """The same range in a text that starts `by` code points earlier."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was said: a phrase key (`why.<key>`) with values, worded by phrases."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who made a statement: engine (embedded | llm | human), model, prompt and their version."""

    engine: str
    model: str = ""
    prompt: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """The occasion a note was written at. Every fact may be unknown (empty)."""

    title: str = ""
    programme: str = ""
    format: str = ""
    held_on: date | None = None
    rule: Rule = "internal"
    own_org: str = ""
    host: str = ""
    partners: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    industry: str = ""
    competitors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Locator:
    """Where text stood in its file: page 3, slide 2, sheet 1, heading X, 00:12:05, a part."""

    span: Span
    kind: Literal["page", "slide", "sheet", "heading", "time", "part"]
    label: str


@dataclass(frozen=True, slots=True)
class Note:
    """What one person wrote about one session. `source` is a relative name, never a path.

    `id` is the sha256 of the NFC form of `text`: the same text is the same note. `text` itself is
    kept exactly as given, since offsets count in it.
    """

    id: str
    text: str
    language: Language
    session: Session = Session()
    source: str = ""
    locators: tuple[Locator, ...] = ()


def note_id(text: str) -> str:
    """The id of the note with this text (64 hex digits)."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode("utf-8", "replace")).hexdigest()


def mark_id(note: str, span: Span, what: str) -> str:
    """A stable id (16 hex digits) for a mark in a note; `what` is a category or "item"."""
    return hashlib.sha256(f"{note}:{span.start}:{span.end}:{what}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Flag:
    """A sensitive span: what it is, whose secret, how sure (score 0..1), found by what and why.

    `concern` is one of S1..S21 of the policy table, or None when only the category is known.
    `org` names the organisation whose secret it is, when the text tells.
    """

    id: str
    span: Span
    category: Category
    concern: str | None
    owner: Owner
    org: str | None
    score: float
    recognizer: str
    why: Reason


@dataclass(frozen=True, slots=True)
class Lists:
    """What the user knows better than any recognizer: names that are, or are not, sensitive."""

    partners: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    code_names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    own_org: str = ""
    """Our own organisation, where a note's session names none."""
    own_forms: tuple[str, ...] = ()
    """What else it is called: short forms, the names of its sites and brands."""
    industry: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A learning item: a passage that someone else could reuse. `headline` is a span inside it."""

    id: str
    note_id: str
    span: Span
    kind: Kind
    headline: Span


@dataclass(frozen=True, slots=True)
class Rating:
    """One of the five properties: level 1 (easy to move) .. 5 (hard), None where the text is
    silent. `evidence` are spans of the text that was rated; `confidence` 0..1."""

    dimension: Dimension
    level: int | None
    confidence: float
    evidence: tuple[Span, ...]
    reason: Reason
    made_by: Provenance


Filled = tuple[tuple[str, Span], ...]
"""Clarity slots that a text fills, each with the words that fill it."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """What an engine says of one passage: five ratings and clarity 0..6 (slots filled)."""

    ratings: tuple[Rating, ...]
    clarity: int
    missing: tuple[str, ...] = ()
    """Clarity slots the text leaves open: goal, action, context, result, why, evidence."""
    filled: Filled = ()

    def shift(self, by: int) -> Ratings:
        """The same, its quotes counted in a text that starts `by` code points earlier."""
        ratings = (
            replace(r, evidence=tuple(s.shift(by) for s in r.evidence)) for r in self.ratings
        )
        filled = tuple((slot, words.shift(by)) for slot, words in self.filled)
        return replace(self, ratings=tuple(ratings), filled=filled)


@dataclass(frozen=True, slots=True)
class Assessment:
    """Transferability of one item. Score, low, high are 0..100; None when too little is known."""

    item_id: str
    ratings: tuple[Rating, ...]
    score: int | None
    low: int | None
    high: int | None
    band: Band | None
    bottleneck: Dimension | None
    clarity: int
    missing: tuple[str, ...] = ()
    filled: Filled = ()
    rubric: str = ""  # version of the rubric it was made with; "" = not told


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a summary and the spans of the note it rests on."""

    text: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a note says, in a few sentences. Raw text: masked or released before anyone sees it."""

    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader should know of how an analysis came about: a part that another engine filled,
    a quote that was not in the text, a level on which two engines differ.

    `subject_id` is the id of the flag or item ("ITEM:DIMENSION" for a rating), else the note's.
    """

    subject: Literal["note", "flag", "item", "rating", "summary"]
    subject_id: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that an engine says of one note."""

    note: Note
    flags: tuple[Flag, ...]
    items: tuple[Item, ...]
    assessments: tuple[Assessment, ...]
    summary: Summary
    made_by: Provenance
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """A person's word. Append-only, and it wins over any engine.

    Field and value by subject · flag: state = accepted | dismissed, owner, category, org ("" =
    unknown), release = "AUDIENCE:yes|no" (may it read this, where the policy asks a person) ·
    item: state = accepted | dismissed, kind, span = "start:end" · rating (of "ITEM:DIMENSION"):
    level = 1..5 | null · session (of a note): any field of Session · note, what the engines missed:
    flag = "start:end:category:owner", item = "start:end:kind" · fit, plan (of an item): see
    outcomes.transferring, outcomes.planning.
    """

    subject: Literal["flag", "item", "rating", "session", "note", "fit", "plan"]
    subject_id: str
    field: str
    value: str
    by: str
    at: str
    reason: str = ""

"""What a search or a question brings back. Text in here is Masked, for readers in the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from iolkit.records import Language, Masked, Provenance, Reason, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A searchable stretch of text. `facts` are filter fields (programme, kind, band ...)."""

    key: str
    item_id: str
    text: Masked
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, its score (comparable within one query only) and why it was found."""

    passage: Passage
    score: float
    why: tuple[Reason, ...]

    @property
    def id(self) -> str:
        """The key of the passage: for a plain one what it was added under, else the item's id."""
        return self.passage.key


@dataclass(frozen=True, slots=True)
class Citation:
    """The passage with this key, and the span of its text that is quoted."""

    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose every sentence rests on citations; not grounded = nothing here answers it."""

    question: str
    sentences: tuple[CitedSentence, ...]
    grounded: bool
    made_by: Provenance
    support: Support | None = None
    read_as: ReadAs | None = None
    """How a question with mistyped words was read; None where it was asked as it was typed."""
    left_out: tuple[CitedSentence, ...] = ()
    """What a model wrote beyond its sources: no part of the answer, kept to be looked at."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation of the answer, in order of appearance."""
        return tuple(c for s in self.sentences for c in s.citations)

    @property
    def objections(self) -> tuple[Citation, ...]:
        """Every citation of what speaks against the answer, in order of appearance."""
        return tuple(c for s in self.sentences for c in s.against)


@dataclass(frozen=True, slots=True)
class Support:
    """Who stands behind a statement. Counts only: no name of anybody is told by them.

    `organisations` are independent of each other: no two of them sat in the same session;
    `unnamed` sessions do not tell whose experience they pass on. `cards` are best-practice cards,
    drawn from literature, which are no organisation's experience.
    """

    organisations: int = 0
    unnamed: int = 0
    sessions: int = 0
    notes: int = 0
    cards: int = 0
    years: tuple[int, ...] = ()
    newest: date | None = None


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence written from passages, with the keys and spans it rests on.

    `against` is what other passages hold against it; `support` who stands behind it, where known.
    """

    text: str
    citations: tuple[Citation, ...]
    against: tuple[Citation, ...] = ()
    support: Support | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """An item with the sentences around it, as readers in the house may see them."""

    before: Masked
    text: Masked
    after: Masked


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to; None = any. Dates are inclusive.

    `sensitivity`: "clear" = items without a flag, "flagged" = items with at least one.
    `reviewed` = only items that a person has accepted.
    """

    programme: str | None = None
    format: str | None = None
    since: date | None = None
    until: date | None = None
    language: Language | None = None
    kind: str | None = None
    band: str | None = None
    sensitivity: Literal["clear", "flagged"] | None = None
    reviewed: bool = False
    note_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that a person keeps under a name. `fresh` = item ids of the fitting hits from notes
    that came after the last look, best first."""

    id: int
    name: str
    query: str
    filters: Filters
    fresh: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadAs:
    """A query as it was searched for, and each mistyped word of it with what it was read as."""

    text: str
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The reply to a search. `confident` is False when nothing here seems to answer the query;
    `notices` tell what a person should know (the index is being rebuilt, ...)."""

    hits: tuple[Hit, ...]
    confident: bool
    made_by: Provenance
    notices: tuple[Reason, ...] = ()
    chance: float = 0.0
    """How probable it is that something here answers the query, 0..1."""
    read_as: ReadAs | None = None
    """How a query with mistyped words was read; None where it was searched for as it was typed."""
    groups: tuple[tuple[str, ...], ...] = ()
    """Keys of the hits, those that say the same together: what several people wrote down at one
    meeting, neighbours in a note, copies. Each hit stands once; groups and hits best first."""
    other_words: tuple[str, ...] = ()
    """Where nothing seems to answer: words of the other language that stand here and mean what was
    asked for, to try next."""

"""What comes back when someone asks: hits, answers, handovers, check results, jobs, reports.

Records like those of records.py: frozen, no work. Text in here is Masked (for readers in the
house) or Cleared (for an audience), never raw, except `Check.text`, which is the caller's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from iolkit.errors import IolkitError
from iolkit.records import (
    Analysis,
    Audience,
    Flag,
    Handling,
    Item,
    Language,
    Masked,
    Provenance,
    Reason,
    Session,
    Span,
)


@dataclass(frozen=True, slots=True)
class Cleared:
    """Text that `audience` may have. Made only in redaction/; exports take nothing else."""

    text: str
    audience: Audience


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

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation of the answer, in order of appearance."""
        return tuple(c for s in self.sentences for c in s.citations)


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence written from passages, with the keys and spans it rests on."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a handover: a heading and paragraphs that the audience may have."""

    heading: str
    paragraphs: tuple[Cleared, ...]


@dataclass(frozen=True, slots=True)
class Handover:
    """A document for an audience, made of cleared text only."""

    title: Cleared
    audience: Audience
    language: Literal["de", "en"]
    sections: tuple[Section, ...]
    made_by: Provenance


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to; None = any. Dates are inclusive.

    `sensitivity`: "clear" = items without a flag, "flagged" = items with at least one.
    """

    programme: str | None = None
    format: str | None = None
    since: date | None = None
    until: date | None = None
    language: Language | None = None
    kind: str | None = None
    band: str | None = None
    sensitivity: Literal["clear", "flagged"] | None = None
    note_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The reply to a search. `confident` is False when nothing here seems to answer the query;
    `notices` tell what a person should know (the index is being rebuilt, ...)."""

    hits: tuple[Hit, ...]
    confident: bool
    made_by: Provenance
    notices: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to happen to one flag for one audience, and why."""

    flag: Flag
    handling: Handling
    reason: Reason
    replacement: str
    """What stands in its place; the flagged text itself when it is kept, empty when taken out."""


@dataclass(frozen=True, slots=True)
class Check:
    """What may be said to an audience. `blocked` = nothing useful is left; `released` is empty."""

    text: str
    decisions: tuple[Decision, ...]
    released: Cleared
    blocked: bool


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: added, unchanged (already here), or failed with the error."""

    source: str
    state: Literal["added", "unchanged", "failed"]
    note_id: str = ""
    error: IolkitError | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file handed over in memory (page upload, pasted text). `name` is what the person sees."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Job:
    """Long work on its way. `step` is a phrase key (`step.<key>`); `results` one line a file."""

    id: str
    kind: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    done: int
    total: int
    step: str
    results: tuple[Added, ...]
    created_at: str


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A note in a list: enough to choose by, no text of the note. `title` is already masked."""

    id: str
    source: str
    title: Masked
    language: Language
    session: Session
    items: int
    flags: int
    reviewed: int
    """How many of the flags and items a person has accepted, dismissed or changed."""
    added_at: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An analysis with every review applied, and the state a person gave to flags and items."""

    analysis: Analysis
    states: Mapping[str, Literal["accepted", "dismissed"]] = field(default_factory=dict)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The flags that stand: all but those a person dismissed."""
        return tuple(f for f in self.analysis.flags if self.states.get(f.id) != "dismissed")

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that stand: all but those a person dismissed."""
        return tuple(i for i in self.analysis.items if self.states.get(i.id) != "dismissed")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a doctor's report. `state`: well, mended, mendable (with --repair), person."""

    check: str
    state: Literal["well", "mended", "mendable", "person"]
    reason: Reason

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
    Review,
    Rule,
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
class ItemRelease:
    """What becomes of one item for an audience; `blocked` = nothing of it may be said."""

    note_id: str
    item_id: str
    blocked: bool
    decisions: tuple[Decision, ...]


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
    again: bool = False
    """A failed file of a job that is still at hand: trying again may help."""


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
    current: str = ""
    """Name of the file that is being worked on."""
    left: tuple[str, ...] = ()
    """Names of the files without a result; once the job is over, they were never read."""
    step_s: float = 0.0
    """Seconds since the step began."""
    left_s: float | None = None
    """Seconds that the rest will take; None while no honest guess can be made."""


Tending = Literal["working", "starting", "held", "stuck"]
"""Whether somebody works on what is unfinished; Kit.tend says what each word means."""


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


CardOrder = Literal["newest", "held_on", "title", "open"]


@dataclass(frozen=True, slots=True)
class CardPage:
    """Some of the notes that fit, and how many fit in all."""

    cards: tuple[NoteCard, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What an archive holds and what waits in it, in figures. Items are those that stand."""

    notes: int
    items: int
    programmes: int
    open_notes: int
    """Notes with a flag or an item that nobody has decided on."""
    open_marks: int
    by_band: Mapping[str, int]
    """Items by band; "" = too little known to say."""
    by_kind: Mapping[str, int]
    by_year: Mapping[int, int]
    """Notes by the year of their session; those without a date are left out."""
    handovers: int = 0
    """Documents that were taken along."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An analysis with every review applied, and the state a person gave to flags and items."""

    analysis: Analysis
    states: Mapping[str, Literal["accepted", "dismissed"]] = field(default_factory=dict)
    answers: Mapping[str, tuple[tuple[Audience, bool], ...]] = field(default_factory=dict)
    """By flag: for which audience a person said yes or no to letting its words go, in order."""

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The flags that stand: all but those a person dismissed."""
        return tuple(f for f in self.analysis.flags if self.states.get(f.id) != "dismissed")

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that stand: all but those a person dismissed."""
        return tuple(i for i in self.analysis.items if self.states.get(i.id) != "dismissed")


@dataclass(frozen=True, slots=True)
class Step:
    """Reviews that a person gave together; they are taken back together, by this number."""

    number: int
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a doctor's report. `state`: well, mended, mendable (with --repair), person."""

    check: str
    state: Literal["well", "mended", "mendable", "person"]
    reason: Reason

"""What is kept and how far it is: files taken in, jobs, lists of notes, reviews, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from iolkit.errors import IolkitError
from iolkit.outcomes.debriefing import Supplement
from iolkit.outcomes.modelling import EngineName, Spent
from iolkit.outcomes.planning import PlanWords
from iolkit.records import Analysis, Audience, Flag, Item, Language, Masked, Reason, Review, Session


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
    engine: EngineName = "embedded"
    """Who reads its files."""
    spent: Spent = field(default_factory=Spent)
    """What a language model has cost so far."""


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
    supplements: tuple[Supplement, ...] = ()
    """What people said when they were asked about its items, in order."""
    fits: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By item: what people said of its fit here, field -> value as in Review."""
    plans: Mapping[str, Mapping[str, PlanWords]] = field(default_factory=dict)
    """By item: what people wrote into its plan, field -> words (raw)."""

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The flags that stand: all but those a person dismissed."""
        return tuple(f for f in self.analysis.flags if self.states.get(f.id) != "dismissed")

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that stand: all but those a person dismissed."""
        return tuple(i for i in self.analysis.items if self.states.get(i.id) != "dismissed")

    def added(self, item_id: str) -> tuple[Supplement, ...]:
        """The words that people added to an item: by matter the newest, in order of the turns."""
        ours = (s for s in self.supplements if s.item_id == item_id)
        newest = {s.what.partition("+")[0]: s for s in ours}
        return tuple(sorted((s for s in newest.values() if s.text), key=lambda s: s.turn))


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

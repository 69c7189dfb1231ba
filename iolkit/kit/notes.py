"""Verbs on notes: add, list, open, forget; the user's own lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from iolkit import readers
from iolkit.errors import NoteUnreadable
from iolkit.kit.adding import Adding, title_flags
from iolkit.kit.adding import with_flagged as with_flagged
from iolkit.kit.parts import Verbs
from iolkit.kit.reading import files_below
from iolkit.outcomes import (
    Added,
    CardOrder,
    CardPage,
    EngineName,
    NoteCard,
    Overview,
    Reviewed,
    Upload,
)
from iolkit.records import Flag, Lists, Note, Session


class NoteVerbs(Verbs):
    """What is kept, and how it comes and goes."""

    def add(
        self,
        paths: Iterable[Path],
        session: Session | None = None,
        *,
        engine: EngineName | None = None,
    ) -> Iterator[Added]:
        """Analyse, store and index every note below `paths`; one line a file, failures included.

        An unchanged file is known by its name and the sha256 of its bytes, and is not read again.
        `engine` None: as this Kit was opened, else as was chosen for the space. A language model
        reads several at a time; a file that it leaves without an answer fails with the reason, and
        costs nothing but its rest when it is added again.
        """
        files = (opened(file, name) for file, name in files_below(paths))
        yield from Adding(self._parts, self._parts.chosen(engine), session).all(files)

    def add_uploads(
        self,
        uploads: Sequence[Upload],
        session: Session | None = None,
        *,
        engine: EngineName | None = None,
    ) -> Iterator[Added]:
        """The same for files held in memory."""
        yield from Adding(self._parts, self._parts.chosen(engine), session).all(uploads)

    def _title_flags(self, note: Note, flags: Sequence[Flag]) -> tuple[Flag, ...]:
        return title_flags(note, flags, self._parts.lists)

    def refresh(self, note_id: str) -> None:
        """Mask a note's passages anew, after a review or a change of lists."""
        from iolkit import pipeline

        reviewed = self._parts.archive.notes.reviewed(note_id)
        note = reviewed.analysis.note
        title_flags = self._title_flags(note, reviewed.flags)
        said = reviewed.supplements
        fresh = pipeline.passages(
            reviewed.analysis, reviewed.flags, reviewed.items, title_flags, said
        )
        self._parts.archive.notes.refresh(
            note_id,
            self._parts.index.entries(fresh),
            title=pipeline.masked_title(note, title_flags),
        )

    def refresh_stale(self) -> int:
        """Refresh every note that waits for it; how many there were."""
        stale = self._parts.archive.notes.stale()
        for each in stale:
            self.refresh(each)
        return len(stale)

    def notes(self) -> tuple[NoteCard, ...]:
        """Every note, newest first."""
        return self._parts.archive.cards.find().cards

    def find_cards(
        self,
        text: str = "",
        *,
        order: CardOrder = "newest",
        open_only: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> CardPage:
        """The notes whose title, file, programme, host or partners hold every word of `text`.

        `open_only`: those with something nobody has decided on yet. `order` newest, held_on,
        title or open (most undecided first).
        """
        return self._parts.archive.cards.find(
            text, order=order, open_only=open_only, limit=limit, offset=offset
        )

    def card(self, note_id: str) -> NoteCard:
        """One note in brief. Raises NotFound."""
        return self._parts.archive.cards.get(note_id)

    def next_open(self, after: str = "") -> str | None:
        """The next note with something undecided, from newest to oldest and round again."""
        return self._parts.archive.cards.next_open(after)

    def overview(self) -> Overview:
        """What is here and what waits, in figures."""
        return self._parts.archive.cards.overview()

    def note(self, note_id: str) -> Reviewed:
        """A note with everything said of it, reviews applied. Raises NotFound."""
        return self._parts.archive.notes.reviewed(note_id)

    def find_notes(self, text: str) -> tuple[str, ...]:
        """Note ids by id, start of an id or file name: what a person types."""
        return self._parts.archive.notes.find(text)

    def forget(self, note_id: str) -> None:
        """Remove a note and everything made from it; no byte stays. Raises NotFound."""
        self._parts.archive.notes.forget(note_id)
        self._parts.index.keep_up()

    def forget_person(self, name: str) -> int:
        """Take every mention of a person out of every note; how many notes changed."""
        from iolkit.recognizers.forms import forms_of

        self._parts.archive.jobs.drop_kept()
        changed = 0
        for card in self.notes():
            reviewed = self.note(card.id)
            note = reviewed.analysis.note
            texts = (note.text, *(each.text for each in reviewed.supplements if each.text))
            forms = [form for text in texts for form in forms_of(name, replace(note, text=text))]
            if self._parts.archive.notes.forget_person(card.id, forms):
                changed += 1
        self.refresh_stale()
        self._parts.index.keep_up()
        return changed

    def lists(self) -> Lists:
        """The names the user knows better than any recognizer."""
        return self._parts.archive.lists.load()

    def save_lists(self, lists: Lists) -> None:
        """Keep the user's lists; they count for every note read from now on."""
        self._parts.archive.lists.save(lists)


def opened(file: Path, name: str) -> Upload | Added:
    """A file in memory, or the line that says why it cannot be opened."""
    try:
        return Upload(name, readers.bytes_of(file))
    except NoteUnreadable as error:
        return Added(name, "failed", error=error)

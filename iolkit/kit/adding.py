"""Files become notes: one after the other, or several at once where a language model reads them."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from iolkit import readers
from iolkit.archive import SourceFile
from iolkit.kit.parts import Parts
from iolkit.kit.reading import OF_ONE_FILE
from iolkit.kit.turns import abreast
from iolkit.outcomes import Added, EngineName, Upload
from iolkit.records import Flag, Lists, Note, Session, note_id

if TYPE_CHECKING:
    from iolkit.engine import Tell


def untold(_step: str) -> None:
    """Nobody wants to hear how far it is."""


@dataclass
class Adding:
    """Takes in files for one engine and session; `tell` hears the name of each step as it begins
    (phrase key step.NAME), from whichever thread is at it."""

    parts: Parts
    engine: EngineName = "embedded"
    session: Session | None = None
    tell: Tell = untold

    def __post_init__(self) -> None:
        self._stop = threading.Event()

    def all(self, uploads: Iterable[Upload | Added]) -> Iterator[Added]:
        """A line a file, as they are finished; lines that were there before are passed on.

        An unchanged file is known by its name and the sha256 of its bytes, and is not read again.
        """
        if self.engine == "llm":
            self.parts.model.chat()  # what keeps every file from being read is told before any is
            hands = self.parts.settings.llm_concurrency
            yield from abreast(self._line, uploads, hands, self._stop)
            return
        for upload in uploads:
            yield self._line(upload)

    def one(self, upload: Upload) -> Added:
        """What becomes of one file."""
        return self._line(upload)

    def _line(self, upload: Upload | Added) -> Added:
        if isinstance(upload, Added):
            return upload
        file = SourceFile(upload.name, hashlib.sha256(upload.data).hexdigest())
        known = self.parts.archive.notes.known(file.name, file.sha256)
        if known:
            return Added(file.name, "unchanged", known)
        try:
            self.tell("reading")
            note = readers.read_bytes(upload.name, upload.data, session=self.session)
            with self.parts.turns.of(note.id):
                return self._store(note, file)
        except OF_ONE_FILE as error:
            return Added(file.name, "failed", error=error)

    def _store(self, note: Note, file: SourceFile) -> Added:
        archive = self.parts.archive
        if archive.notes.has(note.id):
            archive.notes.name(note.id, file)
            return Added(file.name, "unchanged", note.id)
        from iolkit import pipeline  # lazy: a folder without news loads no engine

        engine = self.parts.engine_with(
            self.parts.lists, self.tell, name=self.engine, stop=self._stop
        )
        with self.parts.patience.asking():
            analysis = pipeline.understand(note, engine)
        with self.parts.storing:  # one writer, however many read
            self.tell("indexing")
            title = title_flags(note, analysis.flags, self.parts.lists)
            entries = self.parts.index.entries(
                pipeline.passages(analysis, analysis.flags, analysis.items, title)
            )
            self.tell("storing")
            masked = pipeline.masked_title(note, title)
            archive.notes.save(analysis, entries, files=[file], title=masked)
        return Added(file.name, "added", note.id)


def title_flags(note: Note, flags: Sequence[Flag], lists: Lists) -> tuple[Flag, ...]:
    """What is sensitive in the title of a note: by itself, and since the note says so (`flags`)."""
    from iolkit import recognizers  # lazy: trained parts are loaded with it

    title = note.session.title
    asked = Note(note_id(title), title, note.language, note.session)
    return recognizers.recognise(asked, with_flagged(lists, note, flags))


def with_flagged(lists: Lists, note: Note, flags: Sequence[Flag]) -> Lists:
    """The user's lists and the values flagged in a note: a secret there is one in its title."""
    by_category: dict[str, list[str]] = {"person": [], "partner": [], "": []}
    for flag in flags:
        if flag.category == "confidential":  # a marker ("not for the wiki") is no name
            continue
        names = by_category.get(flag.category, by_category[""])
        names.append(" ".join(flag.span.of(note.text).split()))
    return replace(
        lists,
        people=(*lists.people, *by_category["person"]),
        partners=(*lists.partners, *by_category["partner"]),
        code_names=(*lists.code_names, *by_category[""]),
    )

"""Verbs that read and store nothing: flag, rate, analyse."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from iolkit import readers
from iolkit.archive import ARCHIVE_FILE
from iolkit.errors import EngineError, NoteUnreadable, NotReleased, WrongUse
from iolkit.kit.parts import Verbs
from iolkit.kit.turns import abreast
from iolkit.outcomes import Added
from iolkit.records import Analysis, Assessment, Flag, Language, Lists, Note, Session, note_id

if TYPE_CHECKING:
    from iolkit.engine import Engine

OF_ONE_FILE = (NoteUnreadable, EngineError, NotReleased, WrongUse)
"""Errors that are one file's: the rest of a batch goes on."""


class ReadingVerbs(Verbs):
    """What an engine says of a text or a file."""

    def flag(
        self, text: str, *, language: Language | None = None, session: Session | None = None
    ) -> tuple[Flag, ...]:
        """The sensitive spans of a text; offsets are code points of `text` as given."""
        return self._reader().flag(self._note(text, language, session or Session()))

    def rate(self, text: str, *, language: Language | None = None) -> Assessment:
        """The five properties of the knowledge described in `text`, and its transferability."""
        from iolkit.rubric import assess

        note = self._note(text, language, Session())
        ratings = self._reader().rate(text, note.language, self._parts.rubric)
        return assess(note.id, ratings)

    def analyse(self, paths: Iterable[Path]) -> Iterator[Analysis | Added]:
        """Every note below `paths`, read; a file that cannot be read comes back as failed.

        A language model reads several at a time: what is read first comes first.
        """
        from iolkit import pipeline

        stop = threading.Event()
        engine = self._reader(stop)

        def read(given: tuple[Path, str]) -> Analysis | Added:
            path, name = given
            try:
                note = readers.read_file(path, name=name)
                with self._parts.patience.asking():
                    return pipeline.understand(note, engine)
            except OF_ONE_FILE as error:
                return Added(name, "failed", error=error)

        if self._parts.chosen() == "llm":
            hands = self._parts.settings.llm_concurrency
            yield from abreast(read, files_below(paths), hands, stop)
        else:
            yield from map(read, files_below(paths))

    @property
    def engine(self) -> Engine:
        """The engine itself, for those who score it. What a language model replies is not kept."""
        return self._reader()

    def archive_exists(self) -> bool:
        """Whether anything has been stored in this data folder yet."""
        return (self._parts.settings.data_dir / ARCHIVE_FILE).exists()

    def _reader(self, stop: threading.Event | None = None) -> Engine:
        return self._parts.engine_with(self._lists(), keep=False, stop=stop)

    def _lists(self) -> Lists:
        # Reading must work where no archive stands yet and must not make one.
        return self._parts.lists if self.archive_exists() else Lists()

    @staticmethod
    def _note(text: str, tongue: Language | None, session: Session) -> Note:
        from iolkit.language import detect

        return Note(note_id(text), text, tongue or detect(text), session)


def files_below(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each file of `paths` with its name relative to what was given; folders are walked in order.

    In a folder only readable kinds are taken; what is named by hand is always tried, and told to be
    missing by whoever opens it: one wrong path must not stop the rest.
    """
    for given in paths:
        path = Path(given)
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
                if file.is_file() and not hidden and readers.readable(file.name):
                    yield file, file.relative_to(path).as_posix()
        else:
            yield path, path.name

"""Notes and what an engine said of them. One transaction a note: all of it is there, or nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from iolkit.archive import erasure, passages, rows, state, supplements
from iolkit.archive.audit import Audit
from iolkit.archive.connection import Database
from iolkit.archive.passages import Entry
from iolkit.archive.reviews import Reviews, note_of_mark, standing
from iolkit.errors import NotFound
from iolkit.outcomes import Reviewed
from iolkit.records import Analysis, Masked

_SHORTEST_PREFIX = 6
REFRESHED = "refreshed"
"""Fact: how often passages and titles were made anew, so that lists know when to look again."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file a note came in: its relative name and the sha256 (hex) of its bytes."""

    name: str
    sha256: str

    @classmethod
    def of(cls, name: str, data: bytes) -> SourceFile:
        """The file `name` with these bytes."""
        return cls(name, hashlib.sha256(data).hexdigest())


class Notes:
    """The notes of an archive."""

    def __init__(self, database: Database, audit: Audit) -> None:
        self._database = database
        self._audit = audit
        self.reviews = Reviews(database, audit, rows.load)

    def known(self, name: str, sha256: str) -> str | None:
        """The note that a file of this name and content became; None when it is not known."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT note_id FROM sources WHERE name = ? AND sha256 = ?", (name, sha256)
            ).fetchone()
            return str(row[0]) if row else None

    def name(self, note_id: str, file: SourceFile) -> None:
        """The note has come in under this name too. Raises NotFound("note_unknown")."""
        with self._database.write() as connection:
            _require(connection, note_id)
            _add_sources(connection, note_id, [file])

    def names(self, note_id: str) -> tuple[str, ...]:
        """Every name the note came in under, in alphabetical order."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT DISTINCT name FROM sources WHERE note_id = ? ORDER BY name", (note_id,)
            )
            return tuple(row[0] for row in found)

    def has(self, note_id: str) -> bool:
        """Whether the note is here."""
        with self._database.read() as connection:
            return _has(connection, note_id)

    def save(
        self,
        analysis: Analysis,
        entries: Sequence[Entry] = (),
        *,
        files: Sequence[SourceFile] = (),
        title: Masked = Masked(""),  # noqa: B008  # a NewType call makes no object
    ) -> bool:
        """Store a note with its analysis and passages; True when the note is new.

        A note that is here already gets the new analysis and passages and keeps its reviews. If it
        has any, it counts as stale: entries were made without them.
        """
        note = analysis.note
        with self._database.write() as connection:
            new = not _has(connection, note.id)
            rows.put_note(connection, note, title)
            rows.put_analysis(connection, analysis)
            _add_sources(connection, note.id, files)
            marks = [f.id for f in analysis.flags] + [i.id for i in analysis.items]
            connection.executemany(
                "INSERT OR IGNORE INTO marks VALUES (?, ?)", [(mark, note.id) for mark in marks]
            )
            _put_passages(connection, note.id, entries)
            said = supplements.load(connection, note.id)
            stale = bool(standing(connection, note.id)) or any(each.text for each in said)
            connection.execute("UPDATE notes SET stale = ? WHERE id = ?", (stale, note.id))
            connection.execute("DELETE FROM forgotten WHERE note_id = ?", (note.id,))
            self._audit.append(connection, "saved", note.id, len(analysis.items))
            return new

    def refresh(
        self,
        note_id: str,
        entries: Sequence[Entry],
        *,
        title: Masked = Masked(""),  # noqa: B008  # a NewType call makes no object
    ) -> None:
        """Passages and title made anew from the reviewed note, which is searchable again.

        Raises NotFound("note_unknown").
        """
        with self._database.write() as connection:
            rows.put_note(connection, rows.load(connection, note_id).note, title)
            _put_passages(connection, note_id, entries)
            connection.execute("UPDATE notes SET stale = 0 WHERE id = ?", (note_id,))
            state.put(connection, REFRESHED, str(int(state.get(connection, REFRESHED) or 0) + 1))

    def stale(self) -> tuple[str, ...]:
        """The notes whose passages do not show their reviews yet; search hides those."""
        with self._database.read() as connection:
            found = connection.execute("SELECT id FROM notes WHERE stale ORDER BY seq")
            return tuple(row[0] for row in found)

    def get(self, note_id: str) -> Analysis:
        """The engine's word alone. Raises NotFound("note_unknown"), ArchiveDamaged."""
        with self._database.read() as connection:
            return rows.load(connection, note_id)

    def reviewed(self, note_id: str) -> Reviewed:
        """The analysis with every standing review applied. Raises as `get` does."""
        with self._database.read() as connection:
            reviewed = self.reviews.reviewed(connection, note_id)
            return supplements.placed(reviewed, supplements.load(connection, note_id))

    def of_mark(self, mark_id: str) -> str:
        """The note of a flag or an item. Raises NotFound("mark_unknown")."""
        with self._database.read() as connection:
            return note_of_mark(connection, mark_id)

    def find(self, text: str) -> tuple[str, ...]:
        """The notes a person may mean: by id, by the start of an id, or by the name of a file."""
        with self._database.read() as connection:
            prefix = text if len(text) >= _SHORTEST_PREFIX else "-"
            found = connection.execute(
                "SELECT id FROM notes WHERE id = ?1 OR substr(id, 1, length(?2)) = ?2 "
                "OR id IN (SELECT note_id FROM sources WHERE name = ?1) ORDER BY seq",
                (text, prefix),
            )
            return tuple(row[0] for row in found)

    def forget(self, note_id: str) -> None:
        """Take a note out for good, with all that was made from it; no byte of it stays.

        Its id is kept, so that restoring an older backup does not bring it back.
        Raises NotFound("note_unknown").
        """
        with self._database.write() as connection:
            _require(connection, note_id)
            erasure.remove_note(connection, note_id)
            self._audit.append(connection, "forgotten", note_id, 1)
        self._database.truncate_log()

    def forget_person(self, note_id: str, forms: Sequence[str]) -> bool:
        """Blacken every form of a name in a note and in what was said of it; True if any was there.

        Lengths stay, so every offset stays true; the id stays, so that the same file added again
        does not bring the name back. The passages are taken out and the note is stale: make them
        anew with `refresh`. Raises NotFound("note_unknown").
        """
        with self._database.write() as connection:
            _require(connection, note_id)
            changed = erasure.blacken(connection, note_id, forms)
            if changed:
                self._audit.append(connection, "person_forgotten", note_id, 1)
        self._database.truncate_log()
        return changed


def _has(connection: sqlite3.Connection, note_id: str) -> bool:
    found = connection.execute("SELECT 1 FROM notes WHERE id = ?", (note_id,)).fetchone()
    return found is not None


def _require(connection: sqlite3.Connection, note_id: str) -> None:
    if not _has(connection, note_id):
        raise NotFound("note_unknown", note=note_id)


def _add_sources(connection: sqlite3.Connection, note_id: str, files: Sequence[SourceFile]) -> None:
    for file in files:
        connection.execute(
            "INSERT OR REPLACE INTO sources(name, sha256, note_id) VALUES (?, ?, ?)",
            (file.name, file.sha256, note_id),
        )


def _put_passages(connection: sqlite3.Connection, note_id: str, entries: Sequence[Entry]) -> None:
    connection.execute("DELETE FROM passages WHERE note_id = ?", (note_id,))
    connection.execute("DELETE FROM surroundings WHERE note_id = ?", (note_id,))
    if entries and (around := entries[0].around) is not None:
        # Before the passages, whose own arrival tells an index about them once.
        passages.put_around(connection, note_id, entries[0].encoder, around)
    passages.insert(connection, note_id, entries)

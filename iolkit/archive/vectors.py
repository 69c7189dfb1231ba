"""Vectors: the truth the search index is made from, and the list of what it has not seen yet.

One float32 vector of unit length a passage. Every change of a vector or passage gets a number
(the outbox); whoever keeps an index asks for what came after the last number it has seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from iolkit.archive import state
from iolkit.archive.connection import Database
from iolkit.archive.passages import Seqs, chunks, put_vector
from iolkit.engine import Matrix

_READY, _BUILDING, _ERASE = "index.ready", "index.building", "index.erase"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Every vector of one encoder at one moment: row numbers, one row a vector, and the number
    of the last change it includes."""

    seqs: Seqs
    matrix: Matrix
    change: int


class Vectors:
    """The vectors of an archive, its outbox, and the pointer to the search index in use."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def change(self) -> int:
        """The number of the last change; the same number means the same vectors."""
        with self._database.read() as connection:
            return last_change(connection)

    def snapshot(self, encoder: str) -> Snapshot:
        """Every vector made by `encoder`, by row number."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT seq, vector FROM vectors WHERE encoder = ? ORDER BY seq", (encoder,)
            ).fetchall()
            return Snapshot(*_matrix(rows), last_change(connection))

    def of(self, seqs: Sequence[int], encoder: str) -> dict[int, Matrix]:
        """The vectors (each 1 x dimension) of these passages, those of other encoders left out."""
        found: dict[int, Matrix] = {}
        with self._database.read() as connection:
            for some in chunks(seqs):
                marks = ",".join("?" * len(some))
                rows = connection.execute(
                    f"SELECT seq, vector FROM vectors WHERE encoder = ? AND seq IN ({marks})",
                    (encoder, *(int(seq) for seq in some)),
                )
                found.update((seq, np.frombuffer(v, dtype="<f4")[np.newaxis, :]) for seq, v in rows)
        return found

    def outdated(self, encoder: str) -> int:
        """How many passages have a vector of another encoder."""
        with self._database.read() as connection:
            return int(
                connection.execute(
                    "SELECT count(*) FROM vectors WHERE encoder <> ?", (encoder,)
                ).fetchone()[0]
            )

    def outdated_texts(self, encoder: str, limit: int) -> list[tuple[int, str]]:
        """Row number and text of some passages whose vector is of another encoder."""
        with self._database.read() as connection:
            return connection.execute(
                "SELECT seq, text FROM vectors JOIN passages USING (seq) WHERE encoder <> ? "
                "ORDER BY seq LIMIT ?",
                (encoder, limit),
            ).fetchall()

    def put(self, seqs: Sequence[int], encoder: str, matrix: Matrix) -> None:
        """Replace the vectors of passages; one that was removed meanwhile stays removed."""
        with self._database.write() as connection:
            for number, seq in enumerate(seqs):
                if connection.execute("SELECT 1 FROM passages WHERE seq = ?", (seq,)).fetchone():
                    put_vector(connection, seq, encoder, matrix[number : number + 1])

    def pending(self, limit: int = 5000) -> list[tuple[int, int]]:
        """(number of the change, row number of the passage) that the index has not seen yet."""
        with self._database.read() as connection:
            return connection.execute(
                "SELECT seq, passage FROM outbox ORDER BY seq LIMIT ?", (limit,)
            ).fetchall()

    def seen(self, change: int) -> None:
        """The index holds every change up to this number."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM outbox WHERE seq <= ?", (change,))

    def ready(self) -> str:
        """The name of the index generation in use; empty when there is none."""
        with self._database.read() as connection:
            return state.get(connection, _READY)

    def must_erase(self) -> bool:
        """Whether an index may still hold vectors of something that was to be forgotten."""
        with self._database.read() as connection:
            return bool(state.get(connection, _ERASE))

    def building(self, name: str) -> None:
        """A generation is being built: from now on changes are kept for it."""
        with self._database.write() as connection:
            state.put(connection, _BUILDING, name)

    def switch(self, name: str, change: int) -> None:
        """The generation `name`, which holds every change up to `change`, is in use from now on.

        The empty name means that there is no index any more, on disk either.
        """
        with self._database.write() as connection:
            state.put(connection, _READY, name)
            state.put(connection, _BUILDING, "")
            if not name:
                state.put(connection, _ERASE, "")
            connection.execute("DELETE FROM outbox WHERE seq <= ?", (change,))


def erase_index(connection: sqlite3.Connection) -> None:
    """Ask for the removal of every index: deleting from one leaves the vectors in its files."""
    if state.get(connection, _READY) or state.get(connection, _BUILDING):
        state.put(connection, _ERASE, "yes")


def start_over(connection: sqlite3.Connection, change: int) -> None:
    """No index fits what is stored from now on; changes are counted on after `change`."""
    for name in (_READY, _BUILDING):
        state.put(connection, name, "")
    state.put(connection, _ERASE, "yes")
    connection.execute("DELETE FROM outbox")
    following = max(change, last_change(connection)) + 1
    connection.execute("DELETE FROM sqlite_sequence WHERE name = 'outbox'")
    connection.execute("INSERT INTO sqlite_sequence VALUES ('outbox', ?)", (following,))


def last_change(connection: sqlite3.Connection) -> int:
    """The number of the last change, in an open transaction."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").fetchone()
    return int(row[0]) if row else 0


def _matrix(rows: Sequence[tuple[int, bytes]]) -> tuple[Seqs, Matrix]:
    seqs = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
    if not rows:
        return seqs, np.zeros((0, 0), dtype=np.float32)
    joined = np.frombuffer(b"".join(row[1] for row in rows), dtype="<f4")
    return seqs, joined.reshape(len(rows), -1)

"""Vectors: the truth the search index is made from, and the list of what it has not seen yet.

One float32 vector of unit length a passage, and one a note for what stands around its passages;
what is searched is their sum, of unit length again. Every change of a vector or passage gets a
number (the outbox); whoever keeps an index asks for what came after the last one it has seen.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from iolkit.archive import state
from iolkit.archive.codec import dumps
from iolkit.archive.connection import Database
from iolkit.archive.passages import Seqs, chunks, put_around, put_vector
from iolkit.engine import Matrix

Vector = npt.NDArray[np.float32]
"""One row of a matrix."""

_LEAST = 1e-9
"""What a length is at least, before something is divided by it."""
_AT_ONCE = 10_000
"""Rows summed in one go, so that no second matrix of all of them is needed."""
_READY, _BUILDING, _ERASE = "index.ready", "index.building", "index.erase"
_SERVED = "served"
"""Not among index.*: while one of those is there, changes are kept for an index."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Every vector of one encoder at one moment: row numbers, one row a vector, and the number
    of the last change it includes."""

    seqs: Seqs
    matrix: Matrix
    change: int

    def without(self, seqs: Collection[int]) -> Snapshot:
        """The same, these rows left out."""
        kept = [n for n, seq in enumerate(self.seqs) if int(seq) not in seqs]
        return Snapshot(self.seqs[kept], self.matrix[kept], self.change)


class Vectors:
    """The vectors of an archive, its outbox, and the pointer to the search index in use."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def change(self) -> int:
        """The number of the last change; the same number means the same vectors."""
        with self._database.read() as connection:
            return state.last_change(connection)

    def snapshot(self, encoder: str) -> Snapshot:
        """Every vector made by `encoder` as it is searched, by row number."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT seq, vector FROM vectors WHERE encoder = ? ORDER BY seq", (encoder,)
            ).fetchall()
            seqs, matrix = _matrix(rows)
            del rows
            around = dict(
                connection.execute(
                    "SELECT note_id, vector FROM surroundings WHERE encoder = ?", (encoder,)
                ).fetchall()
            )
            if around and len(seqs):
                # Only what the index on note_id holds, so that no text is read for it.
                notes = connection.execute(
                    "SELECT seq, note_id FROM passages WHERE note_id IS NOT NULL"
                )
                _add_around(seqs, matrix, around, notes)
            return Snapshot(seqs, matrix, state.last_change(connection))

    def of(self, seqs: Sequence[int], encoder: str) -> dict[int, Matrix]:
        """The vectors (each 1 x dimension) of these passages as they are searched, those of other
        encoders left out."""
        found: dict[int, Matrix] = {}
        with self._database.read() as connection:
            for some in chunks(seqs):
                marks = ",".join("?" * len(some))
                rows = connection.execute(
                    "SELECT vectors.seq, vectors.vector, surroundings.vector FROM vectors "
                    "JOIN passages USING (seq) LEFT JOIN surroundings "
                    "ON surroundings.note_id = passages.note_id "
                    "AND surroundings.encoder = vectors.encoder "
                    f"WHERE vectors.encoder = ? AND vectors.seq IN ({marks})",
                    (encoder, *(int(seq) for seq in some)),
                )
                found.update((seq, _placed(own, around)) for seq, own, around in rows)
        return found

    def own(self, seqs: Sequence[int], encoder: str) -> dict[int, Matrix]:
        """The same of the passages alone, without what stands around them."""
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

    def unplaced(self, encoder: str) -> tuple[str, ...]:
        """Notes whose passages have vectors of `encoder` and nothing of it stands around them."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT DISTINCT note_id FROM passages JOIN vectors USING (seq) "
                "WHERE note_id IS NOT NULL AND vectors.encoder = ?1 AND note_id NOT IN "
                "(SELECT note_id FROM surroundings WHERE encoder = ?1) ORDER BY note_id",
                (encoder,),
            )
            return tuple(row[0] for row in rows)

    def of_note(self, note_id: str, encoder: str) -> tuple[Seqs, Matrix]:
        """Row numbers of a note's passages and their vectors alone, in the order of the rows."""
        with self._database.read() as connection:
            return _matrix(
                connection.execute(
                    "SELECT seq, vector FROM vectors JOIN passages USING (seq) "
                    "WHERE note_id = ? AND encoder = ? ORDER BY seq",
                    (note_id, encoder),
                ).fetchall()
            )

    def put_around(self, note_id: str, encoder: str, around: Vector) -> None:
        """Store what stands around a note's passages; of a note that is gone nothing is kept."""
        with self._database.write() as connection:
            if connection.execute("SELECT 1 FROM notes WHERE id = ?", (note_id,)).fetchone():
                put_around(connection, note_id, encoder, around)

    def encoders(self) -> dict[str, int]:
        """How many passages have a vector of each encoder."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT encoder, count(*) FROM vectors GROUP BY encoder")
            return {str(name): int(count) for name, count in rows}

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

    def served(self) -> tuple[tuple[str, str], ...]:
        """Address of a server and name of a collection on it, for all that may lie on servers."""
        with self._database.read() as connection:
            raw = state.get(connection, _SERVED)
        return tuple((url, name) for url, name in json.loads(raw)) if raw else ()

    def serve(self, entries: Sequence[tuple[str, str]]) -> None:
        """Write down all that may lie on servers."""
        if tuple(entries) != self.served():
            with self._database.write() as connection:
                state.put(connection, _SERVED, dumps(entries) if entries else "")

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
    following = max(change, state.last_change(connection)) + 1
    connection.execute("DELETE FROM sqlite_sequence WHERE name = 'outbox'")
    connection.execute("INSERT INTO sqlite_sequence VALUES ('outbox', ?)", (following,))


def _matrix(rows: Sequence[tuple[int, bytes]]) -> tuple[Seqs, Matrix]:
    seqs = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
    if not rows:
        return seqs, np.zeros((0, 0), dtype=np.float32)
    joined = np.frombuffer(bytearray().join(row[1] for row in rows), dtype="<f4")
    return seqs, joined.reshape(len(rows), -1)


def _placed(own: bytes, around: bytes | None) -> Matrix:
    row = np.frombuffer(own, dtype="<f4")
    if around is not None:
        row = row + np.frombuffer(around, dtype="<f4")
        row /= max(float(np.linalg.norm(row)), _LEAST)
    return row[np.newaxis, :]


def _add_around(
    seqs: Seqs, matrix: Matrix, around: Mapping[str, bytes], notes: Iterable[tuple[int, str]]
) -> None:
    """Add to the rows, in place, what stands around them; they are of unit length again."""
    places = {note_id: n for n, note_id in enumerate(around)}
    every = np.frombuffer(b"".join(around.values()), dtype="<f4").reshape(len(around), -1)
    wanted = [(seq, places[note_id]) for seq, note_id in notes if note_id in places]
    pairs = np.array(wanted, dtype=np.int64).reshape(-1, 2)
    at = np.searchsorted(seqs, pairs[:, 0])
    known = (at < len(seqs)) & (seqs[np.minimum(at, len(seqs) - 1)] == pairs[:, 0])
    rows, whose = at[known], pairs[known, 1]
    for start in range(0, len(rows), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        summed = matrix[rows[some]] + every[whose[some]]
        summed /= np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), _LEAST)
        matrix[rows[some]] = summed

"""Passages: what can be searched, with filter columns and full-text fields. One a learning item of
a note, or any plain text that belongs to no note.

The text in here is index text: masked before it came. Vectors stand in vectors.py.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from iolkit.archive import state
from iolkit.archive.codec import dumps, seal
from iolkit.archive.connection import Database
from iolkit.archive.memory import Memory
from iolkit.engine import Matrix
from iolkit.errors import ArchiveDamaged, NotFound
from iolkit.outcomes import Filters, Passage
from iolkit.records import Masked

T = TypeVar("T")

FACETS = ("programme", "format", "language", "kind", "band")
_COLUMNS = ("programme", "format", "held_on", "language", "kind", "band", "flagged")
_MANY = 500
"""Values bound in one statement; SQLite allows at least 999."""

Seqs = npt.NDArray[np.int64]
"""Row numbers of passages, the ids that the search index knows."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The words of a passage for full text, folded, separated by spaces, one field a kind:
    stems, parts of German compounds, English equivalents of German words, words as written."""

    stems: str
    parts: str
    glosses: str
    exact: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage ready to be stored: its unit vector, who made that, and its full-text fields.

    `around` is what search adds to the vector, the same for every passage of a note; None where
    nothing stands around it.
    """

    passage: Passage
    vector: npt.NDArray[np.float32]
    encoder: str
    fields: Fields
    around: npt.NDArray[np.float32] | None = None


class Passages:
    """The searchable rows of an archive."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._memory = Memory(database, state.last_change)

    def put(self, entries: Iterable[Entry]) -> None:
        """Store plain passages that belong to no note; one with a known key is replaced."""
        with self._database.write() as connection:
            insert(connection, None, entries)

    def remove(self, keys: Sequence[str]) -> int:
        """Take passages out by key, with their vectors and words. How many there were."""
        with self._database.write() as connection:
            return sum(
                connection.execute("DELETE FROM passages WHERE key = ?", (key,)).rowcount
                for key in keys
            )

    def get(self, item_id: str) -> Passage:
        """The passage of an item. Raises NotFound("item_unknown")."""
        with self._database.read() as connection:
            row = connection.execute(
                f"SELECT {_ROW} FROM passages WHERE item_id = ?", (item_id,)
            ).fetchone()
        if row is None:
            raise NotFound("item_unknown", item=item_id)
        return _passage(row)

    def load(self, seqs: Sequence[int]) -> dict[int, Passage]:
        """The passages with these row numbers that are still there."""
        found: dict[int, Passage] = {}
        with self._database.read() as connection:
            for some in chunks(list(seqs)):
                marks = ",".join("?" * len(some))
                rows = connection.execute(
                    f"SELECT seq, {_ROW} FROM passages WHERE seq IN ({marks})", some
                )
                found.update((int(row[0]), _passage(row[1:])) for row in rows)
        return found

    def stored(self, keys: Sequence[str]) -> dict[str, tuple[int, str]]:
        """Row number and text of the passages with these keys."""
        found: dict[str, tuple[int, str]] = {}
        with self._database.read() as connection:
            for some in chunks(list(keys)):
                marks = ",".join("?" * len(some))
                rows = connection.execute(
                    f"SELECT key, seq, text FROM passages WHERE key IN ({marks})", some
                )
                found.update((key, (seq, text)) for key, seq, text in rows)
        return found

    def fields(self, seqs: Sequence[int]) -> dict[int, Fields]:
        """The full-text fields of these passages."""
        found: dict[int, Fields] = {}
        with self._database.read() as connection:
            for some in chunks(seqs):
                marks = ",".join("?" * len(some))
                rows = connection.execute(
                    "SELECT seq, stems, parts, glosses, exact FROM passages "
                    f"WHERE seq IN ({marks})",
                    some,
                )
                found.update((int(seq), Fields(*fields)) for seq, *fields in rows)
        return found

    def frequency(self, expressions: Sequence[str]) -> list[int]:
        """In how many passages each FTS5 expression is found."""
        with self._database.read() as connection:
            return [
                int(
                    connection.execute(
                        "SELECT count(*) FROM words WHERE words MATCH ?", (expression,)
                    ).fetchone()[0]
                )
                for expression in expressions
            ]

    def count(self) -> int:
        """How many passages there are."""
        with self._database.read() as connection:
            return int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """The values that can be filtered by, for every facet, in order."""
        return self._memory.once("facets", _facets)

    def allowed(self, filters: Filters) -> Seqs | None:
        """Row numbers a search may return, ascending; None when every passage may be.

        Passages of a note whose reviews they do not show yet are never among them.
        """
        condition, values = where(filters)
        with self._database.read() as connection:
            if not condition and not _anything_stale(connection):
                return None
            rows = connection.execute(
                f"SELECT seq FROM passages WHERE {FRESH}{condition} ORDER BY seq", values
            )
            return np.fromiter((row[0] for row in rows), dtype=np.int64)

    def match(
        self, expression: str, weights: Sequence[float], limit: int, filters: Filters
    ) -> list[tuple[int, float]]:
        """The best passages for an FTS5 expression with their BM25 (higher is better, > 0).

        `weights` are those of the fields stems, parts, glosses, exact.
        """
        condition, values = where(filters)
        numbers = ", ".join(f"{weight:.6g}" for weight in weights)
        with self._database.read() as connection:
            joined = kept = ""
            if condition or _anything_stale(connection):
                # Only then: looking each match up in `passages` takes a fifth of the time.
                joined = "JOIN passages ON passages.seq = words.rowid "
                kept = f"AND {FRESH}{condition} "
            rows = connection.execute(
                f"SELECT words.rowid, -bm25(words, {numbers}) AS score FROM words {joined}"
                f"WHERE words MATCH ? {kept}ORDER BY score DESC, words.rowid LIMIT ?",
                (expression, *values, limit),
            )
            return [(int(seq), float(score)) for seq, score in rows]


def insert(connection: sqlite3.Connection, note_id: str | None, entries: Iterable[Entry]) -> int:
    """Store entries in an open transaction, replacing those with the same key. How many."""
    number = 0
    for entry in entries:
        passage, fields = entry.passage, entry.fields
        facts = dumps(dict(passage.facts))
        columns = [str(passage.facts.get(name, "")) for name in _COLUMNS]
        connection.execute("DELETE FROM passages WHERE key = ?", (passage.key,))
        seq = connection.execute(
            _INSERT,
            (
                passage.key, note_id, passage.item_id, passage.text, facts, *columns,
                fields.stems, fields.parts, fields.glosses, fields.exact,
                seal(passage.key, passage.item_id, passage.text, facts),
            ),
        ).lastrowid  # fmt: skip
        put_vector(connection, int(seq or 0), entry.encoder, entry.vector[np.newaxis, :])
        number += 1
    # Without an index nobody asks for the changes: their number counts on, the list stays short.
    connection.execute(
        "DELETE FROM outbox WHERE NOT EXISTS (SELECT 1 FROM state WHERE name LIKE 'index.%')"
    )
    return number


def put_vector(connection: sqlite3.Connection, seq: int, encoder: str, row: Matrix) -> None:
    """Store or replace the vector (shape 1 x dimension) of a passage."""
    blob = np.ascontiguousarray(row, dtype="<f4").tobytes()
    connection.execute(
        "INSERT INTO vectors(seq, encoder, vector, checksum) VALUES (?, ?, ?, ?) "
        "ON CONFLICT(seq) DO UPDATE SET "
        "encoder = excluded.encoder, vector = excluded.vector, checksum = excluded.checksum",
        (seq, encoder, blob, seal(encoder, blob)),
    )


def put_around(
    connection: sqlite3.Connection, note_id: str, encoder: str, around: npt.NDArray[np.float32]
) -> None:
    """Store or replace what stands around the passages of a note."""
    blob = np.ascontiguousarray(around, dtype="<f4").tobytes()
    connection.execute(
        "INSERT OR REPLACE INTO surroundings(note_id, encoder, vector, checksum) "
        "VALUES (?, ?, ?, ?)",
        (note_id, encoder, blob, seal(encoder, blob)),
    )


def where(filters: Filters) -> tuple[str, list[str]]:
    """SQL conditions (each beginning with AND) and their values; empty when nothing is filtered."""
    conditions: list[str] = []
    values: list[str] = []
    for column in FACETS:
        if (wanted := getattr(filters, column)) is not None:
            conditions.append(f"{column} = ?")
            values.append(wanted)
    if filters.since is not None:
        conditions.append("held_on >= ?")
        values.append(filters.since.isoformat())
    if filters.until is not None:
        conditions.append("held_on <> '' AND held_on <= ?")
        values.append(filters.until.isoformat())
    if filters.sensitivity is not None:
        conditions.append("flagged = ?")
        values.append("yes" if filters.sensitivity == "flagged" else "no")
    if filters.reviewed:
        conditions.append(_ACCEPTED)
    if filters.note_ids:
        conditions.append("note_id IN (SELECT value FROM json_each(?))")
        values.append(dumps(filters.note_ids))
    return "".join(f" AND {condition}" for condition in conditions), values


def _facets(connection: sqlite3.Connection) -> Mapping[str, tuple[str, ...]]:
    distinct = "SELECT DISTINCT {0} FROM passages WHERE {0} <> '' ORDER BY {0}"
    return {
        name: tuple(row[0] for row in connection.execute(distinct.format(name))) for name in FACETS
    }


_ROW = "key, item_id, text, facts"
FRESH = "(note_id IS NULL OR note_id NOT IN (SELECT id FROM notes WHERE stale))"
# A dismissed item has no passage, so a standing acceptance is a person's last word on it.
_ACCEPTED = (
    "item_id IN (SELECT subject_id FROM reviews WHERE subject = 'item' AND field = 'state' "
    "AND value = 'accepted' AND retracts IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM reviews AS later WHERE later.retracts = reviews.seq))"
)
_INSERT = (
    "INSERT INTO passages(key, note_id, item_id, text, facts, "
    f"{', '.join(_COLUMNS)}, stems, parts, glosses, exact, checksum) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _passage(row: Sequence[str]) -> Passage:
    key, item_id, text, facts = row
    try:
        return Passage(key, item_id, Masked(text), json.loads(facts))
    except ValueError as error:
        raise ArchiveDamaged("row_damaged", table="passages", row=key) from error


def _anything_stale(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT EXISTS(SELECT 1 FROM notes WHERE stale)").fetchone()[0])


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Parts of a list that can be bound in one statement."""
    return (values[start : start + _MANY] for start in range(0, len(values), _MANY))

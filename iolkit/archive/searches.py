"""Searches that people keep under a name, for everybody who uses this space.

Of a search its name, words and filters are kept, never text of a note; and up to which note it was
looked at, as the note's running number, so that no clock decides what is new.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from iolkit.archive import codec, rows
from iolkit.archive.connection import Database
from iolkit.errors import ArchiveDamaged, NotFound, WrongUse
from iolkit.outcomes import Filters, SavedSearch

LONGEST_NAME = 80
MOST = 50
"""Saved searches in a space: more can be neither looked through nor counted at once."""
_DAYS = ("since", "until")
_ROW = "seq, name, query, filters"


class Searches:
    """The saved searches of an archive, in the order of their making."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[SavedSearch, ...]:
        """Every saved search, without what is new."""
        with self._database.read() as connection:
            found = connection.execute(f"SELECT {_ROW} FROM searches ORDER BY seq")
            return tuple(_search(row) for row in found)

    def add(self, name: str, query: str, filters: Filters) -> int:
        """Keep a search, looked at just now; its number.

        Raises WrongUse("search_unnamed", "search_name_taken", "searches_full").
        """
        with self._database.write() as connection:
            (count,) = connection.execute("SELECT count(*) FROM searches").fetchone()
            if count >= MOST:
                raise WrongUse("searches_full", most=MOST)
            seq = connection.execute(
                "INSERT INTO searches(name, query, filters, seen, checksum) "
                "VALUES (?, ?, ?, ?, '')",
                (_free(connection, name), query, _from_filters(filters), _newest(connection)),
            ).lastrowid
            rows.seal(connection, "searches", int(seq or 0))
            return int(seq or 0)

    def rename(self, number: int, name: str) -> None:
        """Give a search another name. Raises NotFound("search_unknown") and what `add` raises."""
        with self._database.write() as connection:
            _require(connection, number)
            free = _free(connection, name, besides=number)
            connection.execute("UPDATE searches SET name = ? WHERE seq = ?", (free, number))
            rows.seal(connection, "searches", number)

    def remove(self, numbers: Iterable[int]) -> int:
        """Take searches out, no byte of them stays; how many there were."""
        with self._database.write() as connection:
            gone = sum(
                connection.execute("DELETE FROM searches WHERE seq = ?", (number,)).rowcount
                for number in numbers
            )
        if gone:
            self._database.truncate_log()
        return gone

    def newest(self) -> int:
        """The running number of the newest note: what a look at what is here now has seen."""
        with self._database.read() as connection:
            return _newest(connection)

    def look(self, number: int, newest: int) -> None:
        """Every note up to the running number `newest` has been seen. Raises NotFound."""
        with self._database.write() as connection:
            _require(connection, number)
            connection.execute(
                "UPDATE searches SET seen = max(seen, ?) WHERE seq = ?", (newest, number)
            )

    def new_notes(self, number: int) -> frozenset[str]:
        """Ids of the notes that came after the last look; empty for a search that is gone."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT notes.id FROM notes JOIN searches ON notes.seq > searches.seen "
                "WHERE searches.seq = ?",
                (number,),
            )
            return frozenset(row[0] for row in found)


def _newest(connection: sqlite3.Connection) -> int:
    # Of all notes that there ever were: a number is never given twice.
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'notes'").fetchone()
    return int(row[0]) if row else 0


def _free(connection: sqlite3.Connection, name: str, besides: int = 0) -> str:
    """The name on one line. Raises WrongUse where there is none, or where another has it."""
    line = " ".join(name.split())[:LONGEST_NAME]
    if not line:
        raise WrongUse("search_unnamed")
    others = connection.execute("SELECT name FROM searches WHERE seq <> ?", (besides,))
    if line.casefold() in {row[0].casefold() for row in others}:
        raise WrongUse("search_name_taken", name=line)
    return line


def _require(connection: sqlite3.Connection, number: int) -> None:
    if not connection.execute("SELECT 1 FROM searches WHERE seq = ?", (number,)).fetchone():
        raise NotFound("search_unknown")


def _from_filters(filters: Filters) -> str:
    told: dict[str, Any] = {name: value for name, value in asdict(filters).items() if value}
    for name in _DAYS:
        if name in told:
            told[name] = told[name].isoformat()
    return codec.dumps(told)


def _search(row: tuple[int, str, str, str]) -> SavedSearch:
    number, name, query, filters = row
    try:
        told: dict[str, Any] = json.loads(filters)
        told |= {name: date.fromisoformat(told[name]) for name in _DAYS if name in told}
        narrowed = Filters(**told)
    except (ValueError, TypeError) as error:
        raise ArchiveDamaged("row_damaged", table="searches", row=str(number)) from error
    return SavedSearch(number, name, query, replace(narrowed, note_ids=tuple(narrowed.note_ids)))

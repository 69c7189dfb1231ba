"""The user's own lists of names that are, or are not, sensitive."""

from __future__ import annotations

from dataclasses import fields

from iolkit.archive.audit import Audit
from iolkit.archive.connection import Database
from iolkit.records import Lists

_NAMES = tuple(field.name for field in fields(Lists))


class ListShelf:
    """Where an archive keeps its one set of lists."""

    def __init__(self, database: Database, audit: Audit) -> None:
        self._database = database
        self._audit = audit

    def load(self) -> Lists:
        """The lists, each in alphabetical order; empty ones when none were saved."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT list, name FROM lists ORDER BY list, name").fetchall()
        return Lists(**{key: tuple(n for k, n in rows if k == key) for key in _NAMES})

    def save(self, lists: Lists) -> None:
        """Replace the lists; blank names and repeated ones are left out."""
        wanted = {
            (key, name.strip()) for key in _NAMES for name in getattr(lists, key) if name.strip()
        }
        with self._database.write() as connection:
            connection.execute("DELETE FROM lists")
            connection.executemany("INSERT INTO lists VALUES (?, ?)", sorted(wanted))
            self._audit.append(connection, "lists_saved", "", len(wanted))

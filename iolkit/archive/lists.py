"""What the user tells of the own organisation and of names that are, or are not, sensitive."""

from __future__ import annotations

from dataclasses import fields

from iolkit.archive.audit import Audit
from iolkit.archive.connection import Database
from iolkit.records import Lists

_TEXTS = ("own_org", "industry")
_NAMES = tuple(field.name for field in fields(Lists) if field.name not in _TEXTS)


class ListShelf:
    """Where an archive keeps its one set of lists."""

    def __init__(self, database: Database, audit: Audit) -> None:
        self._database = database
        self._audit = audit

    def load(self) -> Lists:
        """The lists, each in alphabetical order; empty ones when none were saved."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT list, name FROM lists ORDER BY list, name").fetchall()
        names = {key: tuple(n for k, n in rows if k == key) for key in _NAMES}
        texts = {key: name for key, name in rows if key in _TEXTS}
        return Lists(**names, **texts)  # type: ignore[arg-type]  # names are tuples, texts are texts

    def save(self, lists: Lists) -> None:
        """Replace the lists; blank names and repeated ones are left out."""
        wanted = {
            (key, name.strip()) for key in _NAMES for name in getattr(lists, key) if name.strip()
        }
        wanted |= {(key, text) for key in _TEXTS if (text := getattr(lists, key).strip())}
        with self._database.write() as connection:
            connection.execute("DELETE FROM lists")
            connection.executemany("INSERT INTO lists VALUES (?, ?)", sorted(wanted))
            self._audit.append(connection, "lists_saved", "", len(wanted))

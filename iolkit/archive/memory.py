"""What was found once in an archive, remembered until something there changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from iolkit.archive.connection import Database

T = TypeVar("T")
KEPT = 50
"""Answers that are remembered until something changes."""


class Memory:
    """Answers by what was asked. `state` reads what differs whenever one of them may."""

    def __init__(self, database: Database, state: Callable[[sqlite3.Connection], Hashable]) -> None:
        self._database = database
        self._state = state
        self._known: tuple[Hashable, dict[Hashable, object]] = (None, {})

    def once(self, asked: Hashable, find: Callable[[sqlite3.Connection], T]) -> T:
        """What `find` gives, looked for again only when the archive has changed since."""
        with self._database.read() as connection:
            now = self._state(connection)
            known = self._known[1]
            if self._known[0] != now or len(known) >= KEPT:
                known = {}
                self._known = (now, known)
            if asked not in known:
                known[asked] = find(connection)
            return cast("T", known[asked])

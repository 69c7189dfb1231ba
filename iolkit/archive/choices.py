"""What a person chose once for this space, such as the language of the pages."""

from __future__ import annotations

from iolkit.archive import state
from iolkit.archive.connection import Database

_PREFIX = "choice."


class Choices:
    """Single words by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str:
        """What was chosen; empty when nothing was."""
        with self._database.read() as connection:
            return state.get(connection, _PREFIX + name)

    def put(self, name: str, value: str) -> None:
        """Remember a choice; the empty value forgets it."""
        with self._database.write() as connection:
            state.put(connection, _PREFIX + name, value)

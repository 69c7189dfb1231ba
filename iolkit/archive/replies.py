"""Replies of a language model, kept so that the same question costs nothing a second time.

As masked as what was sent. A reply goes with its note, and with a person who is forgotten; one that
belongs to no stored note (a question, a file that failed half-way) goes after a week.
"""

from __future__ import annotations

import sqlite3
import time

from iolkit.archive import rows
from iolkit.archive.connection import Database

KEPT_S = 7 * 24 * 60 * 60.0
"""How long a reply waits for its note; what failed is tried again within days, or never."""


class Replies:
    """The kept replies of an archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """The reply kept under `key`, as JSON."""
        with self._database.read() as connection:
            row = connection.execute("SELECT reply FROM replies WHERE key = ?", (key,)).fetchone()
            return str(row[0]) if row else None

    def put(
        self, key: str, note_id: str, model: str, prompt: str, version: str, reply: str
    ) -> None:
        """Keep `reply` (JSON); an older one under this key is replaced."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO replies("
                "key, note_id, model, prompt, version, reply, kept_at, checksum) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, '')",
                (key, note_id, model, prompt, version, reply, time.time()),
            )
            rows.seal(connection, "replies", key)

    def count(self, note_id: str | None = None) -> int:
        """How many are kept, in all or of a note."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT count(*) FROM replies WHERE ?1 IS NULL OR note_id = ?1", (note_id,)
            )
            return int(found.fetchone()[0])

    def tidy(self) -> int:
        """Let go of what waited too long for its note; how many replies that were."""
        with self._database.write() as connection:
            return connection.execute(
                "DELETE FROM replies WHERE kept_at < ? AND note_id NOT IN (SELECT id FROM notes)",
                (time.time() - KEPT_S,),
            ).rowcount

    def clear(self) -> int:
        """Let go of all; how many there were. Nothing is lost but money."""
        with self._database.write() as connection:
            gone = connection.execute("DELETE FROM replies").rowcount
        self._database.truncate_log()
        return gone


def remove(connection: sqlite3.Connection, note_id: str) -> None:
    """Delete the replies of a note, and those to questions, which may quote any note."""
    connection.execute("DELETE FROM replies WHERE note_id IN (?, '')", (note_id,))

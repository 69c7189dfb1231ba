"""Single facts of an archive, by name, and the time as it is written down everywhere in it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime


def get(connection: sqlite3.Connection, name: str) -> str:
    """The value of a fact; empty when there is none."""
    row = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def put(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Set a fact; the empty value removes it."""
    if not value:
        connection.execute("DELETE FROM state WHERE name = ?", (name,))
        return
    connection.execute(
        "INSERT INTO state(name, value) VALUES (?, ?) "
        "ON CONFLICT(name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def last_change(connection: sqlite3.Connection) -> int:
    """The number of the last change of a passage or vector; the same number, the same passages."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").fetchone()
    return int(row[0]) if row else 0


def now() -> str:
    """UTC, ISO 8601 to the second. For people to read: order is by sequence number, never by it."""
    return datetime.now(UTC).isoformat(timespec="seconds")

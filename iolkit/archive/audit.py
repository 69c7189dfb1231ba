"""Who did what, in a chain of hashes: an entry changed or taken out later is found.

Ids, counts, user names and recipients only, never text of a note. Whoever can write the whole file
can also make a new chain: the chain shows tampering with single entries, it is no seal against the
file's owner.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from iolkit.archive import state
from iolkit.archive.codec import seal
from iolkit.archive.connection import Database

_HEAD = "audit.head"


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One line: `what` is a short word (saved, reviewed, forgotten), `subject` an id."""

    seq: int
    at: str
    who: str
    what: str
    subject: str
    count: int


class Audit:
    """The archive's log of deeds. Append-only."""

    def __init__(self, database: Database, who: str = "") -> None:
        self._database = database
        self._who = who

    def note(self, what: str, subject: str = "", count: int = 0, *, who: str = "") -> None:
        """Write down something that changed nothing in the archive (an export, an unmasking)."""
        with self._database.write() as connection:
            self.append(connection, what, subject, count, who=who)

    def append(
        self,
        connection: sqlite3.Connection,
        what: str,
        subject: str = "",
        count: int = 0,
        *,
        who: str = "",
    ) -> None:
        """Write an event in the transaction of the deed itself: both are stored, or neither."""
        row = (state.now(), who or self._who, what, subject, count)
        chain = seal(state.get(connection, _HEAD), *row)
        connection.execute(
            "INSERT INTO audit(at, who, what, subject, count, chain) VALUES (?, ?, ?, ?, ?, ?)",
            (*row, chain),
        )
        # The head stands in another table: cutting off the newest entries is noticed too.
        state.put(connection, _HEAD, chain)

    def events(self, limit: int = 1000, what: str = "") -> tuple[AuditEvent, ...]:
        """The newest events first; with `what`, those of one kind alone."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT seq, at, who, what, subject, count FROM audit "
                "WHERE ? IN ('', what) ORDER BY seq DESC LIMIT ?",
                (what, limit),
            )
            return tuple(AuditEvent(*row) for row in rows)

    def verify(self) -> int | None:
        """The number of the first event that does not fit the chain; None when all do."""
        with self._database.read() as connection:
            head, expected = "", 1
            rows = connection.execute(
                "SELECT seq, at, who, what, subject, count, chain FROM audit ORDER BY seq"
            )
            for seq, at, who, what, subject, count, chain in rows:
                if seq != expected or chain != seal(head, at, who, what, subject, count):
                    return expected
                head, expected = chain, expected + 1
            return None if head == state.get(connection, _HEAD) else expected

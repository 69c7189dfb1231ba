"""What was sent to a language model: one row a request, append-only, and no text in it.

A row is written before its request leaves and completed when it has ended. The rows tell sizes,
counts, names of categories and hashes. They outlive the note they speak of and the restoring of an
older backup: that something was sent stays true.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import Any

from iolkit.archive import codec, rows
from iolkit.archive.audit import Audit
from iolkit.archive.connection import Database
from iolkit.errors import ArchiveDamaged
from iolkit.outcomes import EgressPage, Sent, Spent

SENT = "sent"
"""The audit's word for a request that left."""
_ROW = (
    "at, note_id, model, host, prompt, version, sha256, characters, tokens_in, tokens_out, "
    "exact, outcome, took_ms, categories"
)
_WHOLE = f"{_ROW}, checksum"


class Egress:
    """The log of an archive. Any thread may write."""

    def __init__(self, database: Database, audit: Audit) -> None:
        self._database = database
        self._audit = audit

    def leaving(self, entry: Sent) -> int:
        """Add a request that is about to leave; its number. The audit tells of it too, with the
        model and the number of characters."""
        values = _values(entry)
        with self._database.write() as connection:
            seq = connection.execute(
                f"INSERT INTO egress({_WHOLE}) VALUES ({_marks(values)}, '')", values
            ).lastrowid
            rows.seal(connection, "egress", int(seq or 0))
            self._audit.append(connection, SENT, entry.model, entry.characters)
            return int(seq or 0)

    def ended(self, number: int, entry: Sent) -> None:
        """How a request that was under way ended; a row that was completed stays as it is."""
        assignments = ", ".join(f"{name} = ?" for name in _ROW.split(", "))
        with self._database.write() as connection:
            changed = connection.execute(
                f"UPDATE egress SET {assignments}, checksum = '' "
                "WHERE seq = ? AND outcome = 'under_way'",
                (*_values(entry), number),
            ).rowcount
            if changed:
                rows.seal(connection, "egress", number)

    def page(self, limit: int = 100, offset: int = 0) -> EgressPage:
        """The newest requests first, with the number and cost of all. Raises ArchiveDamaged."""
        with self._database.read() as connection:
            found = connection.execute(
                f"SELECT seq, {_ROW} FROM egress ORDER BY seq DESC LIMIT ? OFFSET ?",
                (limit, offset),
            ).fetchall()
            count, tokens_in, tokens_out, exact = connection.execute(
                "SELECT count(*), total(tokens_in), total(tokens_out), coalesce(min(exact), 1) "
                "FROM egress"
            ).fetchone()
        spent = Spent(count, int(tokens_in), int(tokens_out), bool(exact))
        return EgressPage(tuple(_sent(*row) for row in found), count, spent)


def kept(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """Every row as it is, for `bring_over`."""
    return connection.execute(f"SELECT {_WHOLE} FROM egress ORDER BY seq").fetchall()


def bring_over(connection: sqlite3.Connection, found: Sequence[tuple[Any, ...]]) -> None:
    """Add the rows that are not here yet, and complete those that were under way: what happened
    since a backup was made."""
    here = Counter(row[0] for row in connection.execute("SELECT checksum FROM egress"))
    there = {row[-1] for row in found}
    open_here = [
        (seq, facts)
        for seq, checksum, *facts in connection.execute(
            "SELECT seq, checksum, note_id, sha256 FROM egress WHERE outcome = 'under_way'"
        )
        if checksum not in there
    ]
    for row in found:
        here[row[-1]] -= 1
        if here[row[-1]] >= 0:
            continue
        told = dict(zip(_WHOLE.split(", "), row, strict=True))
        facts = [told["note_id"], told["sha256"]]
        begun = next((each for each in open_here if each[1] == facts), None)
        if begun:
            open_here.remove(begun)
            assignments = ", ".join(f"{name} = ?" for name in told)
            connection.execute(f"UPDATE egress SET {assignments} WHERE seq = ?", (*row, begun[0]))
        else:
            connection.execute(f"INSERT INTO egress({_WHOLE}) VALUES ({_marks(row)})", row)


def _values(entry: Sent) -> tuple[Any, ...]:
    return (
        entry.at, entry.note_id, entry.model, entry.host, entry.prompt, entry.version,
        entry.sha256, entry.characters, entry.tokens_in, entry.tokens_out, entry.exact,
        entry.outcome, entry.took_ms, codec.dumps(dict(entry.categories)),
    )  # fmt: skip


def _marks(values: tuple[Any, ...]) -> str:
    return ", ".join("?" * len(values))


def _sent(seq: int, *row: Any) -> Sent:  # noqa: ANN401 - columns as SQLite gives them
    told = dict(zip(_ROW.split(", "), row, strict=True))
    try:
        told |= {"exact": bool(told["exact"]), "categories": json.loads(told["categories"])}
        return Sent(**told)
    except (ValueError, TypeError) as error:
        raise ArchiveDamaged("row_damaged", table="egress", row=str(seq)) from error

"""The archive's tables, and the steps that lead from every older archive to them.

A step is never changed once released; a new one is added. Each runs in one transaction together
with the version number, so an archive is always of one version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from iolkit.archive.coming_table import COMING
from iolkit.archive.first_tables import (
    FOUND,
    NOTES,
    PACE,
    PASSAGES,
    SEARCHES,
    SURROUNDINGS,
    TOGETHER,
    WORK,
)
from iolkit.archive.model_tables import MODEL
from iolkit.archive.transfer_tables import TRANSFER
from iolkit.errors import ArchiveDamaged

APPLICATION_ID = 0x696F6C6B
"""Says in the file's header that this is an archive of iolkit ("iolk")."""

STEPS: tuple[tuple[str, ...], ...] = (
    (*NOTES, *PASSAGES, *WORK),
    FOUND,
    PACE,
    TOGETHER,
    SURROUNDINGS,
    SEARCHES,
    MODEL,
    TRANSFER,
    COMING,
)
"""STEPS[n] leads from version n to n + 1."""


def migrate(connection: sqlite3.Connection, steps: Sequence[Sequence[str]] = STEPS) -> int:
    """Bring an archive to the newest version and return that. One transaction a step.

    Raises ArchiveDamaged("archive_newer") for an archive of a later iolkit: it is left alone.
    """
    if version(connection) == len(steps):
        return len(steps)
    while True:
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Read again under the write lock: another process may have been quicker.
            have = version(connection)
            if have > len(steps):
                raise ArchiveDamaged("archive_newer", version=have, known=len(steps))
            if have == len(steps):
                return have
            for statement in steps[have]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {have + 1}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def version(connection: sqlite3.Connection) -> int:
    """The version of the tables in this archive; 0 = none yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])

"""Keeping an archive well: look it over, mend what can be mended, copy it, bring a copy back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from iolkit.archive import egress, erasure, rows, schema, state, vectors
from iolkit.archive.audit import Audit
from iolkit.archive.connection import FILE, Database, connect, plain_errors
from iolkit.archive.lock import Lock
from iolkit.errors import ArchiveDamaged, ArchiveError, WrongUse
from iolkit.outcomes import Finding
from iolkit.records import Reason


class Upkeep:
    """What a doctor does to an archive."""

    def __init__(self, database: Database, audit: Audit) -> None:
        self._database = database
        self._audit = audit

    def check(self, full: bool = True) -> tuple[Finding, ...]:
        """Look everything over and change nothing; `full` also compares every row's checksum."""
        found = [self._file(), self._words(), self._chain(), self._access(), self._jobs()]
        if full:
            found.append(self._rows())
        return tuple(found)

    def repair(self) -> tuple[Finding, ...]:
        """Mend what needs no person: the full text is made anew from the rows it indexes."""
        if self._words().state == "well":
            return ()
        with self._database.write() as connection:
            connection.execute("INSERT INTO words(words) VALUES ('rebuild')")
            self._audit.append(connection, "words_rebuilt")
        return (Finding("archive_words", "mended", Reason("words_rebuilt")),)

    def backup(self, file: Path) -> None:
        """Copy the archive as it is now into one new file.

        Raises WrongUse("backup_exists"), ArchiveDamaged when what is stored does not hold.
        """
        if file.exists():
            raise WrongUse("backup_exists", file=file.name)
        fresh = file.with_name(f"{file.name}.part")
        fresh.unlink(missing_ok=True)
        try:
            with self._database.outside() as connection:
                connection.execute("VACUUM INTO ?", (str(fresh),))
            if os.name == "posix":
                fresh.chmod(0o600)
            inspect(fresh)
            _to_disk(fresh)
            fresh.replace(file)
        finally:
            fresh.unlink(missing_ok=True)
        self._audit.note("backed_up")

    def restore(self, file: Path, *, wait: float = 20.0) -> None:
        """Bring a backup back in place of what is here; what was forgotten since stays forgotten.

        Other processes may have the archive open: they see the old state, then the new one.
        Raises ArchiveDamaged("backup_damaged", "archive_newer"), and ArchiveBusy when long work
        goes on for `wait` seconds; nothing is changed then.
        """
        inspect(file)
        with self._database.read() as connection:
            forgotten = [row[0] for row in connection.execute("SELECT note_id FROM forgotten")]
            change = state.last_change(connection)
            sent = egress.kept(connection)
        with Lock(self._database.folder, "worker").hold(wait), plain_errors(FILE):
            copy = _moved_forward(file, self._database.folder)
            try:
                _prepare(copy, forgotten, change, sent)
                self._copy_in(copy)
            finally:
                for leftover in copy.parent.glob(f"{copy.name}*"):
                    leftover.unlink()
        self._audit.note("restored", count=len(forgotten))

    def _copy_in(self, copy: Path) -> None:
        source = connect(copy)
        try:
            with self._database.outside() as connection:
                source.backup(connection)
        finally:
            source.close()
        self._database.truncate_log()

    def _file(self) -> Finding:
        with self._database.read() as connection:
            said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            torn = connection.execute("PRAGMA foreign_key_check").fetchone()
        if said != "ok" or torn is not None:
            return Finding("archive_file", "person", Reason("archive_file_damaged"))
        return Finding("archive_file", "well", Reason("archive_file_well"))

    def _words(self) -> Finding:
        try:
            with self._database.write() as connection:
                # rank = 1 also compares the index with the rows it was made from.
                connection.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
        except ArchiveDamaged:
            return Finding("archive_words", "mendable", Reason("words_damaged"))
        return Finding("archive_words", "well", Reason("words_well"))

    def _rows(self) -> Finding:
        with self._database.read() as connection:
            broken = [f"{table} {key}" for table, key in rows.broken(connection)]
        if broken:
            values = {"n": str(len(broken)), "rows": ", ".join(broken[:3])}
            return Finding("archive_rows", "person", Reason("rows_damaged", values))
        return Finding("archive_rows", "well", Reason("rows_well"))

    def _chain(self) -> Finding:
        if (seq := self._audit.verify()) is not None:
            return Finding("audit", "person", Reason("audit_broken", {"event": str(seq)}))
        return Finding("audit", "well", Reason("audit_well"))

    def _access(self) -> Finding:
        open_to_others = os.name == "posix" and self._database.folder.stat().st_mode & 0o077
        if open_to_others:
            return Finding("access", "person", Reason("folder_open_to_others"))
        return Finding("access", "well", Reason("folder_private"))

    def _jobs(self) -> Finding:
        with self._database.read() as connection:
            running = connection.execute(
                "SELECT count(*) FROM jobs WHERE state = 'running'"
            ).fetchone()[0]
        if running and not Lock.held(self._database.folder, "worker"):
            return Finding("jobs", "mendable", Reason("jobs_left_behind", {"n": str(running)}))
        return Finding("jobs", "well", Reason("jobs_well"))


def inspect(file: Path) -> None:
    """Make sure that a backup is whole and of a version known here.

    Raises ArchiveDamaged("backup_damaged", "archive_newer"), ArchiveError("archive_unreachable").
    """
    if not file.is_file():
        raise ArchiveError("archive_unreachable", file=file.name)
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.DatabaseError as error:
        raise ArchiveDamaged("backup_damaged", file=file.name) from error
    try:
        whole = (
            connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
            and connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        )
        have = schema.version(connection)
        if whole and have > len(schema.STEPS):
            raise ArchiveDamaged("archive_newer", version=have, known=len(schema.STEPS))
        if not whole or any(rows.broken(connection)):
            raise ArchiveDamaged("backup_damaged", file=file.name)
    except sqlite3.DatabaseError as error:
        raise ArchiveDamaged("backup_damaged", file=file.name) from error
    finally:
        connection.close()


def rescue(folder: Path, file: Path) -> Path:
    """Put a backup in the place of an archive that cannot be opened any more.

    The damaged files are moved aside, never overwritten; the path of the damaged archive is
    returned. Raises as `inspect` does.
    """
    inspect(file)
    with Lock(folder, "worker").hold(), plain_errors(FILE):
        number = 1
        while (aside := folder / f"damaged-{number}-{FILE}").exists():
            number += 1
        copy = _moved_forward(file, folder)
        _prepare(copy, (), 0)
        for tail in ("-wal", "-shm", ""):
            part = folder / f"{FILE}{tail}"
            if part.exists():
                part.rename(folder / f"{aside.name}{tail}")
        copy.replace(folder / FILE)
    return aside


def _moved_forward(file: Path, folder: Path) -> Path:
    """A private copy of a backup in `folder`, moved to the newest version."""
    copy = folder / f"{FILE}.restored"
    copy.unlink(missing_ok=True)
    copy.touch(mode=0o600)
    copy.write_bytes(file.read_bytes())
    connection = connect(copy)
    try:
        schema.migrate(connection)
    finally:
        connection.close()
    return copy


def _prepare(
    copy: Path, forgotten: Sequence[str], change: int, sent: Sequence[tuple[Any, ...]] = ()
) -> None:
    """Forget again what was forgotten since the backup, and keep what was sent since; no index
    fits the notes any more."""
    connection = connect(copy)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for note_id in forgotten:
            erasure.remove_note(connection, note_id)
        egress.bring_over(connection, sent)
        vectors.start_over(connection, change)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _to_disk(file: Path) -> None:
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())

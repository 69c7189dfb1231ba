"""One SQLite file, opened carefully: who may read and write, and what goes wrong in plain words.

Readers see one consistent state; writers queue for up to 20 seconds. No table is known here.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from iolkit.archive import schema
from iolkit.archive.lock import Lock
from iolkit.errors import ArchiveBusy, ArchiveDamaged, ArchiveError

FILE = "archive.sqlite"
PATIENCE_S = 20.0
_OUR_FOLDERS = {"models", "demo", "index"}
_HEADER = b"SQLite format 3\x00"
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNREACHABLE = {
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM,
}  # fmt: skip


class Database:
    """The archive's file. Connections are lent to one thread at a time and used again.

    Streamlit runs every click in a thread of its own, so a connection kept per thread would never
    come back.
    """

    def __init__(self, folder: Path, *, patience_s: float = PATIENCE_S) -> None:
        """Opens `folder`/archive.sqlite, making it when absent and moving an older one forward.

        Raises ArchiveDamaged("archive_damaged", "archive_newer", "archive_foreign"), ArchiveBusy,
        ArchiveError("archive_unreachable").
        """
        self.folder = folder
        self.file = folder / FILE
        self._patience_s = patience_s
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._process = os.getpid()
        self._closed = False
        with self._told():
            self._make()
            self._check_header()
            self._migrate()

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the archive until the block ends."""
        with self._told(), self._lent() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of the block is stored for good, or nothing of it."""
        with self._told(), self._lent() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                # SQLite has already rolled back by itself after a full disk or an I/O error.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def outside(self) -> Iterator[sqlite3.Connection]:
        """A connection with no transaction open, for VACUUM, backup and checkpoints."""
        with self._told(), self._lent() as connection:
            yield connection

    def truncate_log(self) -> bool:
        """Fold the write-ahead log into the file and empty it, so that no erased byte stays there.

        False when a reader in another process held it: the next call gets it.
        """
        with self.outside() as connection:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return not busy

    def close(self) -> None:
        """Give back every connection; the last one folds the log into the file."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        connection = self._take()
        try:
            yield connection
        finally:
            with self._guard:
                if kept := not self._closed:
                    self._idle.append(connection)
            if not kept:
                connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._closed:
                raise ArchiveError("archive_closed")
            if self._process != os.getpid():
                # A forked child must not touch its parent's connections, not even to close them.
                self._idle, self._process = [], os.getpid()
            if self._idle:
                return self._idle.pop()
        return connect(self.file, patience_s=self._patience_s)

    def _make(self) -> None:
        if self.file.exists():
            return
        _private_folder(self.folder)
        with Lock(self.folder, "making").hold(self._patience_s):
            if self.file.exists():
                return
            if self.file.with_name(FILE + "-wal").exists():
                # A log without its file: the file was taken away, a new one would lose the log.
                raise ArchiveDamaged("archive_damaged", file=FILE)
            self._make_whole()

    def _make_whole(self) -> None:
        # Built aside and renamed, so that an empty archive.sqlite is always a damaged one.
        fresh = self.file.with_name(f"{FILE}.new")
        for leftover in self.folder.glob(f"{FILE}.new*"):
            leftover.unlink()
        connection = connect(fresh, patience_s=self._patience_s)
        try:
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode = WAL")
            schema.migrate(connection)
        finally:
            connection.close()
        fresh.chmod(0o600)
        fresh.replace(self.file)

    def _check_header(self) -> None:
        # SQLite takes an empty file for a new archive; anything else it judges itself. The file
        # must not be opened here: POSIX drops all of a process's locks on a file when any handle
        # of it closes, and another process would then clear away the log that this one writes.
        if self.file.stat().st_size < len(_HEADER):
            raise ArchiveDamaged("archive_damaged", file=FILE)

    def _migrate(self) -> None:
        with self._lent() as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
                raise ArchiveDamaged("archive_foreign", file=FILE)
            connection.execute("PRAGMA journal_mode = WAL")
            schema.migrate(connection)

    @contextmanager
    def _told(self) -> Iterator[None]:
        with plain_errors(self.file.name):
            yield


def connect(file: Path, *, patience_s: float = PATIENCE_S) -> sqlite3.Connection:
    """A connection with the archive's promises switched on. Transactions are begun by hand."""
    connection = sqlite3.connect(
        file, timeout=patience_s, isolation_level=None, check_same_thread=False
    )
    connection.execute(f"PRAGMA busy_timeout = {int(patience_s * 1000)}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA temp_store = MEMORY")  # no note text in temporary files
    return connection


@contextmanager
def plain_errors(file: str) -> Iterator[None]:
    """Turn what SQLite says into errors that a person can act on; bugs stay what they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _BUSY:
            raise ArchiveBusy("archive_busy") from error
        if code in _DAMAGED:
            raise ArchiveDamaged("archive_damaged", file=file) from error
        if code == sqlite3.SQLITE_FULL:
            raise ArchiveError("archive_full") from error
        if code in _UNREACHABLE:
            raise ArchiveError("archive_unreachable", file=file) from error
        raise
    except OSError as error:
        raise ArchiveError("archive_unreachable", file=file) from error


def _private_folder(folder: Path) -> None:
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    # mkdir's mode yields to the umask, and the set-up may have been here first. A folder that holds
    # anything else is somebody's: its doors are not ours to shut, the doctor tells of them.
    if os.name == "posix" and all(_ours(entry.name) for entry in folder.iterdir()):
        folder.chmod(0o700)


def _ours(name: str) -> bool:
    return name in _OUR_FOLDERS or name.endswith(".lock")

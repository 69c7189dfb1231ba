"""A lock on a folder: one worker a space, one owner of the search index.

The operating system gives a lock back when its holder dies, however it dies, so a lock is never
stale; the process id in the file only serves the message.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from iolkit.errors import ArchiveBusy

_STEP_S = 0.05
_FAR = 1 << 20
"""Windows locks bytes against reading too, so the locked byte lies far behind the process id."""


class Lock:
    """`folder`/NAME.lock, held by at most one process (and one holder inside it) at a time."""

    def __init__(self, folder: Path, name: str = "worker") -> None:
        self._file = folder / f"{name}.lock"
        self._handle: int | None = None

    def try_hold(self) -> bool:
        """Take the lock if it is free. True when this object holds it afterwards."""
        if self._handle is not None:
            return True
        handle = os.open(self._file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        if not _lock(handle):
            os.close(handle)
            return False
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        self._handle = handle
        return True

    def release(self) -> None:
        """Give the lock back; nothing happens when it is not held."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
        _unlock(handle)
        os.close(handle)

    @contextmanager
    def hold(self, wait: float = 20.0) -> Iterator[Lock]:
        """Hold the lock for a block. Raises ArchiveBusy("space_busy") after `wait` seconds."""
        deadline = time.monotonic() + wait
        while not self.try_hold():
            if time.monotonic() >= deadline:
                raise ArchiveBusy("space_busy", process=self.holder() or "?")
            time.sleep(_STEP_S)
        try:
            yield self
        finally:
            self.release()

    @contextmanager
    def hold_now(self, wait: float = 20.0, *, keep: bool = False) -> Iterator[Lock]:
        """The same; with `keep`, a lock that is free or held already stays held afterwards."""
        if keep and self.try_hold():
            yield self
            return
        with self.hold(wait):
            yield self

    def holder(self) -> int | None:
        """The process id that the holder wrote down, when it can be read."""
        try:
            return int(self._file.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    @staticmethod
    def held(folder: Path, name: str = "worker") -> bool:
        """Whether somebody holds this lock now."""
        if not (folder / f"{name}.lock").exists():
            return False
        probe = Lock(folder, name)
        if probe.try_hold():
            probe.release()
            return False
        return True


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)

"""Who keeps the Chroma index, and how: one folder a generation, named by one row of the archive.

The owner holds the index lock. A generation is built and tried out by a child process while search
goes on by exact scan; a broken, outdated or missing one is simply built anew. Forgetting removes
whole generations, because deleting from one leaves the vectors in its files.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import threading
import uuid
from typing import Literal

import numpy as np

from iolkit.archive import Archive, Lock
from iolkit.archive.vectors import Vector
from iolkit.errors import Unavailable
from iolkit.records import Reason
from iolkit.search.dense import ChromaGeneration, breaks
from iolkit.search.trial import Task, Trial

FOLDER = "index"
LOCK = "index"
WORTHWHILE = 1000
"""Passages from which an index is kept: fewer are scanned in less than a millisecond."""
MOST_FAILURES = 3


class Generations:
    """The index of an archive. A process that is not its owner only ever removes it."""

    def __init__(
        self, archive: Archive, encoder: str, *, owner: bool, worthwhile: int = WORTHWHILE
    ) -> None:
        self._archive = archive
        self._vectors = archive.vectors
        self._encoder = encoder
        self._owner = owner
        self._worthwhile = worthwhile
        self._root = archive.folder / FOLDER
        self._lock = Lock(archive.folder, LOCK)
        self._guard = threading.RLock()
        self._child: Trial | None = None
        self._open: tuple[str, ChromaGeneration] | None = None
        self._failures = 0
        self.notice: Reason | None = None

    def keep_up(self) -> None:
        """Bring the index up to date, or take the next step towards one; never waits for long."""
        with self._guard:
            if not self._owner:
                self._erase_for_others()
                return
            if not self._lock.try_hold():
                self.notice = Reason("index_elsewhere")
                return
            if self._vectors.must_erase():
                self._erase()
            self._reap()
            if self._child is None and self._open is None:
                self._begin()
            if self._open is not None:
                self._drain()

    def top(self, vector: Vector, limit: int) -> list[int] | None:
        """The nearest passages by the index; None when there is none that holds every change."""
        with self._guard:
            if self._open is None or self._open[0] != self._vectors.ready():
                return None
            if self._vectors.pending(limit=1):
                return None
            try:
                return self._open[1].top(vector, limit)
            except breaks():
                self._broken()
                return None

    def rebuild(self, wait: float = 20.0) -> None:
        """Build a new generation and wait for it; the old one is removed.

        Raises Unavailable("index_failed") when it cannot be built, ArchiveBusy when another process
        owns the index.
        """
        with self._guard, self._lock.hold_now(wait, keep=self._owner):
            self._stop_child()
            self._start("build")
            self._reap(wait=True)
            if self._open is None:
                raise Unavailable("index_failed")
            if not self._owner:
                self._close_open()

    def state(self) -> Literal["none", "elsewhere", "well", "broken"]:
        """How the index is, found out in a child process when nobody has it open."""
        with self._guard:
            name = self._vectors.ready()
            if not name:
                return "none"
            if self._open is not None:
                return "well"
            if not self._lock.try_hold():
                return "elsewhere"
            try:
                if not self._fits(name):
                    return "broken"
                trial = self._trial("probe", name)
                return "well" if trial.result(wait=True) is not None else "broken"
            finally:
                if not self._owner:
                    self._lock.release()

    def drop(self) -> None:
        """Remove every generation; search scans exactly until the owner builds one."""
        with self._guard, self._lock.hold_now(keep=self._owner):
            self._erase()

    def close(self) -> None:
        """Let go of the index."""
        with self._guard:
            self._stop_child()
            self._close_open()
            self._lock.release()

    def _begin(self) -> None:
        """Try the generation in use out, or build one where none fits and it is worth it."""
        name = self._vectors.ready()
        if name and self._fits(name):
            self._start("probe", name)
        elif self._failures >= MOST_FAILURES:
            self.notice = Reason("index_broken")
        elif self._archive.passages.count() >= self._worthwhile:
            self._start("build")

    def _start(self, task: Task, name: str = "") -> None:
        if task == "build":
            name = f"{slug(self._encoder)}-{uuid.uuid4().hex[:8]}"
            self._vectors.building(name)
            self._remove_others(self._vectors.ready(), name)
            self.notice = Reason("index_rebuilding")
        self._root.mkdir(mode=0o700, exist_ok=True)
        self._child = self._trial(task, name)

    def _trial(self, task: Task, name: str) -> Trial:
        return Trial(task, self._archive.folder, self._root / name, self._encoder)

    def _reap(self, *, wait: bool = False) -> None:
        """Take over what a finished child made; a child that takes too long is stopped."""
        child = self._child
        if child is None or (not wait and child.at_work()):
            return
        self._child = None
        result = child.result(wait=wait)
        if result is None:
            self._broken()
            return
        if child.task == "build":
            old = self._open
            self._vectors.switch(child.folder.name, result["change"])
            if old is not None:
                self._close_open()
            self._remove_others(child.folder.name)
        self._adopt(child.folder.name)

    def _adopt(self, name: str) -> None:
        try:
            self._open = (name, ChromaGeneration(self._root / name))
            self._failures, self.notice = 0, None
        except breaks():
            self._broken()

    def _drain(self) -> None:
        """Show the index every change it has not seen."""
        while self._open is not None and (pending := self._vectors.pending()):
            seqs = sorted({passage for _, passage in pending})
            have = self._vectors.of(seqs, self._encoder)
            gone = [seq for seq in seqs if seq not in have]
            try:
                if gone:
                    self._open[1].remove(gone)
                if have:
                    self._open[1].put(list(have), np.concatenate(list(have.values())))
            except breaks():
                self._broken()
                return
            self._vectors.seen(pending[-1][0])

    def _broken(self) -> None:
        """Give the generation up; the next step builds another."""
        self._failures += 1
        self._close_open()
        self._vectors.switch("", 0)
        self._remove_others()
        self.notice = Reason("index_rebuilding")

    def _erase(self) -> None:
        self._stop_child()
        self._close_open()
        change = self._vectors.change()
        self._remove_others()
        if not (self._root.is_dir() and any(self._root.iterdir())):
            self._vectors.switch("", change)

    def _erase_for_others(self) -> None:
        """Remove an index that may hold something forgotten, unless its owner is there to do it."""
        if self._vectors.must_erase() and self._lock.try_hold():
            try:
                self._erase()
            finally:
                self._lock.release()

    def _close_open(self) -> None:
        if self._open is not None:
            generation, self._open = self._open[1], None
            with contextlib.suppress(*breaks()):
                generation.close()

    def _stop_child(self) -> None:
        if self._child is not None:
            child, self._child = self._child, None
            child.stop()

    def _remove_others(self, *kept: str) -> None:
        if self._root.is_dir():
            for folder in self._root.iterdir():
                if folder.name not in kept:
                    shutil.rmtree(folder, ignore_errors=True)

    def _fits(self, name: str) -> bool:
        named = name.rpartition("-")[0] == slug(self._encoder)
        return named and (self._root / name / "chroma.sqlite3").is_file()


def slug(encoder: str) -> str:
    """The name of an encoder as it stands in the names of folders and collections."""
    return re.sub(r"[^a-z0-9]+", "-", encoder.lower()).strip("-")

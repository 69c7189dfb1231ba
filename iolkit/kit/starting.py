"""Starting the worker process, and knowing whether one is at it."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

from iolkit.archive import Lock
from iolkit.outcomes import Tending

WORKER = "worker"
STILL_S = 5.0
"""A worker shows every second that it lives; after this long without, something is wrong."""
BOOT_S = 20.0
"""How long a worker may take to show itself before another is started."""
MOST_STARTS = 4


class Starter:
    """Starts workers for one data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guard = threading.Lock()
        self._worker: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._starts = 0

    def start(self) -> None:
        """Start a worker unless one is at work or on its way."""
        with self._guard:
            on_its_way = self._worker is not None and self._worker.poll() is None
            if on_its_way and time.monotonic() - self._started_at < BOOT_S:
                return
            if Lock.held(self._folder, WORKER):
                return
            self._start()

    def tend(self, silence: float) -> Tending:
        """See to it that somebody works. `silence`: seconds since unfinished work got on."""
        if silence < STILL_S:
            self._starts = 0
            return "working"
        if Lock.held(self._folder, WORKER):
            return "held"
        self.start()
        return "starting" if self._starts <= MOST_STARTS else "stuck"

    def _start(self) -> None:
        command = [sys.executable, "-m", "iolkit", "worker", "--data", str(self._folder)]
        self._worker = subprocess.Popen(  # noqa: S603 - our own interpreter and package
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # it outlives the page
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._started_at = time.monotonic()
        self._starts += 1
        # Somebody has to wait for a child, or its remains stay in the system's table.
        threading.Thread(target=self._worker.wait, daemon=True).start()

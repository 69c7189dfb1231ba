"""A child process at work on an index generation: started, waited for, heard, stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Literal

Task = Literal["build", "probe"]
ALLOWED_S: dict[Task, float] = {"build": 900.0, "probe": 60.0}
"""How long a child may take before it counts as hung."""
_SAID_S = 5.0
"""A child that has ended has said what it says; reading that cannot take long."""


class Trial:
    """`iolkit.search.child` building or probing the generation in `folder`."""

    def __init__(self, task: Task, archive_folder: Path, folder: Path, encoder: str) -> None:
        self.task = task
        self.folder = folder
        self._deadline = time.monotonic() + ALLOWED_S[task]
        package = Path(__file__).resolve().parents[2]
        paths = [str(package), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(  # noqa: S603  # this interpreter, our own module
            [
                sys.executable, "-m", "iolkit.search.child",
                task, str(archive_folder), str(folder), encoder,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )  # fmt: skip

    def at_work(self) -> bool:
        """Whether it is still running and may be."""
        return self._process.poll() is None and time.monotonic() < self._deadline

    def result(self, *, wait: bool) -> dict[str, int] | None:
        """What it said; None when it failed, hung or came to grief. It is over afterwards."""
        allowed = max(0.0, self._deadline - time.monotonic()) if wait else _SAID_S
        if not wait and self._process.poll() is None:
            self.stop()
            return None
        try:
            said, _ = self._process.communicate(timeout=allowed)
        except subprocess.TimeoutExpired:
            self.stop()
            return None
        if self._process.returncode != 0:
            return None
        try:
            result: dict[str, int] = json.loads(said.splitlines()[-1])
        except (ValueError, IndexError):
            return None
        return result

    def stop(self) -> None:
        """End it at once; nothing happens when it is over."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

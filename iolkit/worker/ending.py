"""Ending a process with everything it started: no reader of a file may outlive who asked for it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys

QUIET = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows a process of ours must not open a window of its own."""


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads a group of its own, and whatever it started, at once."""
    if process.poll() is None:
        _end_tree(process.pid)
        process.kill()
    process.wait()


def end_ourselves() -> None:
    """End this process and whatever it started, at once. Does not return."""
    if sys.platform == "win32" or os.getpgrp() == os.getpid():
        _end_tree(os.getpid())
    os._exit(1)


if sys.platform == "win32":

    def _end_tree(pid: int) -> None:
        command = ["taskkill", "/F", "/T", "/PID", str(pid)]
        subprocess.run(command, capture_output=True, check=False, creationflags=QUIET)  # noqa: S603 - the system's own

else:

    def _end_tree(pid: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)

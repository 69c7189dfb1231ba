"""The supervisor's end of the line to its hand: start it, give it a file, hear it, end it."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import threading
from collections.abc import Sequence

from iolkit.worker.ending import QUIET, end

GONE = "gone"


class Leash:
    """At most one hand, started when there is something to do. `command` starts it."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._hand: subprocess.Popen[bytes] | None = None
        self._heard: queue.SimpleQueue[str] = queue.SimpleQueue()

    def give(self, order: str) -> bool:
        """Give an order; True when a new hand had to be started for it."""
        fresh = self._hand is None or self._hand.poll() is not None
        if fresh:
            self.end()
            self._start()
        assert self._hand is not None and self._hand.stdin is not None  # noqa: S101 - just started
        with contextlib.suppress(OSError):  # it died at once; hear() tells
            self._hand.stdin.write(f"{order}\n".encode())
            self._hand.stdin.flush()
        return fresh

    def hear(self, wait: float) -> str:
        """The next line of the hand: empty when it says none for so long, GONE when it is dead."""
        try:
            return self._heard.get(timeout=wait)
        except queue.Empty:
            return ""

    def end(self) -> None:
        """End the hand and everything it started, at once, whatever it is doing."""
        if self._hand is not None:
            end(self._hand)
            self._let_go()

    def part(self, wait: float) -> None:
        """Let an idle hand go; it is ended if it has not left after `wait` seconds."""
        if self._hand is None:
            return
        assert self._hand.stdin is not None  # noqa: S101 - a pipe, as we started it
        with contextlib.suppress(OSError):
            self._hand.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._hand.wait(wait)
        self.end()

    def _start(self) -> None:
        self._heard = queue.SimpleQueue()
        self._hand = subprocess.Popen(  # noqa: S603 - our own interpreter and package
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # libraries quote what they stumble over
            start_new_session=True,  # so that it can be ended with all it started
            creationflags=QUIET,
        )
        self._ear = threading.Thread(target=_hear, args=(self._hand, self._heard), daemon=True)
        self._ear.start()

    def _let_go(self) -> None:
        hand, self._hand = self._hand, None
        assert hand is not None and hand.stdin is not None  # noqa: S101 - as we started it
        with contextlib.suppress(OSError):
            hand.stdin.close()
        self._ear.join()


def _hear(hand: subprocess.Popen[bytes], heard: queue.SimpleQueue[str]) -> None:
    assert hand.stdout is not None  # noqa: S101 - a pipe, as we started it
    with hand.stdout as said:
        for line in said:
            heard.put(line.decode("ascii", "replace").strip())
    heard.put(GONE)

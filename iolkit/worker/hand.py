"""The hand: does files for its supervisor, and nothing of its own accord.

Run as `python -m iolkit.worker.hand FOLDER`. A line "JOB POSITION" on its input is an order, begun
at once: whoever wants one file after the other orders one after the other. It answers
"step POSITION NAME" at each step, "alive" every second and "done POSITION" when the file's line is
written. When its input ends, the supervisor is gone or wants no more: the hand ends, also in
mid-file.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
import time
from pathlib import Path
from typing import TextIO

from iolkit.kit import Kit, load_settings
from iolkit.worker.ending import end_ourselves

ALIVE_S = 1.0


class Voice:
    """Says lines to the supervisor; one at a time, from any thread."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._guard = threading.Lock()

    def say(self, line: str) -> None:
        """Say a line. When nobody listens any more there is nothing left to work for."""
        try:
            with self._guard:
                self._stream.write(f"{line}\n")
                self._stream.flush()
        except OSError:
            end_ourselves()

    def live(self) -> None:
        """Say every second that we are there."""
        while True:
            self.say("alive")
            time.sleep(ALIVE_S)


class Orders:
    """Orders as they come in, and how many of them are not done."""

    def __init__(self) -> None:
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._open = 0

    def listen(self) -> None:
        """Take orders until the input ends; that ends us where something is not done."""
        for line in sys.stdin:
            with self._guard:
                self._open += 1
            self._lines.put(line)
        if self._open:
            end_ourselves()
        self._lines.put(None)

    def next(self) -> str | None:
        """The next order; None when no more will come."""
        return self._lines.get()

    def done(self) -> None:
        """One of them is done."""
        with self._guard:
            self._open -= 1


def main(folder: Path) -> None:
    """Follow orders until the input ends."""
    voice, orders = Voice(_output()), Orders()
    threading.Thread(target=orders.listen, daemon=True).start()
    threading.Thread(target=voice.live, daemon=True).start()
    with Kit.open(load_settings(data_dir=folder)) as kit:
        while order := orders.next():
            job_id, position = order.split()
            given = (kit, voice, orders, job_id, int(position))
            threading.Thread(target=_follow, args=given, daemon=True).start()


def _follow(kit: Kit, voice: Voice, orders: Orders, job_id: str, position: int) -> None:
    whole = False
    try:
        kit.do_file(job_id, position, lambda step: voice.say(f"step {position} {step}"))
        whole = True
    finally:
        if not whole:  # a fault of ours: the supervisor counts dead hands, not silent threads
            end_ourselves()
    orders.done()
    voice.say(f"done {position}")


def _output() -> TextIO:
    """Our line to the supervisor; whatever a library prints goes nowhere."""
    line = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(line, "w", encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""The hand: does one file after the other for its supervisor, and nothing of its own accord.

Run as `python -m iolkit.worker.hand FOLDER`. A line "JOB POSITION" on its input is an order; it
answers "step NAME" at each step, "alive" every second and "done" when the file's line is written.
When its input ends, the supervisor is gone or wants no more: the hand ends, also in mid-file.
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
Orders = queue.SimpleQueue[str | None]


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

    def step(self, name: str) -> None:
        """Say which step begins."""
        self.say(f"step {name}")

    def live(self) -> None:
        """Say every second that we are there."""
        while True:
            self.say("alive")
            time.sleep(ALIVE_S)


def main(folder: Path) -> None:
    """Follow orders until the input ends."""
    voice, orders, busy = Voice(_output()), Orders(), threading.Event()
    threading.Thread(target=_listen, args=(orders, busy), daemon=True).start()
    threading.Thread(target=voice.live, daemon=True).start()
    with Kit.open(load_settings(data_dir=folder)) as kit:
        while order := orders.get():
            job_id, position = order.split()
            kit.do_file(job_id, int(position), voice.step)
            busy.clear()
            voice.say("done")


def _listen(orders: Orders, busy: threading.Event) -> None:
    for line in sys.stdin:
        busy.set()
        orders.put(line)
    if busy.is_set():
        end_ourselves()
    orders.put(None)


def _output() -> TextIO:
    """Our line to the supervisor; whatever a library prints goes nowhere."""
    line = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(line, "w", encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

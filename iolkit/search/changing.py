"""From one model to another: search goes on with the vectors there are until all new ones are made.

The new vectors are made beside the old ones, a few at a time; whoever is stopped goes on where they
were. When every passage has one, they take over in one step. Where nobody can ask with the old
model any more (its files are gone), each new vector counts at once, and what has none yet is found
by its words.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

from iolkit.archive import Archive
from iolkit.errors import IolkitError
from iolkit.search.encoder import Encoder
from iolkit.search.making import Maker

Earlier = Callable[[str], Encoder | None]
"""The encoder for vectors of a name, None where there is none."""


def nobody(name: str) -> None:
    """No earlier model is known."""


BATCH = 16
"""Passages encoded at a time in the background: half a second on a slow computer."""
PAUSE_S = 0.05
"""Left to others after each batch."""
RETRY_S = 60.0
"""How long work in the background rests after it could not go on."""


class Changeover:
    """Which model an archive is searched with, and how it gets to the one that is wanted."""

    def __init__(self, archive: Archive, wanted: Encoder, earlier: Earlier) -> None:
        self._archive = archive
        self._wanted = wanted
        self._earlier = earlier
        self._found: dict[str, Encoder | None] = {}
        self._most: tuple[int, str] = (-1, "")
        self._guard = threading.Lock()

    def reader(self) -> Encoder:
        """The model that made most of the vectors, while it can be asked; else the wanted one."""
        wanted, change = self._wanted.name, self._archive.vectors.change()
        with self._guard:
            if self._most[0] != change:
                made = self._archive.vectors.encoders()
                named = max(made, key=lambda name: (made[name], name == wanted), default=wanted)
                self._most = (change, named)
            most = self._most[1]
            if most == wanted:
                return self._wanted
            if most not in self._found:
                self._found[most] = self._earlier(most)
            return self._found[most] or self._wanted

    def left(self) -> int:
        """How many passages have no vector of the wanted model, not even one on its way."""
        return self._archive.coming.missing(self._wanted.name)

    def steps(self, batch: int) -> Iterator[int]:
        """Make what is missing and let it take over; after every step, how much is missing."""
        maker, name = Maker(self._archive, self._wanted), self._wanted.name
        if self.reader().name == name:
            yield from maker.reencode(batch)
            return
        coming = self._archive.coming
        while not coming.take_over(name):
            texts = coming.missing_texts(name, batch)
            coming.put([seq for seq, _ in texts], name, self._wanted([text for _, text in texts]))
            yield self.left()
        yield from maker.reencode(batch)


class Background:
    """The same in a thread of the process that owns the index, gently, until nothing is left."""

    def __init__(self, changeover: Changeover) -> None:
        self._changeover = changeover
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._retry_at = 0.0

    def wake(self) -> None:
        """See to it that somebody is at work; returns at once."""
        with self._guard:
            resting = self._stop.is_set() or time.monotonic() < self._retry_at
            if resting or (self._thread is not None and self._thread.is_alive()):
                return
            self._thread = threading.Thread(target=self._work, name="new-vectors", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop after the batch that is under way; what is made is kept."""
        self._stop.set()
        with self._guard:
            if self._thread is not None:
                self._thread.join()

    def _work(self) -> None:
        try:
            for _ in self._changeover.steps(BATCH):
                if self._stop.wait(PAUSE_S):
                    return
        except IolkitError:
            # The model's files are gone, or another process writes: search says what is missing.
            self._retry_at = time.monotonic() + RETRY_S

"""The index on a Chroma server: filled beside the searches, gone without a loss.

The archive stays the truth and stays here. Whoever owns the index lock shows the server every
change in a thread of its own, so that no search waits for it; a query waits for a few seconds at
most, and where the server is away or broken, search scans exactly and finds the same.
"""

from __future__ import annotations

import contextlib
import threading
import time
from typing import Literal

from iolkit.archive import Archive, Lock
from iolkit.archive.vectors import Vector
from iolkit.errors import IolkitError, Unavailable
from iolkit.records import Reason
from iolkit.search.dense import ChromaServer, ServerRows, breaks
from iolkit.search.generations import LOCK, WORTHWHILE
from iolkit.search.server import PATIENCE_S, Server, Shelf

RETRY_S = 30.0
"""How long an absent server is left alone before it is asked again."""
State = Literal["none", "elsewhere", "well", "broken", "away", "left"]


class _Stopped(Exception):
    """The errand was told to end."""


class Served:
    """The index of an archive on a server. A process that is not its owner only ever removes it."""

    def __init__(
        self,
        archive: Archive,
        encoder: str,
        server: Server,
        *,
        owner: bool,
        worthwhile: int = WORTHWHILE,
    ) -> None:
        self._archive = archive
        self._vectors = archive.vectors
        self._server = server
        self._owner = owner and not server.leave
        self._worthwhile = worthwhile
        self._shelf = Shelf(archive, encoder, server.url, self._go_on)
        self._lock = Lock(archive.folder, LOCK)
        self._guard = threading.RLock()
        self._errand: threading.Thread | None = None
        self._stop = threading.Event()
        self._client: ChromaServer | None = None
        self._open: tuple[str, ServerRows] | None = None
        self._settled = -1
        self._retry_at = 0.0
        self.notice: Reason | None = None

    def keep_up(self) -> None:
        """Send what the server has not seen on its way; never waits for it, unless something is to
        be forgotten and this process does not own the index."""
        with self._guard:
            if not self._owner:
                self._erase_for_others()
                return
            if not self._lock.try_hold():
                self.notice = Reason("index_elsewhere")
                return
            busy = self._errand is not None and self._errand.is_alive()
            if busy or time.monotonic() < self._retry_at or not self._wanted():
                return
            self._stop.clear()
            self._errand = threading.Thread(target=self._work, name="index-server", daemon=True)
            self._errand.start()

    def top(self, vector: Vector, limit: int) -> list[int] | None:
        """The nearest passages by the server; None when it does not hold every change."""
        with self._guard:
            held = self._open
        if held is None or held[0] != self._vectors.ready() or self._vectors.must_erase():
            return None
        if self._vectors.pending(limit=1):
            return None
        try:
            return held[1].top(vector, limit)
        except breaks():
            self._lost()
            return None

    def rebuild(self, wait: float = 20.0) -> None:
        """Fill a new collection and wait for it; the old one is removed.

        Raises Unavailable("index_failed") when it cannot be filled, ArchiveBusy when another
        process owns the index.
        """
        self._end_errand()
        with self._lock.hold_now(wait, keep=self._owner):
            try:
                self._start_over(self._reach())
                self._work(least=0)
            except breaks() as error:
                self._lost()
                raise Unavailable("index_failed") from error
            if self._open is None:
                raise Unavailable("index_failed")

    def state(self) -> State:
        """How the index is: `away` when the server does not answer, `left` when it should be gone
        from it and is not."""
        try:
            with contextlib.closing(self._server.connect()) as server:
                if self._server.leave:
                    return "left" if self._shelf.there(server) else "none"
                name = self._vectors.ready()
                if not self._shelf.fits(name):
                    return "none"
                if self._open is not None:
                    return "well"
                if not self._lock.try_hold():
                    return "elsewhere"
                try:
                    sound = name in server.names() and self._shelf.sound(server.rows(name))
                finally:
                    if not self._owner:
                        self._lock.release()
                return "well" if sound else "broken"
        except breaks():
            return "away"

    def drop(self) -> None:
        """Remove everything of ours from the server. Raises Unavailable("index_failed")."""
        self._end_errand()
        with self._lock.hold_now(keep=self._owner):
            try:
                self._start_over(self._reach())
            except breaks() as error:
                raise Unavailable("index_failed") from error

    def close(self) -> None:
        """Let go of the server."""
        self._end_errand()
        with self._guard:
            self._disconnect()
            self._lock.release()

    def _wanted(self) -> bool:
        vectors = self._vectors
        if vectors.must_erase() or (self._open is not None and vectors.pending(limit=1)):
            return True
        return self._open is None and self._settled != vectors.change()

    def _work(self, least: int | None = None) -> None:
        """All that takes longer than a query: clear away, open or fill, show the changes."""
        try:
            self._bring_up(self._worthwhile if least is None else least)
        except _Stopped:
            return
        except IolkitError:
            self._lost()
        except breaks():
            self._lost()

    def _bring_up(self, least: int) -> None:
        change = self._vectors.change()
        server = self._reach()
        self._shelf.clear(server)
        if self._open is None or self._open[0] != self._vectors.ready():
            name = self._shelf.current(server, least, self._building)
            with self._guard:
                self._open = (name, server.rows(name)) if name else None
        if self._open is not None:
            self._shelf.drain(self._open[1])
        with self._guard:
            self._settled, self._retry_at, self.notice = change, 0.0, None

    def _reach(self) -> ChromaServer:
        with self._guard:
            if self._client is not None:
                return self._client
        client = self._server.connect()
        with self._guard:
            self._client = client
        return client

    def _start_over(self, server: ChromaServer) -> None:
        with self._guard:
            self._open = None
        self._shelf.start_over(server)

    def _building(self) -> None:
        self.notice = Reason("index_rebuilding")

    def _lost(self) -> None:
        """The server is away, or does not do what it should: search scans, and it is asked again
        after a while."""
        with self._guard:
            self._disconnect()
            self._retry_at = time.monotonic() + RETRY_S
            self._settled = -1
            self.notice = Reason("index_away")

    def _disconnect(self) -> None:
        client, self._client, self._open = self._client, None, None
        if client is not None:
            with contextlib.suppress(*breaks()):
                client.close()

    def _erase_for_others(self) -> None:
        """Remove an index that may hold something forgotten, unless its owner is there to do it."""
        if not (self._vectors.must_erase() and self._lock.try_hold()):
            return
        try:
            with contextlib.closing(self._server.connect()) as server:
                self._start_over(server)
        except breaks():
            self.notice = Reason("index_away")
        finally:
            self._lock.release()

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise _Stopped

    def _end_errand(self) -> None:
        self._stop.set()
        if self._errand is not None:
            self._errand.join(2 * PATIENCE_S)
            self._errand = None
        self._stop.clear()

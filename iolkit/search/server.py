"""A Chroma server, and what of an archive lies on it: one collection, row numbers and vectors.

No text goes there, but a vector tells as much as its text: settings.py lets it leave this computer
encrypted or not at all. What a server was told to remove can stay in its files.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np

from iolkit.archive import Archive
from iolkit.search.child import LEAST_FOUND, found_again
from iolkit.search.dense import ChromaServer, ServerRows
from iolkit.search.generations import FOLDER, slug

PATIENCE_S = 3.0
"""How long a server may take for one answer."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Server:
    """Where a Chroma server is. `leave`: nothing of ours may stay on it."""

    url: str
    leave: bool = False

    def connect(self) -> ChromaServer:
        """A connection. Raises one of `breaks()` when it does not answer."""
        parts = urlsplit(self.url)
        host, ssl = parts.hostname or "", parts.scheme == "https"
        if not ssl:
            _past_proxies(host)
        port = parts.port or (443 if ssl else 8000)
        return ChromaServer(host, port, ssl=ssl, patience_s=PATIENCE_S)


class Shelf:
    """What of one archive and one encoder lies on the server at `url`.

    `go_on` is called between two requests of a long piece of work and may raise to end it.
    """

    def __init__(self, archive: Archive, encoder: str, url: str, go_on: Callable[[], None]) -> None:
        self._archive = archive
        self._vectors = archive.vectors
        self._encoder = encoder
        self._url = url
        self._go_on = go_on
        place = f"{platform.node()}:{archive.folder.resolve()}"
        self._ours = f"iolkit-{hashlib.sha256(place.encode()).hexdigest()[:12]}-"

    def clear(self, server: ChromaServer) -> None:
        """Take away what is not in use: all of it, when something is to be forgotten."""
        shutil.rmtree(self._archive.folder / FOLDER, ignore_errors=True)
        name = self._vectors.ready()
        if self._vectors.must_erase() or (name and not self.fits(name)):
            self.start_over(server)
            return
        for each in self.there(server):
            if each != name:
                server.drop(each)
        self._note(name)

    def current(self, server: ChromaServer, least: int, began: Callable[[], None]) -> str:
        """The name of a collection that holds everything, filled where there was none (`began`
        hears of it); "" while there are fewer than `least` passages. Raises one of `breaks()`."""
        name = self._vectors.ready()
        if name and name in server.names() and self.sound(server.rows(name)):
            return name
        if name:
            self.start_over(server)
        if self._archive.passages.count() < least:
            return ""
        began()
        name = f"{self._ours}{slug(self._encoder)[:40]}-{uuid.uuid4().hex[:8]}"
        self._vectors.building(name)
        self._note(name)  # before anything goes there, so that a crash leaves nothing unknown
        snapshot = self._vectors.snapshot(self._encoder)
        rows = server.rows(name)
        for start in range(0, len(snapshot.seqs), _AT_ONCE):
            self._go_on()
            part = slice(start, start + _AT_ONCE)
            rows.put([int(seq) for seq in snapshot.seqs[part]], snapshot.matrix[part])
        found, asked = found_again(rows, snapshot)
        if found < LEAST_FOUND * asked:
            raise LookupError(name)
        self._vectors.switch(name, snapshot.change)
        return name

    def sound(self, rows: ServerRows) -> bool:
        """Whether a collection holds what it should: a sample is looked for."""
        unseen = {passage for _, passage in self._vectors.pending(limit=-1)}
        settled = self._vectors.snapshot(self._encoder).without(unseen)
        found, asked = found_again(rows, settled)
        return found >= LEAST_FOUND * asked

    def drain(self, rows: ServerRows) -> None:
        """Show the server every change it has not seen."""
        while pending := self._vectors.pending(_AT_ONCE):
            self._go_on()
            seqs = sorted({passage for _, passage in pending})
            have = self._vectors.of(seqs, self._encoder)
            if gone := [seq for seq in seqs if seq not in have]:
                rows.remove(gone)
            if have:
                rows.put(list(have), np.concatenate(list(have.values())))
            self._vectors.seen(pending[-1][0])

    def start_over(self, server: ChromaServer) -> None:
        """Nothing of ours is on the server any more."""
        change = self._vectors.change()
        for each in self.there(server):
            server.drop(each)
        self._note("")
        self._vectors.switch("", change)

    def there(self, server: ChromaServer) -> tuple[str, ...]:
        """Every collection on the server that is ours, or was before the folder moved."""
        noted = {name for url, name in self._vectors.served() if url == self._url}
        return tuple(n for n in server.names() if n.startswith(self._ours) or n in noted)

    def _note(self, name: str) -> None:
        """Write down what lies on which server, so that it can be found when it should go."""
        others = [each for each in self._vectors.served() if each[0] != self._url]
        self._vectors.serve([*others, *([(self._url, name)] if name else [])])

    def fits(self, name: str) -> bool:
        """Whether a name is one of ours, of this encoder."""
        return name.startswith(f"{self._ours}{slug(self._encoder)[:40]}-")


def _past_proxies(host: str) -> None:
    """Where nothing is encrypted, nothing goes by a proxy that the environment names."""
    for name in ("no_proxy", "NO_PROXY"):
        hosts = [each for each in os.environ.get(name, "").split(",") if each]
        if host not in hosts:
            os.environ[name] = ",".join([*hosts, host])

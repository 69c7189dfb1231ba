"""Nearness of meaning: by an exact scan of the archive's vectors, or by a Chroma index.

The index holds row numbers and vectors, nothing else: no text, no filter fields. A filtered search
scans exactly, which is right by construction and fast. This is the only module that knows chromadb.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from iolkit.archive.passages import Seqs
from iolkit.archive.vectors import Snapshot, Vector, Vectors
from iolkit.engine import Matrix

COLLECTION = "passages"
_CONFIGURATION = {
    # Wide enough that the nearest hundred are the true ones; exact scores come later.
    "hnsw": {"space": "ip", "ef_construction": 200, "ef_search": 400, "max_neighbors": 32}
}


class ExactScan:
    """Every vector of one encoder in memory, read again when any has changed."""

    def __init__(self, vectors: Vectors, encoder: str) -> None:
        self._vectors = vectors
        self._encoder = encoder
        self._held: Snapshot | None = None
        self._guard = threading.Lock()

    def top(self, vector: Vector, limit: int, allowed: Seqs | None) -> dict[int, float]:
        """The `limit` nearest passages with their cosines, of those allowed (None = all)."""
        held = self._snapshot()
        seqs, matrix = held.seqs, held.matrix
        if allowed is not None:
            rows = np.isin(seqs, allowed, assume_unique=True)
            seqs, matrix = seqs[rows], matrix[rows]
        if not len(seqs):
            return {}
        cosines = matrix @ vector
        # A stable order of the negated scores: of equals the earlier passage comes first.
        best = np.argsort(-cosines, kind="stable")[:limit]
        return {int(seqs[n]): float(cosines[n]) for n in best}

    def _snapshot(self) -> Snapshot:
        with self._guard:
            if self._held is None or self._held.change != self._vectors.change():
                self._held = self._vectors.snapshot(self._encoder)
            return self._held


class ChromaRows:
    """Row numbers and vectors in one Chroma collection, wherever that lies.

    Every call may raise one of `breaks()`: the folder is damaged, the server is away.
    """

    _batch = 5000
    """Chroma takes 5,461 rows at once."""

    def __init__(self, client: Any, name: str) -> None:  # noqa: ANN401  # chromadb is untyped here
        self._client = client
        self._collection = client.get_or_create_collection(
            name, embedding_function=None, configuration=_CONFIGURATION
        )

    def top(self, vector: Vector, limit: int) -> list[int]:
        """The row numbers of about the `limit` nearest passages."""
        count = self.count()
        if not count:
            return []
        found = self._collection.query(
            query_embeddings=[vector.tolist()], n_results=min(limit, count), include=[]
        )
        return [int(each) for each in found["ids"][0]]

    def put(self, seqs: Sequence[int], matrix: Matrix) -> None:
        """Add vectors, or replace those with the same row number."""
        for start in range(0, len(seqs), self._batch):
            part = slice(start, start + self._batch)
            self._collection.upsert(ids=[str(seq) for seq in seqs[part]], embeddings=matrix[part])

    def remove(self, seqs: Sequence[int]) -> None:
        """Take vectors out of the search. Their bytes stay until the folder is removed."""
        for start in range(0, len(seqs), self._batch):
            self._collection.delete(ids=[str(seq) for seq in seqs[start : start + self._batch]])

    def count(self) -> int:
        """How many vectors it holds."""
        return int(self._collection.count())


class ChromaGeneration(ChromaRows):
    """One Chroma folder with one collection. At most one process may have it open."""

    def __init__(self, folder: Path) -> None:
        # Loaded late: commands never open an index, and importing chromadb takes a second.
        import chromadb
        from chromadb.config import Settings

        client = chromadb.PersistentClient(
            path=str(folder), settings=Settings(anonymized_telemetry=False)
        )
        super().__init__(client, COLLECTION)

    def close(self) -> None:
        """Let go of the folder, which may be removed afterwards."""
        self._client.close()


class ServerRows(ChromaRows):
    """One collection on a server. Many processes may use the server at once."""

    _batch = 500
    """A request stays far below what a server takes, and a slow one within our patience."""


class ChromaServer:
    """A Chroma server reached by HTTP. Every call may raise one of `breaks()`."""

    def __init__(self, host: str, port: int, *, ssl: bool, patience_s: float) -> None:
        # Loaded late, as above. The provider's own variables (CHROMA_CLIENT_AUTH_...) are read by
        # chromadb itself, so that no key passes through here.
        import chromadb
        import httpx
        from chromadb.config import Settings

        # Asked first, since chromadb itself waits for ever for a server that hangs.
        httpx.get(f"http{'s' if ssl else ''}://{host}:{port}/api/v2/heartbeat", timeout=patience_s)
        self._client = chromadb.HttpClient(
            host=host, port=port, ssl=ssl, settings=Settings(anonymized_telemetry=False)
        )
        # There is no other way to limit its patience, nor does it close its connections itself.
        parts = (self._client, self._client._admin_client)
        self._sessions: list[httpx.Client] = [each._server._session for each in parts]
        for session in self._sessions:
            session.timeout = httpx.Timeout(patience_s)

    def rows(self, name: str) -> ServerRows:
        """The collection of this name, made when there is none."""
        return ServerRows(self._client, name)

    def names(self) -> tuple[str, ...]:
        """Every collection there is."""
        return tuple(str(each.name) for each in self._client.list_collections())

    def drop(self, name: str) -> None:
        """Remove a collection; none of this name is no error. Bytes may stay in the server's
        files."""
        from chromadb.errors import NotFoundError

        with contextlib.suppress(NotFoundError):
            self._client.delete_collection(name)

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()
        for session in self._sessions:
            session.close()


def breaks() -> tuple[type[BaseException], ...]:
    """What a damaged index or an absent server raises: Chroma's own errors, and those of the
    parts below it."""
    import httpx
    from chromadb.errors import ChromaError

    broken: tuple[Any, ...] = (ChromaError, RuntimeError, ValueError, OSError, LookupError)
    broken = (*broken, httpx.HTTPError, httpx.InvalidURL)
    return (*broken, TypeError)

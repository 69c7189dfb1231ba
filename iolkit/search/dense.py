"""Nearness of meaning: by an exact scan of the archive's vectors, or by a Chroma index.

The index holds row numbers and vectors, nothing else: no text, no filter fields. A filtered search
scans exactly, which is right by construction and fast. This is the only module that knows chromadb.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from iolkit.archive.passages import Seqs
from iolkit.archive.vectors import Snapshot, Vector, Vectors
from iolkit.engine import Matrix

COLLECTION = "passages"
_BATCH = 5000
"""Chroma takes 5,461 rows at once."""


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


class ChromaGeneration:
    """One Chroma folder with one collection. At most one process may have it open.

    Every call may raise one of `breaks()` when the folder is damaged.
    """

    def __init__(self, folder: Path) -> None:
        # Loaded late: commands never open an index, and importing chromadb takes a second.
        import chromadb
        from chromadb.config import Settings

        self._client = chromadb.PersistentClient(
            path=str(folder), settings=Settings(anonymized_telemetry=False)
        )
        self._collection = self._client.get_or_create_collection(
            COLLECTION,
            embedding_function=None,
            configuration={
                # Wide enough that the nearest hundred are the true ones; exact scores come later.
                "hnsw": {
                    "space": "ip", "ef_construction": 200, "ef_search": 400, "max_neighbors": 32
                }
            },
        )  # fmt: skip

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
        for start in range(0, len(seqs), _BATCH):
            part = slice(start, start + _BATCH)
            self._collection.upsert(ids=[str(seq) for seq in seqs[part]], embeddings=matrix[part])

    def remove(self, seqs: Sequence[int]) -> None:
        """Take vectors out of the search. Their bytes stay until the folder is removed."""
        for start in range(0, len(seqs), _BATCH):
            self._collection.delete(ids=[str(seq) for seq in seqs[start : start + _BATCH]])

    def count(self) -> int:
        """How many vectors it holds."""
        return int(self._collection.count())

    def close(self) -> None:
        """Let go of the folder, which may be removed afterwards."""
        self._client.close()


def breaks() -> tuple[type[BaseException], ...]:
    """What a damaged index raises: Chroma's own errors, and those of the parts below it."""
    from chromadb.errors import ChromaError

    broken: tuple[Any, ...] = (ChromaError, RuntimeError, ValueError, OSError, LookupError)
    return (*broken, TypeError)

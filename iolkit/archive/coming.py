"""Vectors of a model that is to take over, made beside those in use until there is one for every
passage. Then they take their place in one transaction: no search ever meets half of each.

They go with their passages, as every vector does: what is forgotten is forgotten here too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from iolkit.archive.codec import seal
from iolkit.archive.connection import Database
from iolkit.engine import Matrix

_MISSING = (
    "FROM passages WHERE seq NOT IN (SELECT seq FROM coming WHERE encoder = :encoder) "
    "AND seq NOT IN (SELECT seq FROM vectors WHERE encoder = :encoder)"
)


class Coming:
    """Vectors on their way."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def missing(self, encoder: str) -> int:
        """How many passages have no vector of `encoder` yet, neither in use nor on its way."""
        with self._database.read() as connection:
            row = connection.execute(f"SELECT count(*) {_MISSING}", {"encoder": encoder})
            return int(row.fetchone()[0])

    def missing_texts(self, encoder: str, limit: int) -> list[tuple[int, str]]:
        """Row number and text of some of them, in order."""
        asked = {"encoder": encoder, "limit": limit}
        with self._database.read() as connection:
            return connection.execute(
                f"SELECT seq, text {_MISSING} ORDER BY seq LIMIT :limit", asked
            ).fetchall()

    def put(self, seqs: Sequence[int], encoder: str, matrix: Matrix) -> None:
        """Keep vectors until all are there; one of a passage that is gone by now is not kept."""
        blobs = [np.ascontiguousarray(row, dtype="<f4").tobytes() for row in matrix]
        with self._database.write() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO coming(seq, encoder, vector, checksum) "
                "SELECT seq, ?, ?, ? FROM passages WHERE seq = ?",
                (
                    (encoder, blob, seal(encoder, blob), seq)
                    for seq, blob in zip(seqs, blobs, strict=True)
                ),
            )

    def take_over(self, encoder: str) -> bool:
        """Put them in the place of the vectors in use; False, and nothing happens, while a passage
        has none. What another model had on its way is dropped."""
        with self._database.write() as connection:
            lacking = connection.execute(
                f"SELECT EXISTS(SELECT 1 {_MISSING})", {"encoder": encoder}
            ).fetchone()[0]
            if lacking:
                return False
            connection.execute(
                "INSERT INTO vectors(seq, encoder, vector, checksum) "
                "SELECT seq, encoder, vector, checksum FROM coming WHERE encoder = ? "
                "ON CONFLICT(seq) DO UPDATE SET "
                "encoder = excluded.encoder, vector = excluded.vector, "
                "checksum = excluded.checksum",
                (encoder,),
            )
            connection.execute("DELETE FROM coming")
        return True

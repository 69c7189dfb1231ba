"""What happens to an index in a process of its own: it is built, or tried out.

A damaged Chroma folder can fill the disk or bring its process down, so no other process opens one
that this has not tried. One JSON line on stdout says how it went; any other end means: unusable.

    python -m iolkit.search.child build|probe ARCHIVE_FOLDER GENERATION_FOLDER ENCODER
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from iolkit.archive import Archive
from iolkit.archive.vectors import Snapshot
from iolkit.search.dense import ChromaGeneration, ChromaRows

LEAST_FILE_BYTES = 512 * 1024 * 1024
"""A file of the index may grow to this, or to four times what its vectors need."""
SAMPLE = 100
"""Vectors that must find themselves."""
LEAST_FOUND = 0.99


def build(archive: Archive, folder: Path, encoder: str) -> dict[str, int]:
    """Put every vector into a new generation and close it."""
    snapshot = archive.vectors.snapshot(encoder)
    limit_files(snapshot)
    generation = ChromaGeneration(folder)
    generation.put([int(seq) for seq in snapshot.seqs], snapshot.matrix)
    found, asked = found_again(generation, snapshot)
    generation.close()
    return {"change": snapshot.change, "found": found, "asked": asked}


def probe(archive: Archive, folder: Path, encoder: str) -> dict[str, int]:
    """Open a generation and look for a sample of the vectors it should hold."""
    snapshot = archive.vectors.snapshot(encoder)
    limit_files(snapshot)
    unseen = {passage for _, passage in archive.vectors.pending(limit=-1)}
    generation = ChromaGeneration(folder)
    found, asked = found_again(generation, snapshot.without(unseen))
    generation.close()
    return {"change": snapshot.change, "found": found, "asked": asked}


def found_again(generation: ChromaRows, snapshot: Snapshot) -> tuple[int, int]:
    """How many of a sample of vectors are among their own nearest, and how many were tried."""
    if not len(snapshot.seqs):
        return 0, 0
    step = max(1, len(snapshot.seqs) // SAMPLE)
    rows = range(0, len(snapshot.seqs), step)
    found = sum(
        # Equal texts have equal vectors: any of them will do.
        _holds(generation.top(snapshot.matrix[n], 5), snapshot, n)
        for n in rows
    )
    return found, len(rows)


def limit_files(snapshot: Snapshot) -> None:
    """No file of this process may grow without end, where the system can hold it to that."""
    if sys.platform == "win32":
        return
    import resource

    most = max(LEAST_FILE_BYTES, 4 * snapshot.matrix.nbytes)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says; 0 when it went well."""
    task, archive_folder, folder, encoder = arguments
    with Archive.open(Path(archive_folder)) as archive:
        work = build if task == "build" else probe
        result = work(archive, Path(folder), encoder)
    sys.stdout.write(json.dumps(result) + "\n")
    return 0 if result["found"] >= LEAST_FOUND * result["asked"] else 1


def _holds(nearest: Sequence[int], snapshot: Snapshot, row: int) -> bool:
    if int(snapshot.seqs[row]) in nearest:
        return True
    at = np.searchsorted(snapshot.seqs, nearest)
    same = [n for n in at if n < len(snapshot.seqs)]
    return any(bool(np.allclose(snapshot.matrix[n], snapshot.matrix[row])) for n in same)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

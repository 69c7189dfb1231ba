"""Moves an archive to the model "new", slowly, until it is done or killed.

python -m tests.search.slow_changeover FOLDER
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from iolkit.archive import Archive
from iolkit.engine import Matrix
from iolkit.search import Index
from tests.search.encoders import HashingEncoder


class Slow(HashingEncoder):
    """An encoder that takes its time, so that there is a moment to be killed in."""

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """The vectors, a little later."""
        time.sleep(0.02)
        return super().__call__(texts)


def main(folder: Path) -> None:
    """Say after every step how far it got."""
    with Archive.open(folder) as archive, Index(archive, Slow("new"), earlier=HashingEncoder) as ix:
        for done, total in ix.reencode(batch=2):
            print(done, total, flush=True)  # noqa: T201  # the test reads it


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""An archive in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iolkit.archive import Archive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the archive of this test stands."""
    return tmp_path / "space"


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    """A new archive."""
    with Archive.open(folder, who="test") as opened:
        yield opened

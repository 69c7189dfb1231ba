"""OpenDocument texts, slides and sheets."""

from __future__ import annotations

import pytest

from iolkit.readers import opendocument

from .battery import readable
from .battery.documents import OPEN
from .in_process import wrong


@pytest.mark.parametrize("what", readable(OPEN))
def test_files_of_the_battery_are_read(what: str) -> None:
    """Words and places are those that the file shows."""
    assert not wrong(opendocument, OPEN, what)

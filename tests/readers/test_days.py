"""Days in words."""

from datetime import date

import pytest

from iolkit.readers.days import day_in

WRITTEN = [
    "2026-03-05", "5.3.2026", "05.03.26", "5. März 2026", "5. Maerz 2026", "5 March 2026",
    "March 5, 2026", "Mar 5th 2026", "Do, 5. Mrz. 2026", "05/03/2026", "20260305",
    "2026-03-05T10:00:00+01:00", "2026-03-05_Runder-Tisch.md", "am 5. 3. 2026 in Köln",
]  # fmt: skip


@pytest.mark.parametrize("words", WRITTEN)
def test_day_is_understood(words: str) -> None:
    """Ways in which Germans and the English write a day all mean the same day."""
    assert day_in(words) == date(2026, 3, 5)


@pytest.mark.parametrize(
    "words",
    ["", "2026", "31.02.2026", "2026-13-01", "Tel. 0211 123456", "im März", "12 Monate 2026"],
)
def test_what_is_no_day_is_none(words: str) -> None:
    """A wrong or missing day is no day, and no error."""
    assert day_in(words) is None

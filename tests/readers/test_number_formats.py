"""Numbers of a workbook as a person sees them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.readers import number_formats
from iolkit.readers.number_formats import shown

MONEY = '_-* #,##0.00 "€"_-;-* #,##0.00 "€"_-;_-* "-"?? "€"_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "german", "english"),
    [
        (1234.5, "#,##0.00", "1.234,50", "1,234.50"),
        (1234567.891, "#,##0", "1.234.568", "1,234,568"),
        (0.256, "0.0%", "25,6%", "25.6%"),
        (-5.0, "#,##0;[Red](#,##0)", "(5)", "(5)"),
        (0.0, '0;-0;"null"', "null", "null"),
        (1234567.0, '#,##0,"k"', "1.235k", "1,235k"),
        (2.5, '0.0" m2"', "2,5 m2", "2.5 m2"),
        (1234.0, "#,##0 [$€-407]", "1.234 €", "1,234 €"),
        (2.5, MONEY, "2,50 €", "2.50 €"),
        (-2.5, MONEY, "-2,50 €", "-2.50 €"),
        (0.0, MONEY, "- €", "- €"),
        (7.0, "00000", "00007", "00007"),
        (1.5, "0.0#", "1,5", "1.5"),
        (1.25, "# ?/?", "1 1/4", "1 1/4"),
        (0.375, "# ?/8", "3/8", "3/8"),
        (12345.678, "0.00E+00", "1,23E+04", "1.23E+04"),
        (3.0, 'General" Stück"', "3 Stück", "3 Stück"),
        (0.1 + 0.2, "General", "0,3", "0.3"),
        (491761234567.0, "General", "491761234567", "491761234567"),
        (5.0, ";;;", "", ""),
        (-0.004, "0.00", "0,00", "0.00"),
    ],
)
def test_figures(value: float, code: str, german: str, english: str) -> None:
    """Signs, scales, percentages, money and words around figures, in both spellings."""
    assert shown(value, code, german=True) == german
    assert shown(value, code, german=False) == english


@pytest.mark.parametrize(
    ("value", "code", "german", "english"),
    [
        (46086.0, "dd.mm.yyyy", "05.03.2026", "05.03.2026"),
        (46086.0, number_formats.built_in(14), "05.03.2026", "2026-03-05"),
        (46086.0, "[$-407]d. mmmm yyyy;@", "5. März 2026", "5. March 2026"),
        (46086.0, "ddd, d mmm yy", "Do, 5 Mär 26", "Th, 5 Mar 26"),
        (46086.75, "h:mm AM/PM", "6:00 PM", "6:00 PM"),
        (46086.0, "h:mm AM/PM", "12:00 AM", "12:00 AM"),
        (0.5104166667, "hh:mm", "12:15", "12:15"),
        (1.25, "[h]:mm", "30:00", "30:00"),
        (0.0423, "mm:ss", "00:55", "00:55"),
        (0.000011, "mm:ss.0", "00:01.0", "00:01.0"),
        (1.0, "yyyy-mm-dd", "1900-01-01", "1900-01-01"),
        (-3.0, "dd.mm.yyyy", "-3", "-3"),
        (1e30, "dd.mm.yyyy", "1e+30", "1e+30"),
    ],
)
def test_days_and_times(value: float, code: str, german: str, english: str) -> None:
    """Months and minutes share a letter; a day that cannot be is given as its number."""
    assert shown(value, code, german=True) == german
    assert shown(value, code, german=False) == english


def test_days_since_1904() -> None:
    """Workbooks from old Macintosh programs count from another day."""
    assert shown(44624.0, "yyyy-mm-dd", german=False, since_1904=True) == "2026-03-05"


@given(st.integers(61, 2_900_000), st.integers(0, 86_399))
def test_every_day_comes_back(day: int, second: int) -> None:
    """A day and second written as Excel keeps them are shown as that day and second."""
    moment = datetime(1899, 12, 30, tzinfo=UTC) + timedelta(days=day, seconds=second)
    words = shown(day + second / 86_400, "yyyy-mm-dd hh:mm:ss", german=True)
    assert words == moment.strftime("%Y-%m-%d %H:%M:%S").rjust(19, "0")


@given(st.decimals(-(10**9), 10**9, places=2))
def test_money_keeps_its_value(amount: object) -> None:
    """Read back, an amount with two decimals is what it was."""
    words = shown(float(str(amount)), "#,##0.00", german=True)
    assert float(words.replace(".", "").replace(",", ".")) == float(str(amount))


CODES = st.text(st.sampled_from('0#?,.%E+-;yYmdhsAMP/"\\[]$€ _*@x7'), max_size=24)


@given(st.floats(), CODES, st.booleans(), st.booleans())
def test_no_format_makes_it_fail(value: float, code: str, german: bool, early: bool) -> None:
    """Whatever a file asks for, there are words or none."""
    assert isinstance(shown(value, code, german=german, since_1904=early), str)


def test_built_in_formats_have_codes() -> None:
    """Money, dates and unknown numbers all lead to something that can be shown."""
    for number in range(-1, 200):
        assert isinstance(shown(1.5, number_formats.built_in(number), german=True), str)
    assert shown(1234.5, number_formats.built_in(7), german=True) == "1.234,50 €"
    assert shown(-1234.0, number_formats.built_in(5), german=False) == "-1,234"

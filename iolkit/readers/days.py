"""The day a session was held, from words: front matter, the head of a protocol, a file name."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan jänner", "februar february feb", "märz maerz march mar mrz",
            "april apr", "mai may", "juni june jun", "juli july jul", "august aug",
            "september sept sep", "oktober october okt oct", "november nov",
            "dezember december dez dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/._]?)(\d\d)\2(\d\d)(?!\d)")
_POINTS = re.compile(r"(?<!\d)(\d{1,2})([./])\s?(\d{1,2})\2\s?((?:19|20)?\d\d)(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?([^\W\d]{3,9})\.?,?\s+(\d{4})"
)
_MONTH_FIRST = re.compile(r"([^\W\d]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


def day_in(text: str) -> date | None:
    """The first day named in `text`, or None: 2026-03-05, 5.3.2026, 05/03/26 (day before month, as
    written in Europe), 5. März 2026, 5 March 2026, March 5, 2026, 20260305."""
    text = text[:200]
    if found := _ISO.search(text):
        return _day(found[1], found[3], found[4])
    if found := _POINTS.search(text):
        return _day(found[4], found[3], found[1])
    for pattern, month, day in ((_DAY_FIRST, 2, 1), (_MONTH_FIRST, 1, 2)):
        found = pattern.search(text)
        if found and found[month].casefold() in _MONTHS:
            return _day(found[3], str(_MONTHS[found[month].casefold()]), found[day])
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None

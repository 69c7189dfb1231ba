"""Numbers with what belongs to them: the stretches that may be a sum of money or a business figure.

This is grammar only: "rd. 74 T€ je Tandem und Jahr", "von 61 auf 74 %", "zwölf fuffzig pro
Abend", "three of eleven operators" are found whether or not they are anybody's secret. What they
mean is for money.py, figures.py and the judge. The patterns stand in lexicon/amounts.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iolkit.recognizers.tables import table

_TABLE = table("amounts")

FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(_TABLE["forms"].named.items())
"""Forms of amounts from the most to the least telling."""

_NONE = tuple(_TABLE["none"].named.values())
_BESIDE = _TABLE["beside"].named


class Amount(NamedTuple):
    """A stretch with a number in it. `start:end` as short as the form, `longer` with its noun."""

    start: int
    end: int
    form: str
    longer: tuple[tuple[int, int], ...]


def amounts(text: str, start: int, end: int) -> Iterator[Amount]:
    """The amounts in `text[start:end]`, each number in its most telling form, in no overlap.

    Dates, times, page and section numbers are none.
    """
    taken = bytearray(end - start)  # one mark a sign, so that a page of numbers stays linear
    for pattern in _NONE:
        for match in pattern.finditer(text, start, end):
            _take(taken, match.start() - start, match.end() - start)
    found: list[Amount] = []
    for form, pattern in FORMS:
        for match in pattern.finditer(text, start, end):
            a, b = match.span()
            b = a + len(match.group().rstrip(" ,;:"))
            if _inside_word(text, a, b) or any(taken[a - start : b - start]):
                continue
            _take(taken, a - start, b - start)
            found.append(Amount(a, b, form, tuple(_longer(text, a, b, start, end))))
    yield from sorted(found)


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\1" * (end - start)


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether the match is cut out of a longer word or number ("F10", "4.2.1")."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() or (before in ".,:/-#§_@" and start > 1 and text[start - 2].isalnum()):
        return True
    return after.isalnum() and (text[end - 1].isalnum() and text[end - 1].isascii())


def _longer(text: str, a: int, b: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    noun = _BESIDE["noun"].match(text, b, end)
    if noun:
        yield a, noun.end()
    head = _BESIDE["head"].search(text[max(start, a - 40) : a])
    if head:
        yield a - len(head.group()), b
    more = _BESIDE["more"].match(text, b, min(end, b + 90))
    if more and more.end() > (noun.end() if noun else b):
        yield a, more.end()

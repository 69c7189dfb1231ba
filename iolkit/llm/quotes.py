"""Where a quote stands in a text. Tolerant of white space and the shape of quotation marks only.

A quote that is not there is not found: nothing is guessed, stemmed or matched nearly.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left

from iolkit.records import Span

LONGEST = 2_000
"""Letters of a quote that is looked for; nobody quotes more, and a reply may be huge."""
FEWEST = 2
"""Letters or digits that a quote must hold."""
_MARKS = str.maketrans({mark: '"' for mark in "„“”‟«»‹›‘’‚‛'`´′″"})
_ELLIPSIS = re.compile(r"^(?:\.{3}|…)\s*|\s*(?:\.{3}|…)$")


def invisible(char: str) -> bool:
    """Whether a character shows nothing: zero width, direction, tags, control (not a line end)."""
    return char not in "\n\t\r" and unicodedata.category(char) in ("Cf", "Cc", "Co", "Cn")


class Ground:
    """A text that quotes are looked for in."""

    def __init__(self, text: str) -> None:
        self._settled, self._at = _settle(text)

    def locate(self, quote: str, within: Span | None = None) -> Span | None:
        """The first place of the quote, as a span of the text; inside `within` where given.

        It begins and ends where words do. None when it does not stand there.
        """
        if len(quote) > LONGEST:
            return None
        sought = _settle(_ELLIPSIS.sub("", quote.strip()))[0].strip(' "')
        if sum(char.isalnum() for char in sought) < FEWEST:
            return None
        first = bisect_left(self._at, within.start) if within else 0
        last = bisect_left(self._at, within.end) if within else len(self._at)
        start = self._settled.find(sought, first, last)
        while start >= 0:
            end = start + len(sought)
            if not self._cuts(start) and not self._cuts(end):
                return Span(self._at[start], self._at[end - 1] + 1)
            start = self._settled.find(sought, start + 1, last)
        return None

    def _cuts(self, border: int) -> bool:
        """Whether this border would cut a word."""
        around = self._settled[max(0, border - 1) : border + 1]
        return 0 < border < len(self._settled) and around.isalnum()


def _settle(text: str) -> tuple[str, list[int]]:
    """The text with single spaces, one kind of quotation mark and nothing invisible, and where
    each of its characters came from."""
    kept: list[str] = []
    at: list[int] = []
    for index, char in enumerate(text.translate(_MARKS)):
        if char.isspace():
            if not kept or kept[-1] == " ":
                continue
            char = " "
        elif invisible(char):
            continue
        kept.append(char)
        at.append(index)
    return "".join(kept), at

"""Many ranges of one text, asked often: which of them lies over a place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from iolkit.records import Span


class Ranges:
    """Spans in the order of their starts; they may overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reach = list(accumulate((span.end for span in ordered), max))
        """How far the spans up to here reach."""

    def cover(self, span: Span) -> bool:
        """Whether one of the spans covers `span` wholly."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._reach[before - 1] >= span.end

    def at(self, offset: int) -> int:
        """The place, in order, of the last span that starts at or before `offset`; -1 if none."""
        return bisect_right(self._starts, offset) - 1

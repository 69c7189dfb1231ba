"""From a masked text to its original and back, by bisection: a note may hold a thousand secrets."""

from __future__ import annotations

from bisect import bisect_right

from iolkit.records import Span
from iolkit.redaction.masking import MaskedText


class Bridge:
    """The stand-ins of a masked text, and what each of them hides, in order."""

    def __init__(self, masked: MaskedText) -> None:
        self.shown: list[Span] = []
        """Where the stand-ins are in the masked text."""
        self._hidden: list[Span] = []
        shift = 0
        for stand_in, hidden in masked.stand_ins:
            start = hidden.start + shift
            self.shown.append(Span(start, start + len(stand_in)))
            self._hidden.append(hidden)
            shift += len(stand_in) - len(hidden)
        self._shown_starts = [span.start for span in self.shown]
        self._hidden_starts = [span.start for span in self._hidden]

    def back(self, span: Span) -> Span:
        """A span of the masked text in the original, widened over stand-ins that it touches."""
        start = self._at(span.start, self._shown_starts, self.shown, self._hidden).start
        end = self._at(span.end, self._shown_starts, self.shown, self._hidden, ends=True).end
        return Span(start, max(start, end))

    def over(self, span: Span) -> Span:
        """A span of the original in the masked text, widened over stand-ins that it touches."""
        start = self._at(span.start, self._hidden_starts, self._hidden, self.shown).start
        end = self._at(span.end, self._hidden_starts, self._hidden, self.shown, ends=True).end
        return Span(start, max(start, end))

    @staticmethod
    def _at(
        offset: int, starts: list[int], here: list[Span], there: list[Span], *, ends: bool = False
    ) -> Span:
        """The place of an offset on the other side: a point, or all of what stands around it."""
        last = bisect_right(starts, offset - ends) - 1
        if last < 0:
            return Span(offset, offset)
        inside = here[last].end > offset - ends
        if inside:
            return there[last]
        moved = offset + there[last].end - here[last].end
        return Span(moved, moved)

"""Sums a note up in three to five of its own sentences.

Worth is how near a sentence is to the rest of what was learned, whether it stands in an item, what
it tells (results, reasons, mistakes) and where it stands; a sentence that mostly holds a secret
is worth less. Sentences are taken verbatim, in the order of the note.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from iolkit.embedded.cues import Cue, compile_all, find, lay_out
from iolkit.embedded.nearness import Nearness, pick
from iolkit.embedded.segment import trimmed
from iolkit.engine import Encode
from iolkit.language import sentences
from iolkit.records import Flag, Item, Sentence, Span, Summary
from iolkit.rubric import Rubric

FEWEST = 3
MOST = 5
SHORTEST = 7
"""Words; a shorter sentence says little by itself."""
LONGEST = 60
MOST_LOOKED_AT = 40
"""Sentences that are compared with each other, those in items first."""
VARIETY = 0.3
TELLING = ("result", "reason", "mistake", "habit", "whole_only", "had_to_change")
"""Word classes of the rubric that a summary wants."""
TALKING = ("visit", "logistics")
"""Word classes of the frame around what was learned."""
_IN_ITEM, _TELLS, _TALKS, _EARLY, _SECRET = 0.35, 0.06, 0.06, 0.1, 0.5


class Summariser:
    """Sums notes up with the word classes of one rubric."""

    def __init__(self, rubric: Rubric, encode: Encode | None) -> None:
        self._encode = encode
        self._telling = _classes(rubric, TELLING)
        self._talking = _classes(rubric, TALKING)

    def summarise(self, text: str, items: Sequence[Item], flags: Sequence[Flag]) -> Summary:
        """Three to five sentences (fewer where the note has fewer), none outside of the text."""
        candidates = _candidates(text, items)
        if not candidates:
            return Summary()
        nearness = Nearness([span.of(text) for span in candidates], self._encode)
        central = nearness.centrality(range(len(candidates)))
        worth = {
            place: float(central[place]) + self._worth(text, span, items, flags)
            for place, span in enumerate(candidates)
        }
        most = min(MOST, max(FEWEST, len(items)))
        taken = sorted(pick(nearness, worth, most, VARIETY))
        spans = [candidates[place] for place in taken]
        return Summary(tuple(Sentence(span.of(text), (span,)) for span in spans))

    def _worth(self, text: str, span: Span, items: Sequence[Item], flags: Sequence[Flag]) -> float:
        said = span.of(text)
        line = lay_out(said)
        tells = sum(bool(find(line, cues)) for cues in self._telling)
        talks = sum(bool(find(line, cues)) for cues in self._talking)
        secret = sum(_shared(span, flag.span) for flag in flags) / len(span)
        first = any(item.span.start == span.start for item in items)
        inside = any(item.span.overlaps(span) for item in items)
        asks = bool(line.questions)
        return (
            _IN_ITEM * inside
            + _TELLS * min(3, tells)
            - _TALKS * talks
            + _EARLY * first
            - _SECRET * min(1.0, secret)
            - 0.2 * asks
        )


def _classes(rubric: Rubric, names: Sequence[str]) -> tuple[tuple[Cue, ...], ...]:
    return tuple(compile_all(rubric.signals[name]) for name in names if name in rubric.signals)


def _candidates(text: str, items: Sequence[Item]) -> list[Span]:
    """Sentences of a useful length; those in items first when there are too many to compare."""
    spans = [trimmed(text, span) for span in sentences(text)]
    fit = [s for s in spans if SHORTEST <= len(s.of(text).split()) <= LONGEST]
    fit = fit or [s for s in spans if s.of(text).strip() and len(s) <= 20 * LONGEST]
    # What is said many times word for word (a footer, a form) is not what a note is about.
    fit = list({span.of(text): span for span in reversed(fit)}.values())
    ends = [item.span.end for item in items]
    fit.sort(key=lambda span: (not _inside(span, items, ends), span))
    return sorted(fit[:MOST_LOOKED_AT])


def _inside(span: Span, items: Sequence[Item], ends: Sequence[int]) -> bool:
    """Whether the span touches an item; `ends` are theirs, ascending."""
    at = bisect_right(ends, span.start)
    return at < len(items) and items[at].span.overlaps(span)


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))

"""Clarity: which of six things a learner needs to be told does the passage tell, and with which
words?

goal, action, context, result, why, evidence. A trained model says how many of them raters saw
filled in such a text; cues say which ones, the best supported first, and where. A slot that no
words speak for is not filled: whoever is shown a slot is shown its words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from iolkit.embedded.cues import Cue, TokenLine, compile_all, find, lay_out
from iolkit.embedded.features import View
from iolkit.records import Filled, Span
from iolkit.rubric import SLOTS, Rubric, Slot

FEWEST_WORDS = 4
"""Shorter passages tell nothing but a topic."""
AROUND: tuple[Slot, ...] = ("goal", "result", "evidence")
"""What an action is told with: a stretch that tells none of these tells what was done."""
ENOUGH = 3
"""More hits than these add no support."""


@dataclass(frozen=True, slots=True)
class Slots:
    """The cues of each slot, compiled."""

    cues: Mapping[Slot, tuple[Cue, ...]]

    @classmethod
    def of(cls, rubric: Rubric) -> Slots:
        """Compile them. Raises HouseError("cue_unreadable") for a cue that is off."""
        return cls({s: compile_all(c.cues.de + c.cues.en) for s, c in rubric.clarity.items()})

    def filled(self, seen: View, expected: float, stretches: Sequence[Span]) -> Filled:
        """Every slot that a strong cue speaks for; of the others those with the most support, up to
        the `expected` number (0..6, rounded).

        Each comes with the stretch that speaks for it: one of `stretches`, which lie in the text,
        in order. Where several do, one that speaks for no other slot yet.
        """
        line = seen.line
        if len(line.words) < FEWEST_WORDS:
            return ()
        found = {slot: find(line, self.cues[slot]) for slot in SLOTS}
        hits = {slot: list({hit.first: hit.span for hit in found[slot]}.values()) for slot in SLOTS}
        strong = {slot: [h.span for h in found[slot] if h.cue.weight > 1] for slot in SLOTS}
        if _tells_more(line, stretches, [span for s in AROUND for span in strong[s]]):
            strong["action"] = list(stretches)
        support = {slot: min(ENOUGH, len(hits[slot])) for slot in SLOTS}
        weak = [slot for slot in SLOTS if support[slot] and not strong[slot]]
        weak.sort(key=lambda slot: -support[slot])
        sure = [slot for slot in SLOTS if strong[slot]]
        taken = [*sure, *weak[: max(0, round(expected) - len(sure))]]
        quotes = _quotes(taken, hits, line, stretches)
        return tuple((slot, quotes[slot]) for slot in SLOTS if slot in quotes)

    def speaks(self, slot: Slot, text: str) -> bool:
        """Whether any words of a text speak for a slot strongly."""
        return any(hit.cue.weight > 1 for hit in find(lay_out(text), self.cues[slot]))


def _tells_more(line: TokenLine, stretches: Sequence[Span], told: Sequence[Span]) -> bool:
    """Whether a stretch of some words is neither a question nor told already: the slot "action" has
    no cues of its own."""
    words = [
        span
        for span, sentence in zip(line.spans, line.sentences, strict=True)
        if sentence not in line.questions
    ]
    return any(
        sum(each.covers(word) for word in words) >= FEWEST_WORDS
        and not any(each.overlaps(span) for span in told)
        for each in stretches
    )


def _quotes(
    taken: Sequence[Slot],
    hits: Mapping[Slot, Sequence[Span]],
    line: TokenLine,
    stretches: Sequence[Span],
) -> dict[Slot, Span]:
    """For each slot the stretch with most of its hits; the action is what is left to be told."""
    quotes: dict[Slot, Span] = {}
    # A slot with few places to choose from goes first, the one with any place last.
    for slot in sorted(taken, key=lambda each: (each == "action", len(hits[each]))):
        used = set(quotes.values())
        counts = {each: sum(each.overlaps(hit) for hit in hits[slot]) for each in stretches}
        told = [each for each in stretches if counts[each] or slot == "action"]
        if slot == "action":
            asked = [
                at for at, s in zip(line.spans, line.sentences, strict=True) if s in line.questions
            ]
            told = [each for each in told if not any(each.overlaps(at) for at in asked)] or told
            counts = {each: len(each) for each in told}
        quotes[slot] = max(told, key=lambda each: (each not in used, counts[each], -each.start))
    return quotes

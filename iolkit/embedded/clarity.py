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
ALWAYS_DONE = 1.5
"""Support of the slot "action", which has no cues: a passage that is not a question tells one."""
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
        """At most the `expected` number of slots (0..6, rounded), those with the most support.

        Each comes with the stretch that speaks for it: one of `stretches`, which lie in the text,
        in order. Where several do, one that speaks for no other slot yet.
        """
        line = seen.line
        if len(line.words) < FEWEST_WORDS:
            return ()
        hits = {slot: self._hits(slot, line) for slot in SLOTS}
        support = {slot: float(min(ENOUGH, len(hits[slot]))) for slot in SLOTS}
        if any(sentence not in line.questions for sentence in line.sentences):
            support["action"] += ALWAYS_DONE
        ranked = sorted(SLOTS, key=lambda slot: (-support[slot], SLOTS.index(slot)))
        taken = [slot for slot in ranked if support[slot]][: max(0, round(expected))]
        quotes = _quotes(taken, hits, line, stretches)
        return tuple((slot, quotes[slot]) for slot in SLOTS if slot in quotes)

    def speaks(self, slot: Slot, text: str) -> bool:
        """Whether any words of a text speak for a slot."""
        return bool(self._hits(slot, lay_out(text)))

    def _hits(self, slot: Slot, line: TokenLine) -> list[Span]:
        """Where cues of the slot stand, one a token."""
        return list({hit.first: hit.span for hit in find(line, self.cues[slot])}.values())


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

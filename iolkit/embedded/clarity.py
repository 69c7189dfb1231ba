"""Clarity: which of six things a learner needs to be told does the passage tell, and with which
words?

goal, action, context, result, why, evidence. A trained model says how many of them raters saw
filled in such a text; cues, and what its stretches sound like, say which ones, the best supported
first, and where. A slot that no words speak for is not filled: whoever is shown a slot is shown its
words.
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
SOUNDS = 0.18
"""How likely some stretch must sound to tell a slot for it to be filled without a strong cue. One
for all slots, the value with which counts agree best with raters of folders left out."""
FEWEST_HEARD = 3
"""Words of a stretch that is listened to."""
MEANT = 4.0
"""Weak cues that a stretch sure to tell a slot is worth."""
SHARED = 0.6
"""Of the best stretch's support: one that no slot is quoted with yet is quoted in its place where
it has that much."""
Heard = Mapping[Slot, float]
"""How likely a stretch tells each slot, 0..1."""


@dataclass(frozen=True, slots=True)
class Slots:
    """The cues of each slot, compiled."""

    cues: Mapping[Slot, tuple[Cue, ...]]

    @classmethod
    def of(cls, rubric: Rubric) -> Slots:
        """Compile them. Raises HouseError("cue_unreadable") for a cue that is off."""
        return cls({s: compile_all(c.cues.de + c.cues.en) for s, c in rubric.clarity.items()})

    def filled(
        self, seen: View, expected: float, stretches: Sequence[Span], heard: Sequence[Heard] = ()
    ) -> Filled:
        """Every slot that a strong cue speaks for; of the others those with the most support, up to
        the `expected` number (0..6, rounded).

        Each comes with the stretch that speaks for it: one of `stretches`, which lie in the text,
        in order. Where several do, one that speaks for no other slot yet. `heard` tells of each
        stretch what it sounds like; without it cues decide alone.
        """
        line = seen.line
        if len(line.words) < FEWEST_WORDS:
            return ()
        found = {slot: find(line, self.cues[slot]) for slot in SLOTS}
        hits = {slot: list({hit.first: hit.span for hit in found[slot]}.values()) for slot in SLOTS}
        strong = {slot: [h.span for h in found[slot] if h.cue.weight > 1] for slot in SLOTS}
        told = _unasked(line, stretches)
        full = {at for at in told if len(at.of(seen.text).split()) >= FEWEST_HEARD}
        if _tells_more(line, told, [span for s in AROUND for span in strong[s]]):
            strong["action"] = list(told)
        loud = {
            slot: {at: each[slot] for at, each in zip(stretches, heard, strict=False) if at in full}
            for slot in SLOTS
        }
        support = {slot: _support(hits[slot], loud[slot]) for slot in SLOTS}
        weak = [slot for slot in SLOTS if support[slot] and not strong[slot]]
        weak.sort(key=lambda slot: -support[slot])
        sure = [slot for slot in SLOTS if strong[slot]]
        taken = [*sure, *weak[: max(0, round(expected) - len(sure))]]
        weights = {
            slot: _weights([*hits[slot], *strong[slot]], loud[slot], stretches) for slot in taken
        }
        if "action" in weights:
            weights["action"] = {at: float(len(at)) for at in told or stretches}
        quotes = _quotes(weights)
        return tuple((slot, quotes[slot]) for slot in SLOTS if slot in quotes)

    def speaks(self, slot: Slot, text: str) -> bool:
        """Whether any words of a text speak for a slot strongly."""
        return any(hit.cue.weight > 1 for hit in find(lay_out(text), self.cues[slot]))


def _unasked(line: TokenLine, stretches: Sequence[Span]) -> list[Span]:
    """The stretches that are in no question: a question tells nothing."""
    asked = [at for at, s in zip(line.spans, line.sentences, strict=True) if s in line.questions]
    return [each for each in stretches if not any(each.overlaps(at) for at in asked)]


def _tells_more(line: TokenLine, stretches: Sequence[Span], told: Sequence[Span]) -> bool:
    """Whether a stretch of some words is not told already: the slot "action" has no cues of its
    own."""
    return any(
        sum(each.covers(word) for word in line.spans) >= FEWEST_WORDS
        and not any(each.overlaps(span) for span in told)
        for each in stretches
    )


def _support(hits: Sequence[Span], loud: Mapping[Span, float]) -> float:
    """What speaks for a slot, in weak cues; 0 nothing. Where anything was heard, a weak cue alone
    is not enough: "im" and "wenn" stand anywhere."""
    loudest = max(loud.values(), default=0.0)
    if loud and loudest < SOUNDS:
        return 0.0
    return min(ENOUGH, len(hits)) + MEANT * min(1.0, max(0.0, loudest))


def _weights(
    hits: Sequence[Span], loud: Mapping[Span, float], stretches: Sequence[Span]
) -> dict[Span, float]:
    """How strongly each stretch that speaks for a slot does so; `hits` has strong ones twice."""
    weights = {}
    for each in stretches:
        cues = sum(each.overlaps(hit) for hit in hits)
        sound = loud.get(each, 0.0)
        if cues or sound >= SOUNDS:
            weights[each] = cues + MEANT * min(1.0, max(0.0, sound))
    return weights


def _quotes(weights: Mapping[Slot, Mapping[Span, float]]) -> dict[Slot, Span]:
    """For each slot the stretch that speaks for it most; the action is what is left to be told."""
    quotes: dict[Slot, Span] = {}
    # A slot with few places to choose from goes first, the one with any place last.
    for slot in sorted(weights, key=lambda each: (each == "action", len(weights[each]))):
        used, mine = set(quotes.values()), weights[slot]
        enough = SHARED * max(mine.values())
        quotes[slot] = max(
            mine, key=lambda at: (at not in used and mine[at] >= enough, mine[at], -at.start)
        )
    return quotes

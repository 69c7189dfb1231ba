"""Clarity: which of six things a learner needs to be told does the passage tell?

goal, action, context, result, why, evidence. A trained model says how many of them raters saw
filled in such a text; cues say which ones, the best supported first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from iolkit.embedded.cues import Cue, compile_all, find
from iolkit.embedded.features import View
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

    def filled(self, seen: View, expected: float) -> tuple[Slot, ...]:
        """The `expected` number of slots (0..6, rounded), those with the most support."""
        if len(seen.line.words) < FEWEST_WORDS:
            return ()
        support = {slot: self._support(slot, seen) for slot in SLOTS}
        ranked = sorted(SLOTS, key=lambda s: (-support[s], SLOTS.index(s)))
        wanted = max(0, min(len(SLOTS), round(expected)))
        taken = ranked[:wanted]
        return tuple(slot for slot in SLOTS if slot in taken)

    def _support(self, slot: Slot, seen: View) -> float:
        line = seen.line
        hits = {hit.first for hit in find(line, self.cues[slot])}
        asked = len(line.questions) == len(set(line.sentences))
        told = ALWAYS_DONE if slot == "action" and not asked else 0.0
        return told + min(ENOUGH, len(hits))

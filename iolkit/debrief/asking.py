"""What to ask about a note, and in which order: only what is missing, the most valuable first.

Value is how much an answer tells a learner: a slot counts by its weight, more where an item leaves
much open (below four slots nobody can judge whether it would work elsewhere, DOMAIN 1.6), and once
for every item that the same answer completes. A level counts by its weight in the rubric. Weights
are judgement, set by hand; what they lead to is measured (tests/bench/debrief.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from iolkit.outcomes import Decision, Matter, Reviewed
from iolkit.records import Assessment, Flag, Item, Rating
from iolkit.rubric import SLOTS, Rubric, Slot

MOST = 7
"""Questions that one sitting asks at most: ten minutes."""
UNSURE = 0.5
"""Confidence below which a level is asked for."""
ENOUGH = 4
"""Slots from which an item is clear enough to be judged."""
WEIGHTS: Mapping[Slot, float] = {
    "action": 1.3,
    "result": 1.0,
    "why": 1.0,
    "goal": 0.9,
    "context": 0.8,
    "evidence": 0.5,
}
SHARED: frozenset[Slot] = frozenset({"context"})
"""Slots that one answer fills for every item of a note: its items come from one occasion."""
PAIRS: Mapping[Slot, Slot] = {"result": "evidence", "goal": "why"}
"""A result is best told with what shows it, an aim with why it was reached: asked as one where both
are open."""
URGENT = 1.5
"""What a slot of an item that is not clear enough counts more."""
SHARING = 1.6
"""What the question of sharing counts: it is asked again before anything leaves, slots are not."""
LEVEL, WITHOUT_SCORE = 1.5, 0.5
"""What a level counts against its weight, and where an item has no score without it."""
_DECISIVE = ("implicit", "systemic")


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that nobody told yet, for the items that an answer would complete."""

    matter: Matter
    what: str
    items: tuple[str, ...]
    value: float = 0.0
    flags: tuple[Flag, ...] = ()
    """For the question of sharing: what leaves only with a yes."""

    @property
    def key(self) -> str:
        """Names the question as long as the gap is there."""
        return f"{self.matter}:{self.what}:{self.items[0]}"


def gaps(
    reviewed: Reviewed,
    decisions: Sequence[Decision] = (),
    item_ids: Collection[str] | None = None,
    rubric: Rubric | None = None,
) -> tuple[Gap, ...]:
    """What is still to be asked about the standing items of a note, or those in `item_ids`.

    `decisions` are those about its flags for partners. Together with what was asked already no more
    than seven; what was answered or skipped is not asked again. Items that nobody rates (cards)
    are not asked about.
    """
    rubric = rubric or Rubric.shipped()
    rated = {each.item_id: each for each in reviewed.analysis.assessments}
    items = [
        item
        for item in reviewed.items
        if item.id in rated and (item_ids is None or item.id in item_ids)
    ]
    if not items:
        return ()
    behind = _Behind.of(reviewed, items)
    last = _step(items, behind)
    room = MOST - behind.turns
    chosen: list[Gap] = []
    others = _sharing(reviewed, items, decisions, behind)
    open_slots = {
        item.id: [s for s in SLOTS if s in rated[item.id].missing and behind.open(item.id, s)]
        for item in items
    }
    others += [gap for item in items for gap in _levels(rated[item.id], behind, rubric)]
    while len(chosen) < room - len(last):
        candidates = [*_slots(open_slots), *others]
        if not candidates:
            break
        best = max(candidates, key=lambda gap: gap.value)
        chosen.append(best)
        if best in others:
            others.remove(best)
        for item_id in best.items if best.matter == "slot" else ():
            filled = best.what.split("+")
            open_slots[item_id] = [s for s in open_slots[item_id] if s not in filled]
    chosen.sort(key=lambda gap: gap.matter == "sharing")
    return tuple([*chosen, *last][: max(0, room)])


@dataclass(frozen=True, slots=True)
class _Behind:
    """What was asked already: by item and matter, and in how many turns."""

    said: frozenset[tuple[str, str]]
    turns: int

    @classmethod
    def of(cls, reviewed: Reviewed, items: Sequence[Item]) -> _Behind:
        ids = {item.id for item in items}
        ours = [each for each in reviewed.supplements if each.item_id in ids]
        said = {(each.item_id, what) for each in ours for what in each.what.split("+")}
        return cls(frozenset(said), len({each.turn for each in ours}))

    def open(self, item_id: str, what: str) -> bool:
        """Whether nobody was asked this of the item."""
        return (item_id, what) not in self.said


def _slots(open_slots: Mapping[str, Sequence[Slot]]) -> Iterable[Gap]:
    """One gap a slot of an item, or a pair of slots; a shared slot is one for all items."""
    need = {
        item_id: (URGENT if len(SLOTS) - len(slots) < ENOUGH else 1.0) + len(slots) / len(SLOTS)
        for item_id, slots in open_slots.items()
    }
    for slot in SLOTS:
        lacking = [item_id for item_id, slots in open_slots.items() if slot in slots]
        if slot in SHARED and lacking:
            value = WEIGHTS[slot] * sum(need[item_id] for item_id in lacking)
            yield Gap("slot", slot, tuple(lacking), value)
            continue
        for item_id in lacking:
            pairs = {
                one: two for one, two in PAIRS.items() if {one, two} <= set(open_slots[item_id])
            }
            if slot in pairs.values():
                continue
            slots = (slot, pairs[slot]) if slot in pairs else (slot,)
            value = need[item_id] * sum(WEIGHTS[each] for each in slots)
            yield Gap("slot", "+".join(slots), (item_id,), value)


def _levels(assessment: Assessment, behind: _Behind, rubric: Rubric) -> Iterable[Gap]:
    for rating in assessment.ratings:
        if not _doubtful(rating) or not behind.open(assessment.item_id, rating.dimension):
            continue
        value = LEVEL * rubric.dimensions[rating.dimension].weight
        if rating.level is None and assessment.score is None and rating.dimension in _DECISIVE:
            value = WITHOUT_SCORE
        elif rating.level is not None:
            value *= 1 - rating.confidence
        yield Gap("level", rating.dimension, (assessment.item_id,), value)


def _doubtful(rating: Rating) -> bool:
    by_person = rating.made_by.engine == "human"
    return not by_person and (rating.level is None or rating.confidence < UNSURE)


def _sharing(
    reviewed: Reviewed, items: Sequence[Item], decisions: Sequence[Decision], behind: _Behind
) -> list[Gap]:
    """One question for all that leaves only with a yes, where nobody said yes or no yet."""
    waiting = tuple(
        made.flag
        for made in decisions
        if made.handling == "ask"
        and made.flag.id not in reviewed.answers
        and any(item.span.overlaps(made.flag.span) for item in items)
    )
    asked = not all(behind.open(item.id, "sharing") for item in items)
    if not waiting or asked:
        return []
    ids = tuple(item.id for item in items)
    return [Gap("sharing", "sharing", ids, SHARING, waiting)]


def _step(items: Sequence[Item], behind: _Behind) -> list[Gap]:
    if not all(behind.open(item.id, "step") for item in items):
        return []
    return [Gap("step", "step", tuple(item.id for item in items))]

"""What is counted in one note: gold markup against what the engine said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from iolkit.evaluation.gold import GoldFlag, GoldNote
from iolkit.evaluation.measures import covered, matched, overlap
from iolkit.records import Analysis, Dimension, Flag, Ratings

CAUGHT = 0.8
"""Share of a gold span that flags must cover for it to be caught."""
RIGHT = 0.5
"""Share of a flag that must lie in gold spans for it to be right."""
SAME = {"special": "personnel"}
"""Categories that the gold notes do not tell apart."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold note and what the engine said of it; ratings run parallel to the gold items."""

    gold: GoldNote
    said: Analysis
    rated: tuple[Ratings, ...]


Cases = list[bool]
"""One entry a case of the note: whether it holds."""
Pairs = list[tuple[float, float]]
"""Gold value and the engine's, where both give one."""


def caught(judged: Judged) -> Cases:
    """Each gold span: do flags of any category cover 80 % of it?"""
    spans = [flag.span for flag in judged.said.flags]
    return [covered(gold.span, spans) >= CAUGHT for gold in judged.gold.flags]


def right(judged: Judged) -> Cases:
    """Each flag: does half of it lie in gold spans?"""
    spans = [flag.span for flag in judged.gold.flags]
    return [covered(flag.span, spans) >= RIGHT for flag in judged.said.flags]


def owner(judged: Judged) -> Cases:
    """Each caught gold span: does the flag that covers most of it name the same owner?"""
    return [
        _nearest(gold, judged.said.flags).owner == gold.owner
        for gold, found in zip(judged.gold.flags, caught(judged), strict=True)
        if found
    ]


def of_category(category: str) -> Callable[[Judged], Cases]:
    """Each gold span of the category: do flags of the same category cover half of it?"""

    def count(judged: Judged) -> Cases:
        said = judged.said.flags
        same = [f.span for f in said if SAME.get(f.category, f.category) == category]
        own = [gold for gold in judged.gold.flags if gold.category == category]
        return [covered(gold.span, same) >= RIGHT for gold in own]

    return count


def items(judged: Judged) -> tuple[int, int, int]:
    """Items that match, items said, items in the gold note."""
    gold = [item.span for item in judged.gold.items]
    said = [item.span for item in judged.said.items]
    return len(matched(gold, said)), len(said), len(gold)


def levels(judged: Judged, dimension: Dimension) -> list[tuple[int | None, int | None]]:
    """Gold level and the engine's for each rated item; None where one is silent."""
    return [
        (item.rating.levels[dimension], _level(ratings, dimension))
        for item, ratings in zip(judged.gold.items, judged.rated, strict=True)
        if item.rating is not None
    ]


def agreed(judged: Judged, dimension: Dimension) -> Pairs:
    """The levels where neither is silent."""
    return [
        (float(gold), float(said))
        for gold, said in levels(judged, dimension)
        if gold is not None and said is not None
    ]


def answered(judged: Judged, dimension: Dimension) -> Cases:
    """Each gold level: does the engine give one too?"""
    return [said is not None for gold, said in levels(judged, dimension) if gold is not None]


def silent(judged: Judged, dimension: Dimension) -> Cases:
    """Each item that the rater found silent: is the engine silent too?"""
    return [said is None for gold, said in levels(judged, dimension) if gold is None]


def clarity(judged: Judged) -> Pairs:
    """Gold clarity and the engine's."""
    return [
        (float(item.rating.clarity), float(ratings.clarity))
        for item, ratings in zip(judged.gold.items, judged.rated, strict=True)
        if item.rating is not None
    ]


def _level(ratings: Ratings, dimension: Dimension) -> int | None:
    return next(r.level for r in ratings.ratings if r.dimension == dimension)


def _nearest(gold: GoldFlag, flags: Sequence[Flag]) -> Flag:
    return max(flags, key=lambda f: (overlap(gold.span, f.span), -len(f.span)))

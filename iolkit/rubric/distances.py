"""How far another organisation's world is from ours: eight distances from two profiles, and what
they cost.

A person's word on a distance wins; where a profile is silent the distance is a range.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from iolkit.outcomes import (
    DISTANCES,
    FARTHEST,
    Distance,
    DistanceName,
    FactName,
    OrgProfile,
)
from iolkit.records import Dimension
from iolkit.rubric.fit_data import Fact, FitRubric

Levels = Mapping[Dimension, int]
"""The known levels, 1..5."""
Range = tuple[int, int]
At = Literal["low", "middle", "high"]
UNKNOWN: Range = (0, FARTHEST)


def distances(
    own: OrgProfile,
    source: OrgProfile,
    said: Mapping[DistanceName, int],
    rubric: FitRubric,
) -> tuple[Distance, ...]:
    """The eight distances in their order; `said` are those a person gave, 0..4."""
    return tuple(
        _said(name, said[name]) if name in said else _drawn(name, own, source, rubric)
        for name in DISTANCES
    )


def apart(fact: Fact, one: str, other: str) -> Range:
    """How far two answers about organisations are apart: least and most, 0..4.

    An answer that the rubric does not know (any more) says nothing.
    """
    if one not in fact.options or other not in fact.options:
        return UNKNOWN
    if fact.scale == "ordered":
        steps = list(fact.options)
        far = min(FARTHEST, abs(steps.index(one) - steps.index(other)))
        return far, far
    if one == other:
        return fact.same
    group = fact.options[one].group
    return fact.related if group and group == fact.options[other].group else fact.other


def penalty(far: Sequence[Distance], levels: Levels, rubric: FitRubric, at: At) -> float:
    """What the distances take from the pair gauge, 0..1.

    `sum(weight * (base + (1 - base) * h) * distance / 4)`, h = (level - 1) / 4 of the linked
    property, of two the higher one. `at`: "low" and "high" take what is unknown as 0 and as the
    most, "middle" as the middle of what is possible.
    """
    return sum(_cost(each, levels, rubric, at) for each in far)


def costed(far: Sequence[Distance], levels: Levels, rubric: FitRubric) -> tuple[Distance, ...]:
    """The distances with the points of 100 that each takes from the pair gauge."""
    return tuple(
        replace(each, cost=round(100 * _cost(each, levels, rubric, "middle"), 2)) for each in far
    )


def _said(name: DistanceName, far: int) -> Distance:
    return Distance(name, far, far, "person")


def _drawn(name: DistanceName, own: OrgProfile, source: OrgProfile, rubric: FitRubric) -> Distance:
    """The largest difference of the facts it is drawn from; a silent fact leaves the top open."""
    known: list[FactName] = [
        fact
        for fact in rubric.distances[name].drawn_from
        if _tells(own, fact, rubric) and _tells(source, fact, rubric)
    ]
    if not known:
        return Distance(name, *UNKNOWN, "unknown")
    ranges = [apart(rubric.facts[f], own.facts[f], source.facts[f]) for f in known]
    silent = len(known) < len(rubric.distances[name].drawn_from)
    high = FARTHEST if silent else max(most for _, most in ranges)
    return Distance(name, max(least for least, _ in ranges), high, "profiles", tuple(known))


def _tells(profile: OrgProfile, fact: FactName, rubric: FitRubric) -> bool:
    return profile.facts.get(fact, "") in rubric.facts[fact].options


def _cost(each: Distance, levels: Levels, rubric: FitRubric, at: At) -> float:
    rule = rubric.distances[each.name]
    far = {"low": each.low, "middle": (each.low + each.high) / 2, "high": each.high}[at]
    unknown = {"low": 0.0, "middle": 0.5, "high": 1.0}[at]
    linked = max((levels[d] - 1) / 4 if d in levels else unknown for d in rule.linked)
    return rule.weight * (rubric.base + (1 - rubric.base) * linked) * far / FARTHEST

"""What would change the verdict: every single fact, set otherwise, and asked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from iolkit.outcomes import ADVICE, FARTHEST, READINESS, Advice, Flip
from iolkit.outcomes.transferring import Said
from iolkit.records import DIMENSIONS, Dimension, Ratings
from iolkit.rubric.data import Rubric
from iolkit.rubric.readiness import COUNTS
from iolkit.rubric.scoring import LEVELS, assess
from iolkit.rubric.verdict import Case, advice


@dataclass(frozen=True)
class Otherwise:
    """A case with one fact set to another value: which, from what, how large the change is."""

    subject: Literal["distance", "readiness", "rating", "precondition"]
    name: str
    was: str
    value: str
    size: float
    case: Case


def flips(case: Case, rubric: Rubric) -> tuple[Flip, ...]:
    """Each single fact that moves the verdict, better verdicts and smaller changes first."""
    stated = advice(case)
    moved = [(each, advice(each.case)) for each in otherwise(case, rubric)]
    found = [
        (each.size, Flip(each.subject, each.name, each.was, each.value, to, _better(to, stated)))
        for each, to in moved
        if to != stated
    ]
    return tuple(flip for _, flip in sorted(found, key=lambda pair: (not pair[1].better, pair[0])))


def otherwise(case: Case, rubric: Rubric) -> Iterator[Otherwise]:
    """The case with each single fact changed: every other distance and answer, each known level
    by one, each unknown level at all five, each precondition met or not."""
    yield from _distances(case)
    yield from _answers(case)
    yield from _levels(case, rubric)
    yield from _preconditions(case)


def _distances(case: Case) -> Iterator[Otherwise]:
    for place, each in enumerate(case.distances):
        was = "" if each.known is None else f"{each.known}"
        for far in range(FARTHEST + 1):
            if far == each.known:
                continue
            other = replace(each, low=far, high=far, origin="person")
            changed = (*case.distances[:place], other, *case.distances[place + 1 :])
            size = abs(far - (each.low + each.high) / 2)
            now = replace(case, distances=changed)
            yield Otherwise("distance", each.name, was, f"{far}", size, now)


def _answers(case: Case) -> Iterator[Otherwise]:
    words: tuple[Said, ...] = get_args(Said)
    for name in READINESS:
        was = case.answers.get(name)
        for said in words:
            if said != was:
                size = FARTHEST * abs(COUNTS[said] - COUNTS[was or "partly"])
                now = replace(case, answers={**case.answers, name: said})
                yield Otherwise("readiness", name, was or "", said, size, now)


def _levels(case: Case, rubric: Rubric) -> Iterator[Otherwise]:
    for dimension in DIMENSIONS:
        known = case.levels.get(dimension)
        for level in LEVELS:
            if known is not None and abs(level - known) != 1:
                continue
            size = 1.0 if known is not None else abs(level - 3.0)
            was = "" if known is None else f"{known}"
            now = rated(case, dimension, level, rubric)
            yield Otherwise("rating", dimension, was, f"{level}", size, now)


def _preconditions(case: Case) -> Iterator[Otherwise]:
    for place, each in enumerate(case.preconditions):
        for met in (True, False):
            if met == each.met:
                continue
            other = replace(each, met=met)
            changed = (*case.preconditions[:place], other, *case.preconditions[place + 1 :])
            was = {None: "", True: "yes", False: "no"}[each.met]
            value = "yes" if met else "no"
            now = replace(case, preconditions=changed)
            yield Otherwise("precondition", each.key, was, value, 1.0, now)


def rated(case: Case, dimension: Dimension, level: int, rubric: Rubric) -> Case:
    """The case with another level of one property."""
    said = case.assessment
    ratings = [
        replace(each, level=level) if each.dimension == dimension else each for each in said.ratings
    ]
    changed = assess(
        said.item_id, Ratings(tuple(ratings), said.clarity, said.missing, said.filled), rubric
    )
    return replace(case, assessment=changed)


def _better(to: Advice | None, stated: Advice | None) -> bool:
    if to is None or stated is None:
        return stated is None
    return ADVICE.index(to) < ADVICE.index(stated)

"""Adopt, adapt, pilot or leave: read from three gauges and unmet preconditions, with reasons.

The lines are data (fit.yaml). A case is everything the verdict rests on, so that flips.py can
change one fact of it and ask again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from iolkit.outcomes import (
    ADVICE,
    Advice,
    Distance,
    Gauge,
    Precondition,
    Readiness,
    ReadinessName,
    Verdict,
)
from iolkit.outcomes.transferring import Said
from iolkit.records import Assessment, Dimension, Reason
from iolkit.rubric.distances import At, costed, penalty
from iolkit.rubric.fit_data import VERDICTS, FitRubric, Least
from iolkit.rubric.readiness import readiness, whole

MOST_DISTANCES = 2
"""Distances that are named as reasons, the costliest first."""
GAUGES: tuple[Literal["knowledge", "pair", "readiness"], ...] = ("knowledge", "pair", "readiness")


@dataclass(frozen=True)
class Case:
    """All that a verdict rests on. `preconditions` with what was said of them."""

    assessment: Assessment
    distances: tuple[Distance, ...]
    answers: Mapping[ReadinessName, Said]
    preconditions: tuple[Precondition, ...]
    rubric: FitRubric

    @cached_property
    def levels(self) -> Mapping[Dimension, int]:
        """The known levels."""
        every = self.assessment.ratings
        return {each.dimension: each.level for each in every if each.level is not None}

    @cached_property
    def readiness(self) -> Readiness:
        """The six answers and what they add up to."""
        return readiness(self.answers)

    @cached_property
    def gauges(self) -> tuple[Gauge, Gauge, Gauge]:
        """Knowledge, pair, readiness."""
        said, ready = self.assessment, self.readiness
        worst, middle, best = (self._pair(at) for at in ("high", "middle", "low"))
        low, high = said.low, said.high
        return (
            Gauge(
                "knowledge", said.score, 0 if low is None else low, 100 if high is None else high
            ),
            Gauge("pair", middle, worst, best),
            Gauge("readiness", ready.value, ready.low, ready.high),
        )

    @property
    def costs(self) -> tuple[Distance, ...]:
        """The distances with what each takes."""
        return costed(self.distances, self.levels, self.rubric)

    def unmet(self, *, unknown: bool) -> int:
        """Preconditions that are not met; with `unknown` also all that may turn out not to be."""
        if not unknown:
            return sum(each.met is False for each in self.counting)
        open_ended = [
            each
            for each in self.preconditions
            if each.dimension is not None and each.dimension not in self.levels
        ]
        return sum(not each.met for each in (*self.counting, *open_ended))

    @property
    def counting(self) -> tuple[Precondition, ...]:
        """The preconditions of the note, and those of the rubric whose level is reached."""
        rules = self.rubric.preconditions
        return tuple(
            each
            for each in self.preconditions
            if each.dimension is None or self.levels.get(each.dimension, 0) >= rules[each.key].level
        )

    def _pair(self, at: At) -> int:
        return whole(100 * (1 - penalty(self.distances, self.levels, self.rubric, at)))


def advice(case: Case) -> Advice | None:
    """What to do, unknowns taken as the middle; None where the ratings give no score."""
    knowledge, pair, ready = (gauge.value for gauge in case.gauges)
    if knowledge is None or pair is None or ready is None:
        return None
    return _line((knowledge, pair, ready), case.unmet(unknown=False), case.rubric)


def verdict(case: Case) -> Verdict | None:
    """The verdict with its range and reasons; None where the ratings give no score."""
    stated = advice(case)
    if stated is None:
        return None
    low, high = ([getattr(gauge, end) for gauge in case.gauges] for end in ("low", "high"))
    return Verdict(
        stated,
        best=_line((high[0], high[1], high[2]), case.unmet(unknown=False), case.rubric),
        worst=_line((low[0], low[1], low[2]), case.unmet(unknown=True), case.rubric),
        reasons=tuple(_reasons(case, stated)),
    )


def outlook(case: Case) -> Gauge:
    """The one figure `T * (1 - 0.6 * P) * (0.6 + 0.4 * A)`, shares as of the rubric; on request
    only, since it hides which of the three gauges is low."""
    rule = case.rubric.outlook

    def at(knowledge: int, pair: int, ready: int) -> int:
        apart = 1 - rule.pair_share * (1 - pair / 100)
        return whole(knowledge * apart * (rule.floor + (1 - rule.floor) * ready / 100))

    knowledge, pair, ready = case.gauges
    known = knowledge.value is not None and pair.value is not None and ready.value is not None
    return Gauge(
        "outlook",
        at(knowledge.value or 0, pair.value or 0, ready.value or 0) if known else None,
        at(knowledge.low, pair.low, ready.low),
        at(knowledge.high, pair.high, ready.high),
    )


def _line(gauges: tuple[int, int, int], unmet: int, rubric: FitRubric) -> Advice:
    return next((name for name in VERDICTS if _holds(gauges, unmet, rubric.verdict[name])), "leave")


def _holds(gauges: tuple[int, int, int], unmet: int, least: Least) -> bool:
    asked = (least.knowledge, least.pair, least.readiness)
    enough = all(have >= need for have, need in zip(gauges, asked, strict=True))
    return enough and unmet <= least.unmet


def _reasons(case: Case, stated: Advice) -> Iterator[Reason]:
    """The gauges, then all that keeps it from the next better verdict, then what is open."""
    values = [f"{gauge.value}" for gauge in case.gauges]
    yield Reason("verdict_gauges", dict(zip(GAUGES, values, strict=True)))
    if stated != "adopt":
        better = VERDICTS[ADVICE.index(stated) - 1]
        yield from _against(case, better)
    if case.assessment.clarity < case.rubric.clear:
        yield Reason("verdict_unclear", {"filled": f"{case.assessment.clarity}"})
    if not any(each.origin != "unknown" for each in case.distances):
        yield Reason("verdict_no_profiles", {})


def _against(case: Case, better: Literal["adopt", "adapt", "pilot"]) -> Iterator[Reason]:
    least, named = case.rubric.verdict[better], {"better": f"@advice.{better}"}
    knowledge, pair, ready = case.gauges
    if (knowledge.value or 0) < least.knowledge:
        worst = case.assessment.bottleneck or "implicit"
        said = {"needed": f"{least.knowledge}", "what": f"@items.dim_{worst}"}
        yield Reason("verdict_knowledge", {**named, **said})
    if (pair.value or 0) < least.pair:
        yield Reason("verdict_pair", {**named, "needed": f"{least.pair}"})
        dear = sorted(case.costs, key=lambda each: -each.cost)[:MOST_DISTANCES]
        for each in dear:
            key = "verdict_far" if each.origin != "unknown" else "verdict_far_unknown"
            yield Reason(key, {"distance": f"@distance.{each.name}"})
    if (ready.value or 0) < least.readiness:
        yield Reason("verdict_readiness", {**named, "needed": f"{least.readiness}"})
        for name, said_of in case.readiness.answers.items():
            if said_of == "no":
                yield Reason("verdict_gap", {"gap": f"@readiness.{name}"})
    if (unmet := case.unmet(unknown=False)) > least.unmet:
        yield Reason("verdict_unmet", {**named, "count": f"{unmet}"})

"""How ready this organisation is for one learning: six answers, 0..100 with a range."""

from __future__ import annotations

from collections.abc import Mapping

from iolkit.outcomes import READINESS, Readiness, ReadinessName
from iolkit.outcomes.transferring import Said

COUNTS: Mapping[str, float] = {"yes": 1.0, "partly": 0.5, "no": 0.0}


def readiness(answers: Mapping[ReadinessName, Said]) -> Readiness:
    """The share of yes among six answers, partly being a half; what nobody answered counts as
    partly, and as no and yes in the range."""
    every = {name: answers.get(name) for name in READINESS}
    low, value, high = (
        whole(100 * sum(COUNTS[said or silent] for said in every.values()) / len(every))
        for silent in ("no", "partly", "yes")
    )
    return Readiness(every, value, low, high)


def whole(points: float) -> int:
    """Points as people see them; half a point rounds up."""
    return int(points + 0.5 + 1e-9)

"""How sure we are that something here answers the query, from what the search itself saw.

A logistic regression on two features, trained on queries with and without an answer
(iolkit/training/confidence.py). It says whether to trust the hits, not which is best. Margins,
covered words and agreement of the legs were tried too and told nothing more in folders left out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "models" / "confidence.json"
NAMES = ("near", "known")
"""Mean cosine of the three nearest passages · share of the query's English words, each counted by
its rarity, that stand in any passage at all."""

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the features as named, a bias, and the probability from which we are sure."""

    weights: tuple[float, ...]
    bias: float
    threshold: float

    def probability(self, features: Sequence[float]) -> float:
        """That something here answers the query, 0..1."""
        total = self.bias + sum(w * x for w, x in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-total))

    def sure(self, features: Sequence[float]) -> bool:
        """Whether that is probable enough."""
        return self.probability(features) >= self.threshold


@cache
def shipped() -> Calibration:
    """The trained calibration."""
    raw = json.loads(FILE.read_text(encoding="utf-8"))
    weights = tuple(float(raw["weights"][name]) for name in NAMES)
    return Calibration(weights, raw["bias"], raw["threshold"])


def features(
    dense: Mapping[int, float], frequencies: Sequence[int], passages: int
) -> tuple[float, ...]:
    """The features of a search: its cosines by passage, in how many of the `passages` each word of
    the query stands."""
    nearest = sorted(dense.values(), reverse=True)[:_NEAREST]
    rarity = [math.log(1 + (passages - n + 0.5) / (n + 0.5)) for n in frequencies]
    known = sum(weight for weight, n in zip(rarity, frequencies, strict=True) if n)
    return (
        sum(nearest) / len(nearest) if nearest else 0.0,
        known / sum(rarity) if rarity else 0.0,
    )

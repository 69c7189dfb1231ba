"""Turns what a rating model says into levels, silence and confidence.

Fitted to what models say of folders they did not see: the spread of predictions is restored to that
of the raters, silence is set so that few of their levels are withheld, and confidence is the chance
of giving exactly the rater's level.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from iolkit.embedded.rate import chances, confidence_features
from iolkit.training.linear import Floats

COVERAGE = 0.94
"""Share of the levels that raters gave (in folders left out) which the model must not withhold."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Said:
    """What a model says of rows about one dimension."""

    value: Floats
    """The expected level, not yet stretched."""
    over: Floats
    """Log odds of being above 1, 2, 3, 4 (four columns)."""
    tells: Floats


def stretch(gold: Floats, said: Floats) -> tuple[float, float]:
    """Spread and offset that give predictions the mean and the spread of the gold values."""
    spread = float(gold.std() / said.std())
    return spread, float(gold.mean() - spread * said.mean())


def calibrate(gold: Floats, said: Said, nets: Floats) -> dict[str, object]:
    """How raw outputs of a dimension become levels, silence and confidence: "spread" and "offset"
    of the expected level, "threshold" of `tells`, coefficients of "confidence"."""
    known = gold > 0
    spread, offset = stretch(gold[known], said.value[known])
    threshold = np.quantile(said.tells[known], 1 - COVERAGE)
    scaled = np.clip(offset + spread * said.value, 1, 5)
    inputs = confidence_inputs(scaled, said, nets)
    right = np.rint(scaled) == gold
    return {
        "spread": round(spread, 5),
        "offset": round(offset, 5),
        "threshold": round(float(threshold), 5),
        "confidence": [round(float(c), 5) for c in logistic(inputs[known], right[known])],
    }


def confidence_inputs(scaled: Floats, said: Said, nets: Floats) -> Floats:
    """What confidence is read from, a row a text: levels before rounding, outputs, cue nets."""
    rows = zip(scaled, chances(said.tells), nets, said.over, strict=True)
    return np.array([confidence_features(*row) for row in rows])


def logistic(inputs: Floats, right: Mask) -> Floats:
    """Coefficients of a logistic regression, lightly damped, by Newton's method."""
    coefficients = np.zeros(inputs.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-inputs @ coefficients))
        slope = inputs.T @ (right - chance) - coefficients
        bend = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + np.eye(len(coefficients))
        coefficients = coefficients + np.linalg.solve(bend, slope)
    return coefficients

"""From raw outputs to levels, silence and confidence."""

from __future__ import annotations

import numpy as np
import pytest

from iolkit.training import calibration
from iolkit.training.calibration import Said


def test_confidence_is_learned() -> None:
    """A logistic regression on cases that are right where the first input is high says so."""
    inputs = np.array([[1.0, x] for x in np.linspace(-3, 3, 60)])
    right = inputs[:, 1] > 0
    coefficients = calibration.logistic(inputs, right)
    chance = 1 / (1 + np.exp(-inputs @ coefficients))
    assert coefficients[1] > 0
    assert ((chance > 0.5) == right).all()


def test_stretch_restores_the_spread() -> None:
    """Predictions drawn to the mean get back mean and spread of what was told."""
    gold, said = np.array([1.0, 2, 3, 4, 5]), np.array([2.6, 2.8, 3.0, 3.2, 3.4])
    spread, offset = calibration.stretch(gold, said)
    assert offset + spread * said == pytest.approx(gold)


def test_few_levels_are_withheld() -> None:
    """The threshold of silence lies where the wished share of the raters' levels is answered."""
    draw = np.random.default_rng(1)
    gold = np.tile([0.0, 1, 2, 3, 4, 5], 40)
    said = Said(
        gold + draw.normal(0, 0.3, 240), draw.normal(0, 1, (240, 4)), draw.normal(0, 1, 240)
    )
    rule = calibration.calibrate(gold, said, np.zeros(240))
    answered = (said.tells >= rule["threshold"])[gold > 0]
    assert answered.mean() == pytest.approx(calibration.COVERAGE, abs=0.01)

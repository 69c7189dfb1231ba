"""Yes-or-no outputs in the space of texts."""

from __future__ import annotations

import numpy as np

from iolkit.training import linear, ordinal


def kernel_of(points: np.ndarray) -> np.ndarray:
    """Products of all pairs."""
    return np.asarray(points @ points.T)


def test_directions_give_the_kernel_back() -> None:
    """With all directions kept, products of places are what texts have in common."""
    points = np.random.default_rng(1).normal(size=(20, 5))
    train = np.array([True] * 15 + [False] * 5)
    found = ordinal.directions(kernel_of(points), train)
    assert np.allclose(found.place @ found.place.T, kernel_of(points))


def test_outputs_tell_true_from_false() -> None:
    """Dual coefficients of a separable case, used as a model would, give odds on the right side,
    for texts that were not learned from too."""
    points = np.random.default_rng(2).normal(size=(60, 4))
    told = points[:, 0] > 0
    train = np.array([True] * 45 + [False] * 15)
    kernel = kernel_of(points)
    voices = ordinal.one_hot(["a"] * 30 + ["b"] * 30)
    dual = ordinal.logistic(ordinal.directions(kernel, train), told, train, voices, np.ones(60))
    odds = linear.predict(kernel, dual)
    assert ((odds > 0) == told).mean() > 0.9
    assert not dual[:-1][~train].any()


def test_the_habit_of_a_voice_is_left_out() -> None:
    """Where one rater always says yes and another no to alike texts, the model says neither."""
    points = np.random.default_rng(3).normal(size=(80, 3)) * 0.1
    voices = ["yes"] * 40 + ["no"] * 40
    told = np.array([voice == "yes" for voice in voices])
    train = np.ones(80, bool)
    kernel = kernel_of(points)
    main = ordinal.directions(kernel, train)
    dual = ordinal.logistic(main, told, train, ordinal.one_hot(voices), np.ones(80))
    assert abs(dual[-1]) < 0.2
    assert np.abs(linear.predict(kernel, dual)).max() < 1


def test_what_is_worth_more_counts_more() -> None:
    """Of two alike groups that disagree, the one that is worth more is followed."""
    points = np.ones((40, 1))
    told = np.array([True] * 20 + [False] * 20)
    worth = np.where(told, 1.0, 0.2)
    train = np.ones(40, bool)
    kernel = kernel_of(points)
    voices = ordinal.one_hot(["a"] * 40)
    dual = ordinal.logistic(ordinal.directions(kernel, train), told, train, voices, worth)
    assert linear.predict(kernel, dual).min() > 0.5

"""Runs of sentences, decided for a whole note at once."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.embedded import runs
from iolkit.embedded.runs import NAMES, SCORES, Board, best_runs, board, shares
from iolkit.language import sentences
from iolkit.records import Span

TEXT = "Eins ist hier. Zwei ist da.\n- Drei folgt. Vier auch.\n\nFünf zuletzt."


def laid(scores: list[float]) -> Board:
    """The board of TEXT with these inside scores."""
    parts = sentences(TEXT)
    rows = np.zeros((len(parts), len(SCORES)))
    rows[:, 0] = scores
    return board(TEXT, parts, rows)


def only(name: str, weight: float = 1.0) -> np.ndarray:
    """Weights that look at one feature alone."""
    weights = np.zeros(len(NAMES))
    weights[NAMES.index(name)] = weight
    return weights


def value(chosen: tuple[runs.Run, ...], on: Board, weights: np.ndarray) -> float:
    """What a way to part the note is worth, counted plainly."""
    width = on.features.shape[1]
    total = sum(on.features[on.rows[run]] @ weights[:width] for run in chosen)
    for one, other in pairwise(chosen):
        if one[1] + 1 == other[0]:
            total += on.adjacent[other[0]] @ weights[width:]
    return float(total)


@given(st.integers(0, 10_000))
def test_no_other_way_is_better(seed: int) -> None:
    """Dynamic programming finds the best of all ways to choose disjoint runs."""
    draw = np.random.default_rng(seed)
    on = laid(list(draw.normal(size=5)))
    weights = draw.normal(size=len(NAMES))
    found = tuple(best_runs(on, weights))
    ways = (
        tuple(sorted(way))
        for size in range(4)
        for way in combinations(on.rows, size)
        if all(a[1] < b[0] for a, b in combinations(sorted(way), 2))
    )
    assert value(found, on, weights) >= max(value(way, on, weights) for way in ways) - 1e-9


def test_sums_choose_the_stretch_above_zero() -> None:
    """With the sum of inside scores alone, the run with the greatest sum is taken."""
    assert best_runs(laid([-1, 2, 1, -3, -1]), only("inside_sum")) == [(1, 2)]


def test_bias_asks_for_surer_runs() -> None:
    """A bias below zero drops weak runs, one a run drops just that run."""
    on = laid([1, -9, 3, -9, 1])
    weights = only("inside_sum")
    assert best_runs(on, weights) == [(0, 0), (2, 2), (4, 4)]
    assert best_runs(on, weights, -2.0) == [(2, 2)]
    bias = np.zeros(len(on.features))
    bias[on.rows[2, 2]] = -5
    assert best_runs(on, weights, bias) == [(0, 0), (4, 4)]


def test_no_sentences_no_runs() -> None:
    """An empty note has no runs."""
    assert best_runs(board("", (), np.zeros((0, 3))), np.zeros(len(NAMES))) == []


def test_shares() -> None:
    """The share of a run that stretches cover counts every sentence by its length."""
    on = laid([0] * 5)
    first, second = on.sentences[0], on.sentences[1]
    share = shares(on, [first, Span(second.start, second.start + 5)])
    assert share[on.rows[0, 0]] == 1
    assert share[on.rows[2, 4]] == 0
    assert share[on.rows[0, 1]] == pytest.approx((len(first) + 5) / (len(first) + len(second)))

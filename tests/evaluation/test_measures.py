"""Measures of agreement."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.evaluation.measures import correlation, covered, f_score, interval, kappa, matched
from iolkit.records import Span

levels = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=30)


def test_kappa_of_a_known_table() -> None:
    """A case counted by hand: two raters, four items, one a level apart."""
    # Observed: one pair off by 1. By chance (rows 2,1,1; columns 1,2,1 over 4): 44 / 4.
    pairs = [(1, 1), (1, 2), (2, 2), (4, 4)]
    assert kappa(pairs) == pytest.approx(1 - 1 / (44 / 4))


@given(levels)
def test_kappa_of_agreement_and_order(pairs: list[tuple[int, int]]) -> None:
    """Full agreement gives 1 (0 on one level), swapping the raters changes nothing."""
    same = [(a, a) for a, _ in pairs]
    assert kappa(same) == pytest.approx(1.0 if len(set(same)) > 1 else 0.0)
    assert kappa(pairs) == pytest.approx(kappa([(b, a) for a, b in pairs]))
    assert kappa(pairs) <= 1


def test_distant_levels_weigh_more() -> None:
    """Missing by three levels costs more than missing by one."""
    near, far = [(1, 1), (5, 5), (1, 2)], [(1, 1), (5, 5), (1, 4)]
    assert kappa(near) > kappa(far)


def test_correlation() -> None:
    """Rising together is 1, falling -1, a constant side 0."""
    assert correlation([(1, 2), (2, 4), (3, 6)]) == pytest.approx(1)
    assert correlation([(1, 3), (2, 2), (3, 1)]) == pytest.approx(-1)
    assert correlation([(1, 3), (2, 3)]) == 0
    assert correlation([]) == 0


def test_covered_counts_each_place_once() -> None:
    """Overlapping spans do not cover more than there is."""
    assert covered(Span(0, 10), [Span(0, 5), Span(3, 6), Span(20, 30)]) == 0.6
    assert covered(Span(0, 10), []) == 0


def test_matched_is_one_to_one_and_best_first() -> None:
    """Each gold item takes the best passage that is at least half alike."""
    gold = [Span(0, 10), Span(20, 30)]
    said = [Span(0, 6), Span(1, 10), Span(28, 40)]
    assert matched(gold, said) == [(0, 1)]


def test_f_score() -> None:
    """F1 is the harmonic mean, F2 leans to recall, nothing found is 0."""
    assert f_score(0.5, 1.0) == pytest.approx(2 / 3)
    assert f_score(0.5, 1.0, 2.0) > f_score(1.0, 0.5, 2.0)
    assert f_score(0, 0) == 0


def test_interval_holds_the_mean_and_repeats() -> None:
    """The same seed gives the same interval, around the value, and none for no rows."""
    rows = [0.0, 1.0] * 20

    def mean(values: list[float]) -> float:
        return sum(values) / len(values)

    low, high = interval(rows, mean, 200, 3)  # type: ignore[arg-type]  # a list is a sequence
    assert low < 0.5 < high
    assert interval(rows, mean, 200, 3) == (low, high)  # type: ignore[arg-type]  # as above
    assert interval([], mean, 200, 3) == (0.0, 0.0)  # type: ignore[arg-type]  # as above

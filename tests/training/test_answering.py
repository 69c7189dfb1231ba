"""Measuring answers: rates and the threshold of other folders."""

from __future__ import annotations

from iolkit.training.answering import Tried, declining, report, threshold

TRIED = [
    Tried(0.9, True, 1.0),
    Tried(0.5, True, 0.5),
    Tried(0.8, False, 0.0),
    Tried(0.2, False, None),
]


def test_rates() -> None:
    """Answered and declined are counted apart; a wrong citation lowers what is right."""
    assert report("x", TRIED).startswith("x: answered 1.000 of 2, declined 0.500 of 2")
    assert report("x", TRIED).endswith("citations right 0.750")


def test_a_threshold_declines_what_is_below() -> None:
    """Only answers with a chance from it on are left."""
    strict = declining(TRIED, 0.85)
    assert report("x", strict).startswith("x: answered 0.500 of 2, declined 1.000 of 2")
    assert declining(TRIED, 0.0) == TRIED


def test_the_threshold_lets_enough_questions_through() -> None:
    """It lies between the chances of the questions that have an answer."""
    assert 0.5 <= threshold(TRIED) <= 0.9

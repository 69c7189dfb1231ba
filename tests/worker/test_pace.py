"""Time that a sleeping computer lost does not count, and a guess is made only where it can be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iolkit.worker.pace import FEWEST, LONGEST_LOOK_S, Clock, Forecast


def test_sleep_does_not_count() -> None:
    """A night between two looks counts as two seconds; a new start counts from nothing."""
    times = iter([0.0, 1.0, 1.5, 30_000.0, 30_001.0, 30_001.0, 30_001.5])
    clock = Clock(lambda: next(times))
    assert [clock.seconds() for _ in range(4)] == [1.0, 1.5, 1.5 + LONGEST_LOOK_S, 4.5]
    clock.start()
    assert clock.seconds() == 0.5


@given(st.floats(0.01, 100), st.integers(FEWEST, 50), st.integers(1, 200))
def test_even_files_can_be_foretold(each: float, done: int, left: int) -> None:
    """Files that all take the same give the plain product."""
    forecast = Forecast()
    for _ in range(done):
        forecast.add(each)
    guess = forecast.left(left)
    assert guess is not None
    assert abs(guess - each * left) < 0.001 * each * left


def test_no_guess_where_none_is_honest() -> None:
    """Too few files, nothing left, or files that differ too much: silence."""
    forecast = Forecast()
    for seconds in (0.1, 0.1, 0.1, 30.0):
        forecast.add(seconds)
    assert forecast.left(10) is None
    forecast.add(0.1)
    assert forecast.left(10) is None
    assert forecast.left(0) is None
    idle = Forecast()
    for _ in range(FEWEST):
        idle.add(0.0)
    assert idle.left(3) is None

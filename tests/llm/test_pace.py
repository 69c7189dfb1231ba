"""How fast requests go."""

from __future__ import annotations

import threading

import pytest

from iolkit.llm.pace import Clock, Limits, Pace
from tests.llm.letters import JumpingClock

GO_ON = threading.Event()


def test_so_many_a_minute() -> None:
    """The first leaves at once, the next ones evenly spread."""
    clock = JumpingClock()
    pace = Pace(Limits(per_minute=30), clock.clock())
    assert all(pace.start(GO_ON) for _ in range(4))
    assert clock.waits == [2.0, 2.0, 2.0]


def test_no_pace_no_waiting() -> None:
    """Where none is set, nobody waits."""
    clock = JumpingClock()
    pace = Pace(Limits(), clock.clock())
    assert all(pace.start(GO_ON) for _ in range(9))
    assert not clock.waits


def test_what_a_server_asks_of_one_holds_for_all() -> None:
    """Others would only run into the same limit."""
    clock = JumpingClock()
    pace = Pace(Limits(), clock.clock())
    pace.hold(7)
    assert pace.start(GO_ON)
    assert clock.waits == [7.0]


@pytest.mark.parametrize(
    ("tries", "demanded", "seconds"),
    [
        (1, None, 1.0),
        (2, None, 2.0),
        (3, None, 4.0),
        (9, None, 30.0),
        (1, 5.0, 5.0),
        (1, 120, 30.0),
    ],
)
def test_waits_grow_up_to_a_cap(tries: int, demanded: float | None, seconds: float) -> None:
    """Twice as long each time, at least what the server demands, at most thirty seconds."""
    assert Pace(Limits(), JumpingClock().clock(chance=1.0)).pause(tries, demanded) == seconds


def test_waits_are_spread() -> None:
    """Anything between nothing and all of it, so that callers do not come back together."""
    assert Pace(Limits(), JumpingClock().clock(chance=0.25)).pause(2, None) == 0.5
    assert Pace(Limits(), JumpingClock().clock(chance=0.0)).pause(5, None) == 0.0


def test_so_many_at_once() -> None:
    """A slot is given on when it is free, and to nobody who has said stop."""
    pace = Pace(Limits(at_once=2), Clock())
    stopped = threading.Event()
    stopped.set()
    with pace.turn(GO_ON) as first, pace.turn(GO_ON) as second:
        assert first and second
        with pace.turn(stopped) as third:
            assert not third
    with pace.turn(GO_ON) as again, pace.turn(GO_ON) as other:
        assert again and other

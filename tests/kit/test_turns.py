"""Threads at the same parts: made once, in turn where they must be, and ended with their caller."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from iolkit.errors import ChatUnavailable
from iolkit.kit.patience import HOPELESS, REST_S, STRIKES, Patience
from iolkit.kit.turns import Part, Turns, abreast


class House:
    """Counts how often its part was made."""

    def __init__(self) -> None:
        self.making = threading.RLock()
        self.made = 0

    @Part
    def oven(self) -> object:
        """Takes its time."""
        time.sleep(0.02)
        self.made += 1
        return object()


def test_a_part_is_made_once_whoever_asks() -> None:
    """Eight threads at once get the same one; nothing is made before."""
    house = House()
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(house.oven)) for _ in range(8)]
    assert "oven" not in house.__dict__
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert house.made == 1
    assert len(set(map(id, found))) == 1
    assert House.oven.__doc__ == "Takes its time."


def test_work_goes_side_by_side_and_takes_little_ahead() -> None:
    """As many at once as there are hands; a long list is not read into memory."""
    hands, meeting, stop = 3, threading.Barrier(3), threading.Event()
    taken = 0

    def todo() -> Iterator[int]:
        nonlocal taken
        for n in range(30):
            taken += 1
            yield n

    def work(n: int) -> int:
        meeting.wait(10)
        return n

    done: list[int] = []
    for n in abreast(work, todo(), hands, stop):
        done.append(n)
        assert taken <= len(done) + 2 * hands
    assert sorted(done) == list(range(30))


def test_an_error_ends_the_rest() -> None:
    """It is raised where the results are heard, stop is set, and no thread goes on."""
    stop = threading.Event()

    def work(n: int) -> int:
        if n == 2:
            raise KeyError(n)
        return n

    with pytest.raises(KeyError):
        list(abreast(work, range(100), 1, stop))
    assert stop.is_set()
    assert not [t for t in threading.enumerate() if t.name.startswith("iolkit-read")]


def test_one_at_a_time_for_a_key() -> None:
    """Two on one key wait for each other, two on different keys do not; nothing is left behind."""
    turns, inside, most = Turns(), 0, 0
    guard, both = threading.Lock(), threading.Barrier(2)

    def enter(key: str) -> None:
        nonlocal inside, most
        with turns.of(key):
            with guard:
                inside += 1
                most = max(most, inside)
            time.sleep(0.01)
            with guard:
                inside -= 1

    def meet(key: str) -> None:
        with turns.of(key):
            both.wait(10)

    for target, keys in ((enter, "aaaa"), (meet, "ab")):
        threads = [threading.Thread(target=target, args=(key,)) for key in keys]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most == 1
    assert turns._waiting == {}


class Time:
    """A clock that stands still until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


def fail(patience: Patience, key: str = "chat_busy", times: int = 1) -> None:
    """So many requests that get no answer."""
    for _ in range(times):
        with pytest.raises(ChatUnavailable), patience.asking():
            raise ChatUnavailable(key, host="h")


def test_patience_ends_and_comes_back() -> None:
    """After many failures in a row nobody is asked for a while; then one is, and success heals."""
    clock = Time()
    patience = Patience(clock)
    fail(patience, times=STRIKES - 1)
    with patience.asking():
        pass
    fail(patience, times=STRIKES)
    with pytest.raises(ChatUnavailable) as given_up, patience.asking():
        pytest.fail("it was asked")
    assert (given_up.value.key, given_up.value.values) == ("chat_busy", {"host": "h"})
    clock.now += REST_S + 1
    with patience.asking():
        pass
    fail(patience, times=STRIKES - 1)
    with patience.asking():
        pass


@pytest.mark.parametrize("key", sorted(HOPELESS))
def test_what_no_other_file_changes_is_believed_at_once(key: str) -> None:
    """A refused key needs no twelve tries."""
    patience = Patience(Time())
    fail(patience, key)
    with pytest.raises(ChatUnavailable), patience.asking():
        pytest.fail("it was asked")


def test_other_errors_are_no_sign_of_the_model() -> None:
    """A reply that is of no use came from a model that answers."""
    patience = Patience(Time())
    for _ in range(STRIKES + 1):
        with pytest.raises(ValueError, match="x"), patience.asking():
            raise ValueError("x")
    with patience.asking():
        pass

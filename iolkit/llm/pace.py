"""How fast requests may go: so many at once, so many a minute, and what to wait after a fault."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_FIRST_WAIT_S = 0.5
_LOOK_S = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may take. `per_minute` 0 sets no pace.

    `timeout_s` bounds one reply with all its tries; a repair turn has as long again. Waiting for
    its turn is not counted. `longest_wait_s` caps what a server may demand by Retry-After.
    `reply_bytes` bounds a reply beside what streaming its tokens takes.
    """

    timeout_s: float = 120.0
    at_once: int = 4
    per_minute: float = 0.0
    tries: int = 4
    longest_wait_s: float = 30.0
    reply_bytes: int = 2_000_000


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, and waiting: `wait` returns True as soon as a person says stop."""

    now: Callable[[], float] = time.monotonic
    wait: Callable[[float, threading.Event], bool] = lambda seconds, stop: stop.wait(seconds)
    chance: Callable[[], float] = random.random


class Pace:
    """The turns of all threads that share a model. Any thread may use it."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._slots = threading.BoundedSemaphore(max(limits.at_once, 1))
        self._lock = threading.Lock()
        self._next_at = clock.now()

    @contextmanager
    def turn(self, stop: threading.Event) -> Iterator[bool]:
        """One of the slots, when one is free; False when a person says stop before."""
        while not self._slots.acquire(timeout=_LOOK_S):
            if stop.is_set():
                yield False
                return
        try:
            yield not stop.is_set()
        finally:
            self._slots.release()

    def start(self, stop: threading.Event) -> bool:
        """Wait until the next request may leave; False when a person says stop before."""
        with self._lock:
            at = max(self._next_at, self._clock.now())
            self._next_at = at + (60.0 / self._limits.per_minute if self._limits.per_minute else 0)
        seconds = at - self._clock.now()
        return not (self._clock.wait(seconds, stop) if seconds > 0 else stop.is_set())

    def hold(self, seconds: float) -> None:
        """Nobody's request leaves before so many seconds are over: the server asked for it."""
        with self._lock:
            self._next_at = max(self._next_at, self._clock.now() + seconds)

    def pause(self, tries: int, demanded: float | None) -> float:
        """Seconds to wait after so many tries: exponential with full jitter, as Brooker of AWS
        found to spread callers best, and at least what the server demanded, up to the cap."""
        cap = self._limits.longest_wait_s
        spread = self._clock.chance() * min(cap, _FIRST_WAIT_S * float(2**tries))
        return min(max(spread, demanded or 0.0), cap)

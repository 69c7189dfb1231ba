"""Several threads at work: a batch side by side, a part made once, a note read by one of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")
R = TypeVar("R")


class Part(Generic[T]):
    """A part that is made when it is first asked for, once, whichever thread asks.

    `functools.cached_property` locks no more since Python 3.12; two archives on one file, or two
    encoders in memory, would be one too many. Its owner has a `making` lock (an RLock).
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, owner: None, kind: type) -> Part[T]: ...

    @overload
    def __get__(self, owner: object, kind: type) -> T: ...

    def __get__(self, owner: Any, kind: type) -> Part[T] | T:
        if owner is None:
            return self
        with owner.making:
            if self._name not in owner.__dict__:
                owner.__dict__[self._name] = self._make(owner)
        made: T = owner.__dict__[self._name]
        return made


def abreast(
    work: Callable[[T], R], todo: Iterable[T], hands: int, stop: threading.Event
) -> Iterator[R]:
    """`work` on each of `todo` by so many threads, as it gets done; no more than one of `todo` is
    taken ahead. What `work` raises is raised here. Whoever stops listening, and any error, sets
    `stop` and waits for what is under way.
    """
    pool = ThreadPoolExecutor(hands, "iolkit-read")
    flying: set[Future[R]] = set()
    try:
        for each in todo:
            flying.add(pool.submit(work, each))
            while len(flying) > hands:
                done, flying = wait(flying, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while flying:
            done, flying = wait(flying, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


class Turns:
    """One at a time for each key; different keys go side by side."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: dict[str, tuple[threading.Lock, int]] = {}

    @contextmanager
    def of(self, key: str) -> Iterator[None]:
        """Hold the turn of `key` for the block."""
        with self._guard:
            turn, n = self._waiting.get(key, (threading.Lock(), 0))
            self._waiting[key] = turn, n + 1
        try:
            with turn:
                yield
        finally:
            with self._guard:
                n = self._waiting[key][1] - 1
                if n:
                    self._waiting[key] = turn, n
                else:
                    del self._waiting[key]

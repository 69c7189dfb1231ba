"""Calls into LangChain that end when they should: in time, or when a person says stop.

Providers' time-outs count from byte to byte, so a server that sends one now and then holds a caller
for ever. Here each call is a task on one event loop of the process, in a thread of its own; at its
end a task is cancelled, which closes its connection. Nothing is left running.
"""

from __future__ import annotations

import asyncio
import os
import queue
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")
_LOOK_S = 0.05
"""How often a waiting caller looks whether it is to stop."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The call came back."""

    value: T


@dataclass(frozen=True, slots=True)
class Failed:
    """The call raised. The error may hold text of prompt or reply: look at its class only."""

    error: BaseException


class Late:
    """The time was over before the call came back."""


class Stopped:
    """A person said stop."""


Came: TypeAlias = Done[T] | Failed | Late | Stopped
"""What became of a call, or the next piece of it."""


def call(
    work: Callable[[], Awaitable[T]], seconds: float, stop: threading.Event | None = None
) -> Came[T]:
    """What became of `work`, at the latest after `seconds`. Never raises what `work` raised."""

    async def bounded() -> Done[T] | Failed | Late:
        try:
            async with asyncio.timeout(seconds) as limit:
                return Done(await work())
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - a call fails as its provider likes
            return Late() if limit.expired() else Failed(error)

    return _awaited(asyncio.run_coroutine_threadsafe(bounded(), _loop()), stop)


def pieces(
    work: Callable[[], AsyncIterator[T]], seconds: float, stop: threading.Event | None = None
) -> Generator[Came[T], None, None]:
    """What `work` yields, as it comes; what is not Done is the last.

    A caller that stops listening ends the call.
    """
    pipe: queue.SimpleQueue[Done[T] | Failed | Late | None] = queue.SimpleQueue()

    async def pump() -> None:
        try:
            async with asyncio.timeout(seconds) as limit:
                async for piece in work():
                    pipe.put(Done(piece))
            pipe.put(None)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001 - a call fails as its provider likes
            pipe.put(Late() if limit.expired() else Failed(error))

    # Begun here, not at the first piece: the caller's context (no tracing) is taken along.
    task = asyncio.run_coroutine_threadsafe(pump(), _loop())
    return _listened(pipe, task, stop)


def _listened(
    pipe: queue.SimpleQueue[Done[T] | Failed | Late | None],
    task: Future[None],
    stop: threading.Event | None,
) -> Generator[Came[T], None, None]:
    try:
        while stop is None or not stop.is_set():
            try:
                piece = pipe.get(timeout=_LOOK_S)
            except queue.Empty:
                continue
            if piece is None:
                return
            yield piece
            if not isinstance(piece, Done):
                return
        yield Stopped()
    finally:
        task.cancel()


def _awaited(task: Future[Done[T] | Failed | Late], stop: threading.Event | None) -> Came[T]:
    try:
        while True:
            if stop is not None and stop.is_set():
                return Stopped()
            try:
                return task.result(timeout=None if stop is None else _LOOK_S)
            except CancelledError:
                return Stopped()
            except TimeoutError:
                continue
    finally:
        task.cancel()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """The one event loop; its thread ends with the process."""
    loop = asyncio.new_event_loop()
    # What a task that nobody waits for any more ends in would be logged, with the words of it.
    loop.set_exception_handler(lambda _loop, _context: None)
    threading.Thread(target=loop.run_forever, name="iolkit-llm", daemon=True).start()
    return loop


if hasattr(os, "register_at_fork"):  # a forked process has the loop, but not its thread
    os.register_at_fork(after_in_child=_loop.cache_clear)

"""Calls end in time, or when a person says stop, and leave nothing running."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import threading
import time
from collections.abc import AsyncIterator

import pytest

from iolkit.llm import line


class Endless:
    """Work that never ends by itself; `ended` tells that it was made to."""

    def __init__(self) -> None:
        self.ended = threading.Event()

    async def wait(self) -> int:
        """For ever."""
        try:
            await asyncio.Event().wait()
        finally:
            self.ended.set()
        return 1

    async def drip(self) -> AsyncIterator[int]:
        """A number now and then, for ever."""
        try:
            while True:
                yield 1
                await asyncio.sleep(0.01)
        finally:
            self.ended.set()


async def answer() -> int:
    """At once."""
    return 42


async def fail() -> int:
    """Raises."""
    raise KeyError("Geheimnis")


def test_what_comes_back_is_handed_over() -> None:
    """A value, or the error as a value: nothing is raised."""
    assert line.call(answer, 5) == line.Done(42)
    failed = line.call(fail, 5)
    assert isinstance(failed, line.Failed)
    assert isinstance(failed.error, KeyError)


def test_what_takes_too_long_is_ended() -> None:
    """Not only left alone: it does not run on."""
    work = Endless()
    assert isinstance(line.call(work.wait, 0.05), line.Late)
    assert work.ended.wait(5)


def test_a_drip_is_too_long_too() -> None:
    """Pieces that go on coming do not prolong it."""
    work = Endless()
    *pieces, last = line.pieces(work.drip, 0.1)
    assert pieces
    assert isinstance(last, line.Late)
    assert work.ended.wait(5)


def test_a_time_out_of_the_work_itself_is_a_failure() -> None:
    """Only our own limit makes a call late."""

    async def impatient() -> int:
        raise TimeoutError

    assert isinstance(line.call(impatient, 5), line.Failed)


@pytest.mark.parametrize("way", ["call", "pieces"])
def test_stop_ends_what_runs(way: str) -> None:
    """At once, and for good."""
    work, stop = Endless(), threading.Event()
    threading.Timer(0.05, stop.set).start()
    if way == "call":
        ended: object = line.call(work.wait, 60, stop)
    else:
        *_, ended = line.pieces(work.drip, 60, stop)
    assert isinstance(ended, line.Stopped)
    assert work.ended.wait(5)


def test_who_stops_listening_ends_the_pieces() -> None:
    """A generator that is closed takes its work along."""
    work = Endless()
    pieces = line.pieces(work.drip, 60)
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]  # a generator
    assert work.ended.wait(5)


def test_pieces_end_with_an_error_as_a_value() -> None:
    """After those that came before it."""

    async def some() -> AsyncIterator[int]:
        yield 1
        raise KeyError

    first, last = line.pieces(some, 5)
    assert first == line.Done(1)
    assert isinstance(last, line.Failed)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # newer Pythons warn of such forks
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_process_has_a_line_of_its_own() -> None:
    """The thread that runs the loop is not forked along; waiting for it would last for ever."""
    assert line.call(answer, 5) == line.Done(42)
    before = line._loop()
    assert line._loop() is before
    child = os.fork()
    if not child:
        os._exit(0 if line._loop() is not before else 1)
    for _ in range(250):
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            break
        time.sleep(0.02)
    assert (pid, status) == (child, 0)


def test_what_nobody_waits_for_is_logged_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    """An error that a task ends in after everybody left may quote a prompt."""

    async def fails() -> None:
        raise ValueError("Zanderfisch4711")

    async def leaves() -> None:
        task = asyncio.ensure_future(fails())
        await asyncio.sleep(0)
        del task
        gc.collect()

    caplog.set_level(logging.DEBUG)
    assert isinstance(line.call(leaves, 5), line.Done)
    assert "Zanderfisch4711" not in caplog.text

"""The page sees to it that somebody works, and starts no worker beside another."""

from __future__ import annotations

from pathlib import Path

import pytest

from iolkit.archive import Lock
from iolkit.kit import starting
from iolkit.kit.starting import MOST_STARTS, STILL_S, Starter


class Process:
    """A worker that ends when it is told to."""

    def __init__(self, command: list[str], **_options: object) -> None:
        self.command = command
        self.ended: int | None = None

    def poll(self) -> int | None:
        """The exit code once it has ended."""
        return self.ended

    def wait(self) -> int | None:
        """Nobody waits for long here."""
        return self.ended


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Process]:
    """The workers that were started."""
    found: list[Process] = []

    def popen(command: list[str], **options: object) -> Process:
        found.append(Process(command, **options))
        return found[-1]

    monkeypatch.setattr(starting.subprocess, "Popen", popen)
    return found


def test_one_worker_is_started(tmp_path: Path, started: list[Process]) -> None:
    """While one is on its way no second one is; after its death another may come."""
    starter = Starter(tmp_path)
    starter.start()
    starter.start()
    assert len(started) == 1
    assert started[0].command[-2:] == ["--data", str(tmp_path)]
    started[0].ended = 1
    starter.start()
    assert len(started) == 2


def test_no_worker_is_started_beside_another(tmp_path: Path, started: list[Process]) -> None:
    """Whoever holds the lock is at it, this iolkit or another one."""
    with Lock(tmp_path).hold():
        Starter(tmp_path).start()
        assert Starter(tmp_path).tend(STILL_S + 1) == "held"
    assert started == []


def test_silence_is_answered_by_a_new_worker(tmp_path: Path, started: list[Process]) -> None:
    """All is well while there are signs of life; after that a worker is started and it is told."""
    starter = Starter(tmp_path)
    assert starter.tend(0.0) == "working"
    assert started == []
    assert starter.tend(STILL_S + 1) == "starting"
    assert len(started) == 1


def test_starts_in_vain_are_told(tmp_path: Path, started: list[Process]) -> None:
    """When worker after worker dies unseen, a person has to look; a sign of life mends it."""
    starter = Starter(tmp_path)
    said = []
    for _ in range(MOST_STARTS + 1):
        said.append(starter.tend(STILL_S + 1))
        started[-1].ended = 1
    assert said == ["starting"] * MOST_STARTS + ["stuck"]
    assert starter.tend(0.0) == "working"
    assert starter.tend(STILL_S + 1) == "starting"

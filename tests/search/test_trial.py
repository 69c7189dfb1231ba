"""A child that fails, hangs or talks nonsense is told from one that did its work."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from iolkit.search import trial
from iolkit.search.trial import Trial


def _with(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str, allowed: float = 30.0) -> Trial:
    """A trial whose child runs `code` instead."""
    real = trial.subprocess.Popen
    monkeypatch.setattr(
        trial.subprocess, "Popen", lambda _, **more: real([sys.executable, "-c", code], **more)
    )
    monkeypatch.setitem(trial.ALLOWED_S, "probe", allowed)
    return Trial("probe", folder, folder / "g", "hashing")


@pytest.mark.parametrize(
    ("code", "result"),
    [
        ("print('warning'); print('{\"found\": 1}')", {"found": 1}),
        ("print('nonsense')", None),
        ("pass", None),
        ("print('{}'); raise SystemExit(1)", None),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", None),
    ],
)
def test_what_a_child_says_counts_only_when_it_ends_well(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, result: dict[str, int] | None
) -> None:
    """The last line of a child that returned 0, else nothing."""
    assert _with(monkeypatch, tmp_path, code).result(wait=True) == result


@pytest.mark.parametrize("wait", [True, False])
def test_a_child_that_hangs_is_stopped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wait: bool
) -> None:
    """After its time it is over, with no result."""
    hanging = _with(monkeypatch, tmp_path, "import time; time.sleep(600)", allowed=0.2)
    assert hanging.result(wait=wait) is None
    assert not hanging.at_work()
    hanging.stop()

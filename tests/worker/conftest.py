"""Supervisors with a hand whose engine does what the note says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from iolkit.archive import Archive
from iolkit.outcomes import Job, Upload
from iolkit.worker.limits import STAGES, Limits

ROOT = Path(__file__).resolve().parents[2]
HAND = (sys.executable, "-m", "tests.worker.slow_hand")
QUICK = Limits(stages={**STAGES, "rating": 1.0}, silence=60.0, linger=0.4)
PATIENT = Limits(linger=0.4)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder; hands start where they can import the double."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path / "space"


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    """What the page sees of the work."""
    with Archive.open(folder) as opened:
        yield opened


def note(name: str, first: str) -> Upload:
    """A note that tells the double what to do."""
    return Upload(f"{name}.md", f"{first}\n\nNotiz {name} vom Besuch.\n".encode())


def until(true: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "that never came"
        time.sleep(0.02)


def at_step(archive: Archive, job_id: str, step: str) -> None:
    """Wait until a job is at this step."""
    until(lambda: archive.jobs.get(job_id).step == step)


@contextmanager
def at_work(run: Callable[[], object]) -> Iterator[None]:
    """Let `run` go on beside the block, and wait for its end."""
    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        thread.join(60)
        assert not thread.is_alive()


def states(job: Job) -> list[str]:
    """What became of each file."""
    return [line.state for line in job.results]


def supervisor(folder: Path) -> subprocess.Popen[bytes]:
    """A supervisor in a process of its own, which may be killed."""
    code = (
        "import sys; from pathlib import Path; from tests.worker.conftest import HAND, PATIENT\n"
        "from iolkit.worker import run; run(Path(sys.argv[1]), limits=PATIENT, hand=HAND)"
    )
    return subprocess.Popen([sys.executable, "-c", code, str(folder)], cwd=ROOT)


def hands(folder: Path) -> list[int]:
    """Process ids of hands that work on this folder (where the system lets us look)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            dead = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
        except OSError:
            continue
        if b"tests.worker.slow_hand" in words and str(folder).encode() in words and not dead:
            found.append(int(entry.name))
    return found


def kill(pid: int) -> None:
    """SIGKILL."""
    os.kill(pid, signal.SIGKILL)

"""The hand as it is: the real engine, step by step; and no hand outlives its supervisor."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from iolkit.archive import Archive
from iolkit.outcomes import Upload
from iolkit.worker.limits import STAGES
from tests.worker.conftest import HAND, ROOT, at_step, hands, kill, note, supervisor, until

NOTE = Upload(
    "visit.md",
    b"- Start every handover three months before the person leaves, with one page of nine "
    b"questions. It works without any training.\n",
)
linux = pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc")


@pytest.mark.weights
def test_the_hand_tells_each_step_in_order(archive: Archive, folder: Path) -> None:
    """What the page shows is what the code truly does, and every step has a limit."""
    job_id = archive.jobs.submit([NOTE])
    archive.jobs.claim()
    hand = subprocess.run(
        [sys.executable, "-m", "iolkit.worker.hand", str(folder)],
        input=f"{job_id} 0\n".encode(), stdout=subprocess.PIPE, cwd=ROOT, check=False,
    )  # fmt: skip
    # Its input ended while it was at work, so it stopped in mid-file, as it must.
    assert hand.returncode != 0
    hand = subprocess.Popen(
        [sys.executable, "-m", "iolkit.worker.hand", str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert hand.stdin is not None
    assert hand.stdout is not None
    hand.stdin.write(f"{job_id} 0\n".encode())
    hand.stdin.flush()
    said = []
    while (line := hand.stdout.readline().decode().strip()) != "done 0":
        said.append(line)
    hand.stdin.close()
    hand.stdout.close()
    assert hand.wait(20) == 0
    steps = [line.removeprefix("step 0 ") for line in said if line.startswith("step ")]
    wanted = ["reading", "finding", "items", "rating", "summing", "indexing", "storing"]
    assert [step for step in steps if step != "starting"] == wanted
    assert set(steps) <= set(STAGES)
    assert archive.jobs.get(job_id).results[0].state == "added"


@linux
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a matter of POSIX systems")
def test_no_hand_outlives_its_supervisor(archive: Archive, folder: Path) -> None:
    """The supervisor is killed in mid-file: the hand ends, and the next worker goes on."""
    assert HAND
    job_id = archive.jobs.submit([note("a", "plain"), note("b", "slow 60"), note("c", "plain")])
    process = supervisor(folder)
    until(lambda: archive.jobs.get(job_id).current == "b.md")
    at_step(archive, job_id, "rating")
    assert len(hands(folder)) == 1
    process.kill()
    process.wait()
    until(lambda: not hands(folder), 10)
    assert archive.jobs.get(job_id).results[0].source == "a.md"


@linux
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a matter of POSIX systems")
def test_a_killed_hand_is_replaced(archive: Archive, folder: Path) -> None:
    """The hand is killed in mid-file: the supervisor starts another and finishes the job."""
    job_id = archive.jobs.submit([note("a", "slow 2"), note("b", "plain")])
    process = supervisor(folder)
    at_step(archive, job_id, "rating")
    (first,) = hands(folder)
    kill(first)
    assert process.wait(30) == 0
    assert [line.state for line in archive.jobs.get(job_id).results] == ["added", "added"]

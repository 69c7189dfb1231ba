"""Killed at any moment, supervisor or hand, no file is lost, none is read twice, work goes on."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from iolkit.archive import Archive
from tests.worker.conftest import hands, kill, note, states, supervisor, until

FILES = 8
KILLS = 4


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a matter of POSIX systems")
@pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc")
def test_random_kills_lose_no_file(archive: Archive, folder: Path) -> None:
    """Supervisor and hand are killed by turns; at the end every file is a note, once."""
    dice = random.Random(20261123)
    job_id = archive.jobs.submit([note(f"n{n:02}", "slow 0.15") for n in range(FILES)])
    told: set[str] = set()
    process = supervisor(folder)
    for turn in range(KILLS):
        done = archive.jobs.get(job_id).done
        # One file must get through between two kills, or the same one would be hit twice.
        until(lambda done=done: archive.jobs.get(job_id).done > done)
        time.sleep(dice.uniform(0.0, 0.3))
        told |= {line.source for line in archive.jobs.get(job_id).results}
        if turn % 2:
            for hand in hands(folder):
                kill(hand)
        else:
            process.kill()
            process.wait()
            until(lambda: not hands(folder))
            process = supervisor(folder)
    until(lambda: archive.jobs.get(job_id).state == "done", 60)
    assert process.wait(30) == 0
    job = archive.jobs.get(job_id)
    assert told <= {line.source for line in job.results}
    assert states(job) == ["added"] * FILES
    stored = sorted(card.source for card in archive.cards.find().cards)
    assert stored == [f"n{n:02}.md" for n in range(FILES)]
    assert {finding.state for finding in archive.upkeep.check()} == {"well"}

"""Killed at any moment, an archive holds every note it acknowledged and no half of another."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from iolkit.archive import Archive
from iolkit.outcomes import Filters
from tests.archive.samples import ENCODER, numbered

ROOT = Path(__file__).resolve().parents[2]


def _writer(folder: Path, first: int, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.archive.writer", str(folder), str(first), *more],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def _whole(archive: Archive, number: int) -> bool:
    """Whether a note is there with its analysis, both passages, their vectors and words."""
    note = numbered(number)
    if archive.notes.get(note.note.id) != note:
        return False
    rows = archive.passages.match(
        '"rundgang" OR "störfall"', (1, 1, 1, 1), 9, Filters(note_ids=(note.note.id,))
    )
    return len(rows) == 2 and len(archive.vectors.of([seq for seq, _ in rows], ENCODER)) == 2


def _check(folder: Path, acknowledged: set[int]) -> None:
    with Archive.open(folder) as archive:
        stored = {int(card.source[6:-3]) for card in archive.cards.find().cards}
        assert acknowledged <= stored
        assert archive.passages.count() == 2 * len(stored)
        assert all(_whole(archive, number) for number in sorted(stored)[-12:])
        assert {f.state for f in archive.upkeep.check()} == {"well"}


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a matter of POSIX systems")
def test_twenty_kills_lose_no_acknowledged_note(folder: Path) -> None:
    """Two processes add at once; both are killed at a random moment, ten times over."""
    dice = random.Random(20261122)
    acknowledged: set[int] = set()
    for turn in range(10):
        writers = [_writer(folder, 100_000 * (2 * turn + which)) for which in (0, 1)]
        for writer in writers:
            assert writer.stdout is not None
            acknowledged.add(int(writer.stdout.readline()))
        time.sleep(dice.uniform(0.0, 0.25))
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
        for writer in writers:
            said, _ = writer.communicate()
            # The last line may be cut off by the kill: what was not said was not acknowledged.
            acknowledged.update(int(line) for line in said.split("\n")[:-1] if line)
        _check(folder, acknowledged)
    assert len(acknowledged) > 20


def test_two_processes_add_without_losing_a_note(folder: Path) -> None:
    """Writers wait for one another; every note of both is there once."""
    writers = [_writer(folder, first, "15") for first in (0, 1000)]
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    _check(folder, {*range(15), *range(1000, 1015)})

"""Jobs: submitted by one process, done by the worker, seen by both."""

from __future__ import annotations

from pathlib import Path

import pytest

from iolkit import worker
from iolkit.archive import Lock
from iolkit.errors import ArchiveBusy
from iolkit.kit import Kit, load_settings
from iolkit.outcomes import Upload

pytestmark = pytest.mark.weights
NOTE = Upload(
    "visit.md",
    b"- Start every handover three months before the person leaves, with one page of nine "
    b"questions. It works without any training.\n",
)


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kit:
    """A Kit whose jobs wait until the test runs the worker itself."""
    opened = Kit.open(load_settings(data_dir=tmp_path / "space"))
    monkeypatch.setattr(Kit, "start_worker", lambda self: None)
    return opened


def test_the_worker_does_a_job_and_leaves(kit: Kit) -> None:
    """Each file has its line, the note is there, nothing waits any more."""
    job = kit.submit([NOTE, Upload("broken.pdf", b"%PDF-1.7 nothing")])
    assert kit.job(job).state == "waiting"
    assert worker.run(kit.settings.data_dir, linger_s=0.5) == 1
    done = kit.job(job)
    assert done.state == "done"
    assert {line.source: line.state for line in done.results} == {
        "visit.md": "added",
        "broken.pdf": "failed",
    }
    assert [card.source for card in kit.notes()] == ["visit.md"]


def test_a_double_click_is_one_job(kit: Kit) -> None:
    """The same files twice at once are the same job."""
    assert kit.submit([NOTE]) == kit.submit([NOTE])


def test_a_cancelled_job_adds_nothing_more(kit: Kit) -> None:
    """Cancel before the worker comes, and nothing is read."""
    job = kit.submit([NOTE])
    kit.cancel(job)
    worker.run(kit.settings.data_dir, linger_s=0.3)
    assert kit.job(job).state == "cancelled"
    assert kit.notes() == ()


def test_a_second_worker_leaves_at_once(kit: Kit) -> None:
    """One worker a data folder."""
    kit.submit([NOTE])
    with Lock(kit.settings.data_dir, "worker").hold():
        assert worker.run(kit.settings.data_dir, linger_s=5) == 0


def test_a_command_waits_for_the_worker(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long work of a command and of the worker never run at once."""
    monkeypatch.setattr("iolkit.kit.jobs.LOCK_WAIT_S", 0.1)
    kit.submit([NOTE])
    with Lock(kit.settings.data_dir, "worker").hold(), pytest.raises(ArchiveBusy), kit.alone():
        pass


def test_a_file_that_stops_its_worker_does_not_block_the_rest(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After two crashes at a file it is given up in words, and the files behind it are read."""
    job = kit.submit([Upload("poison.md", b"# poison"), NOTE])
    add = Kit.add_uploads

    def crash_at_poison(self: Kit, uploads: list[Upload], session: object) -> object:
        if uploads[0].name == "poison.md":
            raise MemoryError
        return add(self, uploads, None)

    monkeypatch.setattr(Kit, "add_uploads", crash_at_poison)
    for _ in range(2):
        with pytest.raises(MemoryError):
            worker.run(kit.settings.data_dir, linger_s=0.3)
    worker.run(kit.settings.data_dir, linger_s=0.3)
    assert [line.state for line in kit.job(job).results] == ["failed", "added"]

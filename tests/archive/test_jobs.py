"""Jobs happen once, go on where they stopped, and keep no file longer than needed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from iolkit.archive import Archive
from iolkit.errors import IolkitError, NoteUnreadable, NotFound
from iolkit.outcomes import Added, Upload
from iolkit.records import Session

FILES = (Upload("a.md", b"erste Notiz"), Upload("b.md", b"zweite Notiz"))


def test_files_wait_until_a_worker_takes_them(archive: Archive) -> None:
    """A job shows what waits; claimed, it runs and hands its files out in order."""
    session = Session(host="Nordhaven")
    job_id = archive.jobs.submit(FILES, session)
    job = archive.jobs.get(job_id)
    assert (job.state, job.done, job.total, job.step, job.kind) == (
        "waiting",
        0,
        2,
        "waiting",
        "add",
    )
    claimed = archive.jobs.claim()
    assert claimed is not None
    assert (claimed.id, claimed.state) == (job_id, "running")
    assert archive.jobs.session(job_id) == session
    assert list(archive.jobs.waiting(job_id)) == [(0, FILES[0]), (1, FILES[1])]


def test_a_double_click_is_one_job(archive: Archive) -> None:
    """The same files, in any order, find the job that waits or runs; later they are new."""
    first = archive.jobs.submit(FILES)
    assert archive.jobs.submit(FILES[::-1]) == first
    archive.jobs.claim()
    assert archive.jobs.submit(FILES) == first
    assert archive.jobs.submit(FILES, Session(host="x")) != first
    archive.jobs.finish(first)
    assert archive.jobs.submit(FILES) != first


def test_many_clicks_at_once_are_one_job(archive: Archive) -> None:
    """However many threads hand over the same files, one job comes of it."""
    ids: list[str] = []
    threads = [
        threading.Thread(target=lambda: ids.append(archive.jobs.submit(FILES))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids) == 8
    assert len(set(ids)) == 1
    assert len(archive.jobs.all()) == 1


def test_progress_and_results_are_seen_from_elsewhere(archive: Archive, folder: Path) -> None:
    """Another process sees step, count and a line a file, with the error it failed with."""
    job_id = archive.jobs.submit(FILES)
    archive.jobs.claim()
    assert archive.jobs.step(job_id, "reading")
    error = NoteUnreadable("file_too_big", name="b.md", megabytes=70)
    failed = Added("b.md", "failed", error=error)
    archive.jobs.record(job_id, 1, failed)
    with Archive.open(folder) as other:
        job = other.jobs.get(job_id)
        assert (job.step, job.done, job.total) == ("reading", 1, 2)
        result = job.results[0]
        assert type(result.error) is NoteUnreadable
        assert (result.error.key, result.error.values) == (error.key, error.values)
        assert other.jobs.silent_for(job_id) < 60


def test_a_job_left_behind_goes_on_where_it_stopped(archive: Archive) -> None:
    """The next worker gets it before anything newer, without the files that are done."""
    left = archive.jobs.submit(FILES)
    archive.jobs.claim()
    archive.jobs.record(left, 0, Added("a.md", "added", "n1"))
    archive.jobs.submit([Upload("c.md", b"dritte")])
    again = archive.jobs.claim()
    assert again is not None
    assert again.id == left
    assert list(archive.jobs.waiting(left)) == [(1, FILES[1])]
    archive.jobs.record(left, 1, Added("b.md", "added", "n2"))
    archive.jobs.finish(left)
    assert archive.jobs.get(left).state == "done"
    following = archive.jobs.claim()
    assert following is not None
    archive.jobs.finish(following.id)
    assert archive.jobs.claim() is None


def test_cancelling_before_and_during(archive: Archive) -> None:
    """A waiting job is over at once; a running one is told at its next step."""
    waiting = archive.jobs.submit(FILES)
    archive.jobs.cancel(waiting)
    assert archive.jobs.get(waiting).state == "cancelled"
    assert archive.jobs.claim() is None
    running = archive.jobs.submit(FILES)
    archive.jobs.claim()
    archive.jobs.cancel(running)
    assert not archive.jobs.step(running, "reading")
    archive.jobs.finish(running)
    assert archive.jobs.get(running).state == "cancelled"
    archive.jobs.cancel(running)
    assert archive.jobs.silent_for(running) == 0.0


def test_a_job_whose_files_all_failed_has_failed(archive: Archive) -> None:
    """One file that worked makes it done."""
    for states, end in ((("failed", "failed"), "failed"), (("failed", "added"), "done")):
        job_id = archive.jobs.submit(FILES)
        archive.jobs.claim()
        for position, state in enumerate(states):
            archive.jobs.record(job_id, position, Added("x", state))  # type: ignore[arg-type]  # as listed
        archive.jobs.finish(job_id)
        assert archive.jobs.get(job_id).state == end


def test_no_bytes_of_a_file_stay_when_it_is_done(archive: Archive, folder: Path) -> None:
    """After the result, the file's content is in no file of the space."""
    secret = b"Geheimplan Falkenstein " * 50
    job_id = archive.jobs.submit([Upload("plan.md", secret)])
    archive.jobs.claim()
    archive.jobs.record(job_id, 0, Added("plan.md", "added", "n"))
    archive.jobs.finish(job_id)
    archive.close()
    assert not any(
        b"Falkenstein" in file.read_bytes() for file in folder.rglob("*") if file.is_file()
    )


def test_an_error_of_a_later_version_is_still_an_error(archive: Archive) -> None:
    """A result whose error class is not known here is read as the plainest one."""

    class Unheard(IolkitError):
        """A class that errors.py does not have."""

    job_id = archive.jobs.submit(FILES)
    archive.jobs.record(job_id, 0, Added("a.md", "failed", error=Unheard("odd")))
    assert str(archive.jobs.get(job_id).results[0].error) == "odd"


@pytest.mark.parametrize("verb", ["get", "cancel", "session", "finish"])
def test_an_unknown_job_is_named(archive: Archive, verb: str) -> None:
    """Every verb on a job that is not here says so."""
    with pytest.raises(NotFound) as said:
        getattr(archive.jobs, verb)("nowhere")
    assert said.value.key == "job_unknown"

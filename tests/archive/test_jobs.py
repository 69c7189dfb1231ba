"""Jobs happen once, go on where they stopped, and keep no file longer than needed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from iolkit.archive import Archive, SourceFile
from iolkit.errors import IolkitError, NoteUnreadable, NotFound, Unavailable
from iolkit.outcomes import Added, Upload
from iolkit.records import Session
from tests.archive.samples import entries, numbered

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
    assert archive.jobs.waiting(job_id, 1) == (0,)
    assert [archive.jobs.upload(job_id, place) for place in (0, 1)] == list(FILES)
    assert claimed.left == ("a.md", "b.md")


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
    archive.jobs.begin(job_id, 0)
    archive.jobs.step(job_id, "reading", 90.0)
    error = NoteUnreadable("file_too_big", name="b.md", megabytes=70)
    failed = Added("b.md", "failed", error=error)
    archive.jobs.record(job_id, 1, failed)
    with Archive.open(folder) as other:
        job = other.jobs.get(job_id)
        assert (job.step, job.done, job.total) == ("reading", 1, 2)
        assert (job.current, job.left, job.left_s) == ("a.md", ("a.md",), 90.0)
        assert job.step_s < 60
        result = job.results[0]
        assert type(result.error) is NoteUnreadable
        assert (result.error.key, result.error.values) == (error.key, error.values)
        assert other.jobs.silence() < 60


def test_a_job_left_behind_goes_on_where_it_stopped(archive: Archive) -> None:
    """The next worker gets it before anything newer, without the files that are done."""
    left = archive.jobs.submit(FILES)
    archive.jobs.claim()
    archive.jobs.record(left, 0, Added("a.md", "added", "n1"))
    archive.jobs.submit([Upload("c.md", b"dritte")])
    again = archive.jobs.claim()
    assert again is not None
    assert again.id == left
    assert archive.jobs.waiting(left, 1) == (1,)
    archive.jobs.record(left, 1, Added("b.md", "added", "n2"))
    archive.jobs.finish(left)
    assert archive.jobs.get(left).state == "done"
    following = archive.jobs.claim()
    assert following is not None
    archive.jobs.finish(following.id)
    assert archive.jobs.claim() is None
    assert archive.jobs.unfinished() == ()


def test_cancelling_before_and_during(archive: Archive) -> None:
    """A waiting job is over at once; a running one is told, and keeps no file afterwards."""
    waiting = archive.jobs.submit(FILES)
    archive.jobs.cancel(waiting)
    assert archive.jobs.get(waiting).state == "cancelled"
    assert archive.jobs.claim() is None
    running = archive.jobs.submit(FILES)
    archive.jobs.claim()
    assert not archive.jobs.stopped(running)
    archive.jobs.cancel(running)
    assert archive.jobs.stopped(running)
    archive.jobs.finish(running)
    over = archive.jobs.get(running)
    assert (over.state, over.left) == ("cancelled", ("a.md", "b.md"))
    archive.jobs.cancel(running)
    assert archive.jobs.silence() == 0.0
    with pytest.raises(NotFound):
        archive.jobs.upload(running, 0)


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


def test_jobs_are_seen_in_the_order_they_are_done(archive: Archive) -> None:
    """The running one first, then the oldest; what is over is a report, the newest first."""
    ids = [archive.jobs.submit([Upload(f"{n}.md", b"x")]) for n in range(3)]
    archive.jobs.claim()
    assert [job.id for job in archive.jobs.unfinished()] == ids
    archive.jobs.record(ids[0], 0, Added("0.md", "added", "n"))
    archive.jobs.finish(ids[0])
    archive.jobs.cancel(ids[1])
    assert [job.id for job in archive.jobs.unfinished()] == [ids[2]]
    assert [job.id for job in archive.jobs.reports(5)] == [ids[1], ids[0]]
    assert [job.id for job in archive.jobs.reports(1)] == [ids[1]]


def test_a_line_is_written_once(archive: Archive) -> None:
    """What became of a file is not overwritten by who comes late."""
    job_id = archive.jobs.submit(FILES)
    archive.jobs.record(job_id, 0, Added("a.md", "added", "n"))
    archive.jobs.record(job_id, 0, Added("a.md", "failed", error=NoteUnreadable("broken")))
    assert archive.jobs.get(job_id).results[0].state == "added"


def _failed(archive: Archive, *errors: IolkitError) -> str:
    """A job whose files failed so."""
    job_id = archive.jobs.submit([Upload(f"{n}.md", b"x") for n in range(len(errors))])
    archive.jobs.claim()
    for place, error in enumerate(errors):
        archive.jobs.begin(job_id, place)
        archive.jobs.record(job_id, place, Added(f"{place}.md", "failed", error=error))
    archive.jobs.finish(job_id)
    return job_id


def test_only_faults_of_the_moment_may_be_tried_again(archive: Archive) -> None:
    """A broken file stays broken and goes; one that a busy computer failed on waits."""
    broken, busy = NoteUnreadable("broken"), NoteUnreadable("took_too_long", limit=40)
    job_id = _failed(archive, broken, busy, Unavailable("encoder_missing"))
    assert [line.again for line in archive.jobs.get(job_id).results] == [False, True, True]
    assert archive.jobs.again(job_id)
    job = archive.jobs.get(job_id)
    assert (job.state, job.left) == ("waiting", ("1.md", "2.md"))
    assert not archive.jobs.again(job_id)
    claimed = archive.jobs.claim()
    assert claimed is not None
    assert archive.jobs.begin(job_id, 1) == 0


def test_trying_again_doubles_nothing(archive: Archive) -> None:
    """While the same files wait already, the old report stays as it is."""
    job_id = _failed(archive, NoteUnreadable("took_too_long", limit=40))
    archive.jobs.submit([Upload("0.md", b"x")])
    assert not archive.jobs.again(job_id)
    assert len(archive.jobs.unfinished()) == 1


def test_files_for_another_try_go_after_a_day(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A forgotten failure keeps its line, not its bytes; forgetting someone takes them at once."""
    late = NoteUnreadable("took_too_long", limit=40)
    old, dropped = _failed(archive, late), _failed(archive, late, late)
    monkeypatch.setattr("iolkit.archive.work.KEPT_S", -1.0)
    archive.jobs.claim()
    assert not archive.jobs.get(old).results[0].again
    monkeypatch.undo()
    fresh = _failed(archive, late, late, late)
    archive.jobs.drop_kept()
    assert not any(line.again for line in archive.jobs.get(fresh).results)
    assert archive.jobs.get(dropped).results


def test_old_reports_make_room(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last reports stay, older ones go when a job ends; one can be removed by hand."""
    monkeypatch.setattr("iolkit.archive.work.REPORTS", 2)
    waits = archive.jobs.submit(FILES)
    archive.jobs.claim()
    ids = []
    for n in range(4):
        ids.append(archive.jobs.submit([Upload(f"{n}.md", b"x")]))
        archive.jobs.finish(ids[-1])
    assert [job.id for job in archive.jobs.reports(9)] == ids[:1:-1]
    assert archive.jobs.get(waits).left
    archive.jobs.drop(ids[-1])
    with pytest.raises(NotFound):
        archive.jobs.get(ids[-1])
    with pytest.raises(NotFound):
        archive.jobs.drop(waits)


def test_a_note_stored_before_the_end_came_is_counted(archive: Archive) -> None:
    """Cut off between storing a note and saying so, its file was added, not "here already"."""
    whole = numbered(1)
    upload = Upload(whole.note.source, b"one")
    job_id = archive.jobs.submit([upload, Upload("other.md", b"two")])
    archive.jobs.claim()
    archive.jobs.begin(job_id, 0)
    assert not archive.jobs.settle(job_id, 0)
    file = SourceFile.of(upload.name, upload.data)
    archive.notes.save(whole, entries(whole), files=[file])
    assert archive.jobs.settle(job_id, 0)
    assert not archive.jobs.settle(job_id, 1)
    (line,) = archive.jobs.get(job_id).results
    assert (line.state, line.note_id) == ("added", whole.note.id)


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

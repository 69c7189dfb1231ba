"""Jobs are done file by file, can be stopped at any moment and cost bounded time."""

from __future__ import annotations

import itertools
import os
import time
from pathlib import Path

import pytest

from iolkit.archive import Archive, Lock
from iolkit.errors import Unavailable
from iolkit.outcomes import Upload
from iolkit.phrases import keys
from iolkit.worker import run
from iolkit.worker.limits import SHIPPED, STAGES, Limits
from tests.worker.conftest import HAND, PATIENT, QUICK, at_step, at_work, note, states, until

posix = pytest.mark.skipif(os.name != "posix", reason="stopping a process is a POSIX matter")


def test_a_job_is_done_and_the_worker_leaves(archive: Archive, folder: Path) -> None:
    """Each file has its line, the notes are there, nothing waits any more."""
    job_id = archive.jobs.submit([note("a", "plain"), Upload("b.pdf", b"%PDF-1.7 nothing")])
    assert run(folder, limits=PATIENT, hand=HAND) == 1
    job = archive.jobs.get(job_id)
    assert (job.state, states(job)) == ("done", ["added", "failed"])
    assert archive.jobs.unfinished() == ()
    assert not Lock.held(folder)


def test_a_slow_file_is_stopped_at_once(archive: Archive, folder: Path) -> None:
    """Cancelled in mid-file, the job ends without waiting for it; what was done stays done."""
    job_id = archive.jobs.submit([note("a", "plain"), note("b", "slow 60"), note("c", "plain")])
    with at_work(lambda: run(folder, limits=PATIENT, hand=HAND)):
        until(lambda: archive.jobs.get(job_id).current == "b.md")
        at_step(archive, job_id, "rating")
        archive.jobs.cancel(job_id)
        until(lambda: archive.jobs.get(job_id).state == "cancelled")
    job = archive.jobs.get(job_id)
    assert states(job) == ["added"]
    assert job.left == ("b.md", "c.md")
    assert [card.source for card in archive.cards.find().cards] == ["a.md"]


def test_a_stage_that_takes_too_long_fails_that_file_alone(archive: Archive, folder: Path) -> None:
    """The file is given up with the next step in words and may be tried again; the rest is read."""
    job_id = archive.jobs.submit([note("a", "slow 60"), note("b", "plain")])
    run(folder, limits=QUICK, hand=HAND)
    job = archive.jobs.get(job_id)
    assert states(job) == ["failed", "added"]
    error = job.results[0].error
    assert error is not None
    assert (error.key, error.values) == ("stage_too_long", {"step": "@step.rating", "limit": 1})
    assert job.results[0].again


def test_what_may_be_tried_again_is_done_then(archive: Archive, folder: Path) -> None:
    """Another try of the same job does only what failed, and it can work out."""
    job_id = archive.jobs.submit([note("a", "slow 2"), note("b", "plain")])
    run(folder, limits=QUICK, hand=HAND)
    assert archive.jobs.again(job_id)
    assert archive.jobs.get(job_id).left == ("a.md",)
    run(folder, limits=PATIENT, hand=HAND)
    assert states(archive.jobs.get(job_id)) == ["added", "added"]
    assert not archive.jobs.again(job_id)


def test_a_file_that_kills_its_hand_is_given_up(archive: Archive, folder: Path) -> None:
    """After three hands it is left out in words, and the files behind it are read."""
    job_id = archive.jobs.submit([note("a", "crash"), note("b", "plain")])
    run(folder, limits=PATIENT, hand=HAND)
    job = archive.jobs.get(job_id)
    assert states(job) == ["failed", "added"]
    assert job.results[0].error is not None
    assert job.results[0].error.key == "stopped_the_worker"


def test_one_crash_is_forgiven(archive: Archive, folder: Path, tmp_path: Path) -> None:
    """A file that takes its hand down once is read by the next one."""
    job_id = archive.jobs.submit([note("a", f"crash once {tmp_path / 'been'}")])
    run(folder, limits=PATIENT, hand=HAND)
    assert states(archive.jobs.get(job_id)) == ["added"]


@posix
def test_a_hand_that_falls_silent_is_replaced(archive: Archive, folder: Path) -> None:
    """A frozen process is noticed by its silence, long before the stage's limit."""
    job_id = archive.jobs.submit([note("a", "silent"), note("b", "plain")])
    run(folder, limits=Limits(silence=2.0, linger=0.4), hand=HAND)
    assert states(archive.jobs.get(job_id)) == ["failed", "added"]


def test_a_hand_that_cannot_start_is_not_the_files_fault(archive: Archive, folder: Path) -> None:
    """The line says that the program did not start, and the file may be tried again."""
    job_id = archive.jobs.submit([note("a", "plain")])
    run(folder, limits=PATIENT, hand=(HAND[0], "-c", "raise SystemExit(1)"))
    (line,) = archive.jobs.get(job_id).results
    assert type(line.error) is Unavailable
    assert line.again


def test_files_handed_over_meanwhile_wait_their_turn(archive: Archive, folder: Path) -> None:
    """A second job is queued and done by the same worker."""
    first = archive.jobs.submit([note("a", "slow 1")])
    with at_work(lambda: run(folder, limits=PATIENT, hand=HAND)):
        at_step(archive, first, "rating")
        second = archive.jobs.submit([note("b", "plain")])
        assert [job.id for job in archive.jobs.unfinished()] == [first, second]
        until(lambda: archive.jobs.get(second).state == "done")
    assert archive.jobs.get(first).state == "done"


def test_a_worker_that_is_alive_shows_it(archive: Archive, folder: Path) -> None:
    """While one file takes its time, the job is never silent for long."""
    job_id = archive.jobs.submit([note("a", "slow 3")])
    seen = [0.0]
    with at_work(lambda: run(folder, limits=PATIENT, hand=HAND)):
        at_step(archive, job_id, "rating")
        while archive.jobs.get(job_id).step == "rating":
            seen.append(archive.jobs.silence())
            time.sleep(0.05)
    signs = [after < before for before, after in itertools.pairwise(seen)]
    assert any(signs), "within one file there was no sign of life"


def test_a_second_worker_leaves(archive: Archive, folder: Path) -> None:
    """One worker a data folder."""
    archive.jobs.submit([note("a", "plain")])
    with Lock(folder).hold():
        assert run(folder, limits=PATIENT, hand=HAND) == 0
    assert archive.jobs.unfinished()


def test_a_model_reads_several_files_at_once(
    archive: Archive, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as the setting allows and no more; the embedded engine reads one after the other."""
    monkeypatch.setenv("IOLKIT_LLM_CONCURRENCY", "3")
    meeting = tmp_path / "meeting"
    meeting.mkdir()
    uploads = [note(name, f"meet 3 {meeting}") for name in "abc"]
    job_id = archive.jobs.submit([*uploads, note("d", "plain")], engine="llm")
    assert run(folder, limits=PATIENT, hand=HAND) == 1
    job = archive.jobs.get(job_id)
    assert (job.engine, states(job)) == ("llm", ["added"] * 4)


def test_stopping_ends_all_that_is_under_way(archive: Archive, folder: Path) -> None:
    """Several files at once are cut off together; none of them is stored, none is lost unsaid."""
    job_id = archive.jobs.submit([note(name, "slow 60") for name in "abcdef"], engine="llm")
    with at_work(lambda: run(folder, limits=PATIENT, hand=HAND)):
        at_step(archive, job_id, "rating")
        archive.jobs.cancel(job_id)
        until(lambda: archive.jobs.get(job_id).state == "cancelled")
    assert archive.jobs.get(job_id).left == tuple(f"{name}.md" for name in "abcdef")
    assert archive.cards.find().cards == ()


def test_a_file_that_kills_its_hand_takes_no_other_down(archive: Archive, folder: Path) -> None:
    """Files that were with it are read again, each alone, until the one at fault is known."""
    uploads = [note("a", "slow 0.5"), note("b", "crash"), note("c", "slow 0.5"), note("d", "plain")]
    job_id = archive.jobs.submit(uploads, engine="llm")
    run(folder, limits=PATIENT, hand=HAND)
    job = archive.jobs.get(job_id)
    assert states(job) == ["added", "failed", "added", "added"]
    assert job.results[1].error is not None
    assert job.results[1].error.key == "stopped_the_worker"


def test_a_slow_file_among_others_fails_alone(archive: Archive, folder: Path) -> None:
    """The stage of each file has a clock of its own; what was cut off beside it is done again."""
    uploads = [note("a", "slow 60"), note("b", "slow 0.7"), note("c", "plain")]
    job_id = archive.jobs.submit(uploads, engine="llm")
    run(folder, limits=QUICK, hand=HAND)
    job = archive.jobs.get(job_id)
    assert states(job) == ["failed", "added", "added"]
    assert job.results[0].error is not None
    assert job.results[0].error.key == "stage_too_long"


def test_a_slow_model_has_time() -> None:
    """The longer a reply may take, the longer the stage; other stages stay."""
    patient = SHIPPED.with_model(2, 3600)
    assert patient.abreast == 2
    assert patient.stages["asking"] >= 2 * 3600 > SHIPPED.stages["asking"]
    assert SHIPPED.with_model(4, 1).stages == SHIPPED.stages


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_every_stage_has_its_words(tongue: str) -> None:
    """Whatever step is told can be read on the page."""
    assert {f"step.{stage}" for stage in STAGES} <= set(keys(tongue))  # type: ignore[arg-type]

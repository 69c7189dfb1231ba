"""Verbs of long work: hand it over, look, stop, try again; and what the worker does to one file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from iolkit import readers
from iolkit.archive import Lock
from iolkit.errors import IolkitError
from iolkit.kit.adding import Adding
from iolkit.kit.notes import NoteVerbs
from iolkit.kit.starting import WORKER
from iolkit.outcomes import Added, EngineName, Job, Tending, Upload
from iolkit.records import Session

if TYPE_CHECKING:
    from iolkit.engine import Tell

LOCK_WAIT_S = 20.0


class JobVerbs(NoteVerbs):
    """Work that outlives a click: rows in the archive, done by one worker."""

    suffixes: tuple[str, ...] = tuple(sorted(readers.SUFFIXES))
    """Endings of the files that can be read, with their dots."""

    def submit(
        self,
        uploads: Sequence[Upload],
        session: Session | None = None,
        *,
        engine: EngineName | None = None,
    ) -> str:
        """Hand files to the worker; the job's id. The same files twice at once are one job.

        The job keeps the engine it was handed over for, whatever is chosen later.
        """
        job_id = self._parts.archive.jobs.submit(
            uploads, session, engine=self._parts.chosen(engine)
        )
        self.start_worker()
        return job_id

    def start_worker(self) -> None:
        """Start a worker process unless one is at work; it leaves when nothing is left to do."""
        self._parts.starter.start()

    def tend(self) -> Tending:
        """See to it that unfinished jobs get on: start a worker where the last one died.

        working: all is well (or nothing is to be done) · starting: a worker was missing and is
        being started · held: another command has the notes, jobs go on after it · stuck: workers
        were started in vain, a person has to look.
        """
        return self._parts.starter.tend(self._parts.archive.jobs.silence())

    def job(self, job_id: str) -> Job:
        """How far a job is. Raises NotFound."""
        return self._parts.archive.jobs.get(job_id)

    def jobs(self) -> tuple[Job, ...]:
        """Every job that is remembered, newest first."""
        return self._parts.archive.jobs.all()

    def unfinished(self) -> tuple[Job, ...]:
        """The jobs that run or wait, in the order in which they are done."""
        return self._parts.archive.jobs.unfinished()

    def reports(self, most: int) -> tuple[Job, ...]:
        """The last `most` jobs that are over, newest first."""
        return self._parts.archive.jobs.reports(most)

    def drop_report(self, job_id: str) -> None:
        """Remove the report of a job that is over; the notes stay. Raises NotFound."""
        self._parts.archive.jobs.drop(job_id)

    def cancel(self, job_id: str) -> None:
        """Stop a job, in the middle of a file too; what is done stays done. Raises NotFound."""
        self._parts.archive.jobs.cancel(job_id)

    def try_again(self, job_id: str, engine: EngineName | None = None) -> bool:
        """Let the failed files of a job that are still here wait once more; False: there is none.

        `engine`: who reads them this time, where it is to be another ("embedded" when the language
        model is away). Raises NotFound.
        """
        if not self._parts.archive.jobs.again(job_id, engine):
            return False
        self.start_worker()
        return True

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the worker's lock for work of our own, so that two never write long work at once.

        Raises ArchiveBusy when another is still at it after 20 seconds.
        """
        with Lock(self._parts.archive.folder, WORKER).hold(wait=LOCK_WAIT_S):
            self.refresh_stale()
            yield

    def do_file(self, job_id: str, position: int, tell: Tell) -> None:
        """Read and store one file of a job and write its line; `tell` hears each step.

        For the worker alone. Whatever we know how to word ends as the file's line.
        """
        jobs = self._parts.archive.jobs
        upload = jobs.upload(job_id, position)
        adding = Adding(self._parts, jobs.engine(job_id), jobs.session(job_id), tell)
        try:
            line = adding.one(upload)
        except IolkitError as error:
            line = Added(upload.name, "failed", error=error)
        jobs.record(job_id, position, line, self._parts.model.unbilled())

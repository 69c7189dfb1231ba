"""Verbs of long work: submit, look, cancel, and what the worker does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from iolkit.archive import Lock
from iolkit.errors import IolkitError, NoteUnreadable
from iolkit.kit.notes import NoteVerbs
from iolkit.outcomes import Added, Job, Upload
from iolkit.records import Session

WORKER = "worker"
LOCK_WAIT_S = 20.0
MOST_TRIES = 2
"""How often a file may be begun without a result before it is given up."""


class JobVerbs(NoteVerbs):
    """Work that outlives a click: rows in the archive, done by one worker process."""

    def submit(self, uploads: Sequence[Upload], session: Session | None = None) -> str:
        """Hand files to the worker; the job's id. The same files twice at once are one job."""
        job_id = self._parts.archive.jobs.submit(uploads, session)
        self.start_worker()
        return job_id

    def start_worker(self) -> None:
        """Start a worker process unless one is at work; it leaves when nothing is left to do."""
        folder = self._parts.archive.folder
        if Lock.held(folder, WORKER):
            return
        command = [sys.executable, "-m", "iolkit", "worker", "--data", str(folder)]
        subprocess.Popen(  # noqa: S603 - our own interpreter and package
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def job(self, job_id: str) -> Job:
        """How far a job is. Raises NotFound."""
        return self._parts.archive.jobs.get(job_id)

    def jobs(self) -> tuple[Job, ...]:
        """Every job, newest first."""
        return self._parts.archive.jobs.all()

    def cancel(self, job_id: str) -> None:
        """Stop a job before its next file; what is done stays done."""
        self._parts.archive.jobs.cancel(job_id)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the worker's lock for work of our own, so that two never write long work at once.

        Raises ArchiveBusy when another is still at it after 20 seconds.
        """
        with Lock(self._parts.archive.folder, WORKER).hold(wait=LOCK_WAIT_S):
            self.refresh_stale()
            yield

    @contextmanager
    def as_worker(self) -> Iterator[bool]:
        """Hold the worker's lock if it is free; False when another worker has it."""
        lock = Lock(self._parts.archive.folder, WORKER)
        ours = lock.try_hold()
        try:
            yield ours
        finally:
            if ours:
                lock.release()

    def _line(self, upload: Upload, session: Session | None) -> Added:
        """One file of a job; whatever we know how to word ends as its line, never as a crash."""
        try:
            return next(self.add_uploads([upload], session))
        except IolkitError as error:
            return Added(upload.name, "failed", error=error)

    def work(self) -> int:
        """Do every waiting job, one file at a time; how many jobs were finished.

        Whoever calls holds the worker's lock. A job that an earlier worker left goes on where it
        stopped; a cancelled one ends before its next file.
        """
        jobs, finished = self._parts.archive.jobs, 0
        while (job := jobs.claim()) is not None:
            session = jobs.session(job.id)
            for position, upload in jobs.waiting(job.id):
                if not jobs.step(job.id, "reading"):
                    break
                # A file that took its worker down again and again must not block those behind it.
                if jobs.begin(job.id, position) >= MOST_TRIES:
                    line = Added(upload.name, "failed", error=NoteUnreadable("stopped_the_worker"))
                else:
                    line = self._line(upload, session)
                jobs.record(job.id, position, line)
            jobs.finish(job.id)
            finished += 1
        return finished

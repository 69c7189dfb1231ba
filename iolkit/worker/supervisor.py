"""The supervisor: gives the files of waiting jobs to its hand, watches it and keeps the books."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from iolkit.archive import Archive, Lock
from iolkit.errors import ArchiveBusy, IolkitError, NoteUnreadable, Unavailable
from iolkit.kit import load_settings
from iolkit.outcomes import Added, Job
from iolkit.worker.leash import GONE, Leash
from iolkit.worker.limits import SHIPPED, Limits
from iolkit.worker.pace import Clock, Forecast

MOST_TRIES = 3
"""How often a file may take its hand down before it is given up."""
LOOK_S = 0.1
BEAT_S = 1.0
LOCK_WAIT_S = 2.0
"""Who only asks whether a worker is there holds the lock for a moment."""

End = Literal["done", "died", "late", "stopped"]


def run(
    data: Path | None = None, *, limits: Limits = SHIPPED, hand: Sequence[str] | None = None
) -> int:
    """Work until nothing has waited for `limits.linger` seconds; how many jobs were finished.

    Returns 0 when another worker is at it. `hand` is the command that starts the hand, the data
    folder to be added; ours when None.
    """
    folder = load_settings(data_dir=data).data_dir
    command = [*(hand or (sys.executable, "-m", "iolkit.worker.hand")), str(folder)]
    finished = 0
    with Archive.open(folder) as archive:
        try:
            while True:
                with Lock(folder).hold(LOCK_WAIT_S):
                    finished += Supervisor(archive, command, limits).work()
                # Who handed over a job just now still saw a worker and started none.
                if not archive.jobs.unfinished():
                    return finished
        except ArchiveBusy as error:
            if error.key != "space_busy":
                raise
            return finished


class Supervisor:
    """Does jobs with one hand, for the holder of the worker's lock."""

    def __init__(self, archive: Archive, command: Sequence[str], limits: Limits) -> None:
        self._jobs = archive.jobs
        self._leash = Leash(command)
        self._limits = limits
        self._stage = ""
        self._left_s: float | None = None

    def work(self) -> int:
        """Do jobs until none came for a while; how many were finished."""
        finished = 0
        idle_since = time.monotonic()
        try:
            while time.monotonic() - idle_since < self._limits.linger:
                job = self._jobs.claim()
                if job is None:
                    time.sleep(LOOK_S)
                    continue
                self._do(job)
                finished += 1
                idle_since = time.monotonic()
            self._leash.part(self._limits.parting)
        finally:
            self._leash.end()
        return finished

    def _do(self, job: Job) -> None:
        forecast, left = Forecast(), len(job.left)
        while (position := self._jobs.next_file(job.id)) is not None:
            began = time.monotonic()
            self._left_s = forecast.left(left)
            if not self._file(job.id, position):
                break
            if self._jobs.next_file(job.id) != position:
                left -= 1
                forecast.add(time.monotonic() - began)
        self._jobs.finish(job.id)

    def _file(self, job_id: str, position: int) -> bool:
        """One try of one file. False when the job is to end."""
        if self._jobs.stopped(job_id):
            return False
        tried = self._jobs.begin(job_id, position)
        if tried and self._jobs.settle(job_id, position):
            return True
        if tried >= MOST_TRIES:
            # What cannot even start is not the file's fault.
            unready = self._stage == "starting"
            given_up = (
                Unavailable("worker_unready") if unready else NoteUnreadable("stopped_the_worker")
            )
            self._fail(job_id, position, given_up)
            return True
        end = self._watch(job_id, position)
        if end == "done":
            return True
        self._leash.end()
        stored = self._jobs.settle(job_id, position)
        if end == "late" and not stored:
            limit = round(self._limits.stages[self._stage])
            error = NoteUnreadable("stage_too_long", step=f"@step.{self._stage}", limit=limit)
            self._fail(job_id, position, error)
        return end != "stopped"

    def _fail(self, job_id: str, position: int, error: IolkitError) -> None:
        name = self._jobs.upload(job_id, position).name
        self._jobs.record(job_id, position, Added(name, "failed", error=error))

    def _watch(self, job_id: str, position: int) -> End:
        """Let the hand do a file; how that ended."""
        fresh = self._leash.give(f"{job_id} {position}")
        self._enter(job_id, "starting" if fresh else "reading")
        stage, silence, beat = Clock(), Clock(), Clock()
        while True:
            said = self._leash.hear(LOOK_S)
            if said in {"done", GONE}:
                return "done" if said == "done" else "died"
            if said:
                silence.start()
            if said.startswith("step "):
                self._enter(job_id, said.removeprefix("step "))
                stage.start()
            if self._jobs.stopped(job_id):
                return "stopped"
            if stage.seconds() > self._limits.stages[self._stage]:
                return "late"
            if silence.seconds() > self._limits.silence:
                return "died"
            if beat.seconds() > BEAT_S:
                self._jobs.beat(job_id, self._left_s)
                beat.start()

    def _enter(self, job_id: str, stage: str) -> None:
        self._stage = stage
        self._jobs.step(job_id, stage, self._left_s)

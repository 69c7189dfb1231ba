"""The supervisor: gives the files of waiting jobs to its hand, watches it and keeps the books."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

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


@dataclass(slots=True)
class Flight:
    """A file that the hand has: where it is, and for how long."""

    stage: str = ""
    clock: Clock = field(default_factory=Clock)

    def enter(self, stage: str) -> None:
        """A stage begins."""
        self.stage = stage
        self.clock.start()


def run(
    data: Path | None = None, *, limits: Limits = SHIPPED, hand: Sequence[str] | None = None
) -> int:
    """Work until nothing has waited for `limits.linger` seconds; how many jobs were finished.

    Returns 0 when another worker is at it. `hand` is the command that starts the hand, the data
    folder to be added; ours when None.
    """
    settings = load_settings(data_dir=data)
    folder = settings.data_dir
    limits = limits.with_model(settings.llm_concurrency, settings.llm_timeout_s)
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
    """Does jobs with one hand, for the holder of the worker's lock.

    The hand has one file at a time, or several where a language model reads them. A hand that fell
    while it had several tells not which was at fault: those are done again, each alone.
    """

    def __init__(self, archive: Archive, command: Sequence[str], limits: Limits) -> None:
        self._jobs = archive.jobs
        self._leash = Leash(command)
        self._limits = limits
        self._flying: dict[int, Flight] = {}
        self._unready = False
        self._silence = Clock()
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
        forecast, last, beat = Forecast(), time.monotonic(), Clock()
        while not self._jobs.stopped(job.id) and self._fill(job):
            if self._look(job.id):
                forecast.add(time.monotonic() - last)
                last = time.monotonic()
            if beat.seconds() > BEAT_S:
                self._left_s = forecast.left(len(self._jobs.waiting(job.id)))
                self._jobs.beat(job.id, self._left_s)
                beat.start()
        if self._flying:
            self._ground(job.id)
        self._jobs.finish(job.id)
        self._left_s = None

    def _fill(self, job: Job) -> bool:
        """Give the hand what it may have at once; False when nothing is left to do."""
        most = self._limits.abreast if job.engine == "llm" else 1
        while len(self._flying) < most:
            waiting = self._jobs.waiting(job.id, len(self._flying) + 1)
            position = next((each for each in waiting if each not in self._flying), None)
            if position is None or (self._flying and self._in_doubt(job.id, position)):
                break
            self._start(job.id, position)
        return bool(self._flying)

    def _in_doubt(self, job_id: str, position: int) -> bool:
        """Whether this file or one that is flying was cut off before: such a one flies alone."""
        # A file whose line is written but whose "done" was not heard yet is in doubt no more.
        tries = self._jobs.tries(job_id)
        return bool(tries.get(position)) or any(tries.get(each, 0) > 1 for each in self._flying)

    def _start(self, job_id: str, position: int) -> None:
        """One try of one file, unless its line can be written at once."""
        tried = self._jobs.begin(job_id, position)
        if tried and self._jobs.settle(job_id, position):
            return
        if tried >= MOST_TRIES:
            # What cannot even start is not the file's fault.
            given_up = (
                Unavailable("worker_unready")
                if self._unready
                else NoteUnreadable("stopped_the_worker")
            )
            self._fail(job_id, position, given_up)
            return
        if self._leash.give(f"{job_id} {position}"):
            self._unready = True
            self._silence.start()
        self._flying[position] = Flight()
        self._enter(job_id, position, "starting" if self._unready else "reading")

    def _look(self, job_id: str) -> bool:
        """Hear the hand for a moment; True when it has done a file."""
        said = self._leash.hear(LOOK_S)
        if said:
            self._silence.start()
        if said == GONE or self._silence.seconds() > self._limits.silence:
            self._ground(job_id)
            return False
        match said.split():
            case ["step", position, stage]:
                self._ready()
                self._enter(job_id, int(position), stage)
            case ["done", position]:
                return self._flying.pop(int(position), None) is not None
        stages = self._limits.stages
        late = [p for p, each in self._flying.items() if each.clock.seconds() > stages[each.stage]]
        if late:
            self._ground(job_id, late[0])
        return False

    def _ready(self) -> None:
        """The hand has begun to work: what waited for it to start is being read."""
        if not self._unready:
            return
        self._unready = False
        for flight in self._flying.values():
            flight.enter("reading")

    def _enter(self, job_id: str, position: int, stage: str) -> None:
        if position in self._flying:
            self._flying[position].enter(stage)
            self._jobs.step(job_id, stage, self._left_s)

    def _ground(self, job_id: str, late: int | None = None) -> None:
        """End the hand with all it has. What it had stored gets its line, what was late fails, and
        the rest waits for another try."""
        self._leash.end()
        for position, flight in self._flying.items():
            stored = self._jobs.settle(job_id, position)
            if position == late and not stored:
                limit = round(self._limits.stages[flight.stage])
                step = f"@step.{flight.stage}"
                self._fail(
                    job_id, position, NoteUnreadable("stage_too_long", step=step, limit=limit)
                )
        self._flying.clear()

    def _fail(self, job_id: str, position: int, error: IolkitError) -> None:
        name = self._jobs.upload(job_id, position).name
        self._jobs.record(job_id, position, Added(name, "failed", error=error))

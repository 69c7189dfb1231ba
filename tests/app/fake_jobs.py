"""The part of the kit in memory that takes files over and tells how far they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from iolkit.errors import NoteUnreadable, NotFound
from iolkit.outcomes import Added, EngineName, Job, Tending, Upload
from iolkit.records import Analysis, Session

CREATED = "2026-02-06T10:00:00+00:00"
OPEN = frozenset({"waiting", "running"})


def job(state: str, *results: Added, job_id: str = "job-1", **facts: object) -> Job:
    """A job with these lines; `left` names the files without one."""
    left = tuple(facts.pop("left", ()))  # type: ignore[arg-type]  # names
    total = len(results) + len(left)
    step = str(facts.pop("step", state))
    return Job(  # type: ignore[arg-type]  # states and facts as a test wants them
        job_id, "add", state, len(results), total, step, results, CREATED, left=left, **facts
    )


class FakeJobs:
    """Mixed into FakeKit. `jobs_here`: newest first; a test puts there what the archive has."""

    suffixes = (".docx", ".eml", ".md", ".pdf", ".txt")
    analyses: Mapping[str, Analysis]
    calls: list[tuple[str, object]]
    jobs_here: list[Job]
    tending: Tending

    def submit(self, uploads: Sequence[Upload], session: Session | None = None) -> str:
        """Remember what was sent; it is done at once, the second file as if it were here before."""
        self.calls.append(("submit", (tuple(uploads), session)))
        first = next(iter(self.analyses), "")
        lines = (
            Added(one.name, "unchanged" if number == 1 else "added", first)
            for number, one in enumerate(uploads)
        )
        number = len(self.asked("submit"))
        self.jobs_here.insert(0, job("done", *lines, job_id=f"job-{number}"))
        return f"job-{number}"

    def report(self) -> Job:
        """A job as it often ends: added, here before, unreadable; put where `job` finds it."""
        first = next(iter(self.analyses), "")
        lost = NoteUnreadable("path_unknown", name="scan.exe")
        lines = (
            Added("notiz *1*.md", "added", first),
            Added("alt.md", "unchanged", first),
            Added("scan.exe", "failed", error=lost),
        )
        self.jobs_here.insert(0, job("done", *lines))
        return self.jobs_here[0]

    def job(self, job_id: str) -> Job:
        """One of those here."""
        for one in self.jobs_here:
            if one.id == job_id:
                return one
        raise NotFound("job_unknown", job=job_id)

    def jobs(self) -> tuple[Job, ...]:
        """The jobs that a test put here."""
        return tuple(self.jobs_here)

    def unfinished(self) -> tuple[Job, ...]:
        """Those that run or wait, oldest first."""
        return tuple(one for one in reversed(self.jobs_here) if one.state in OPEN)

    def reports(self, most: int) -> tuple[Job, ...]:
        """Those that are over."""
        return tuple(one for one in self.jobs_here if one.state not in OPEN)[:most]

    def tend(self) -> Tending:
        """As the test wants it."""
        return self.tending

    def cancel(self, job_id: str) -> None:
        """Stop a job."""
        self.calls.append(("cancel", job_id))
        self._put(replace(self.job(job_id), state="cancelled"))

    def try_again(self, job_id: str, engine: EngineName | None = None) -> bool:
        """Let a job wait once more."""
        self.calls.append(("try_again", (job_id, engine) if engine else job_id))
        self._put(replace(self.job(job_id), state="waiting"))
        return True

    def drop_report(self, job_id: str) -> None:
        """Remove a report."""
        self.calls.append(("drop_report", job_id))
        self.jobs_here.remove(self.job(job_id))

    def _put(self, changed: Job) -> None:
        self.jobs_here[:] = [changed if one.id == changed.id else one for one in self.jobs_here]

    def asked(self, verb: str) -> list[object]:
        """What a verb was called with, in order."""
        return [what for name, what in self.calls if name == verb]

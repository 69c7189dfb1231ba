"""Long work and how far it is, as those see it who hand it over. Pages only look.

Files wait in here until they are read, and no longer, except for one that failed by a fault of the
moment: it waits a day for another try.
"""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Sequence

from iolkit.archive import codec, job_rows, state
from iolkit.archive.work import Work, drop_unread
from iolkit.errors import NotFound
from iolkit.outcomes import EngineName, Job, Upload
from iolkit.records import Session


class Jobs(Work):
    """The jobs of an archive."""

    def submit(
        self,
        uploads: Sequence[Upload],
        session: Session | None = None,
        *,
        kind: str = "add",
        engine: EngineName = "embedded",
    ) -> str:
        """Hand over files for an engine; the id of the job. The same files that still wait for the
        same engine are the same job."""
        facts = codec.from_session(session) if session else None
        submission = _submission(uploads, facts, f"{kind} {engine}")
        with self._database.write() as connection:
            same = connection.execute(
                f"SELECT id FROM jobs WHERE submission = ? AND state IN {job_rows.OPEN}",
                (submission,),
            ).fetchone()
            if same:
                return str(same[0])
            job_id = uuid.uuid4().hex[:12]
            connection.execute(
                "INSERT INTO jobs("
                "id, kind, submission, session, state, step, beat_at, created_at, engine) "
                "VALUES (?, ?, ?, ?, 'waiting', 'waiting', ?, ?, ?)",
                (job_id, kind, submission, facts, time.time(), state.now(), engine),
            )
            connection.executemany(
                "INSERT INTO job_files(job_id, position, name, data) VALUES (?, ?, ?, ?)",
                ((job_id, n, upload.name, upload.data) for n, upload in enumerate(uploads)),
            )
            return job_id

    def get(self, job_id: str) -> Job:
        """One job. Raises NotFound("job_unknown")."""
        with self._database.read() as connection:
            return job_rows.job(connection, job_id)

    def all(self) -> tuple[Job, ...]:
        """Every job, newest first."""
        with self._database.read() as connection:
            return job_rows.jobs(connection, job_rows.ANY)

    def unfinished(self) -> tuple[Job, ...]:
        """The jobs that wait or run, in the order in which they are done."""
        with self._database.read() as connection:
            found = job_rows.jobs(connection, job_rows.OPEN)
        return tuple(sorted(reversed(found), key=lambda job: job.state == "waiting"))

    def reports(self, most: int) -> tuple[Job, ...]:
        """The last `most` jobs that are over, newest first."""
        with self._database.read() as connection:
            return job_rows.jobs(connection, job_rows.OVER, most)

    def cancel(self, job_id: str) -> None:
        """Stop a job: one that waits at once, one that runs at the worker's next look."""
        with self._database.write() as connection:
            job = job_rows.job(connection, job_id)
            if job.state == "waiting":
                connection.execute(
                    "UPDATE jobs SET state = 'cancelled', step = 'cancelled', finished_at = ? "
                    "WHERE id = ?",
                    (time.time(), job_id),
                )
                drop_unread(connection, job_id)
            elif job.state == "running":
                connection.execute("UPDATE jobs SET cancelled = 1 WHERE id = ?", (job_id,))

    def again(self, job_id: str, engine: EngineName | None = None) -> bool:
        """Let the failed files that are still at hand wait once more, for another engine where one
        is named; False when there are none.

        Raises NotFound("job_unknown"). While the same files wait already, nothing is doubled.
        """
        with self._database.write() as connection:
            if job_rows.job(connection, job_id).state in {"waiting", "running"}:
                return False
            twin = connection.execute(
                f"SELECT 1 FROM jobs WHERE state IN {job_rows.OPEN} AND submission = "
                "(SELECT submission FROM jobs WHERE id = ?)",
                (job_id,),
            ).fetchone()
            waiting = 0 if twin else connection.execute(
                "UPDATE job_files SET result = NULL, begun = 0 "
                "WHERE job_id = ? AND data IS NOT NULL",
                (job_id,),
            ).rowcount  # fmt: skip
            if waiting:
                connection.execute(
                    "UPDATE jobs SET state = 'waiting', step = 'waiting', cancelled = 0, "
                    "beat_at = ?, engine = coalesce(?, engine) WHERE id = ?",
                    (time.time(), engine, job_id),
                )
            return bool(waiting)

    def drop(self, job_id: str) -> None:
        """Remove the report of a job that is over. Raises NotFound("job_unknown")."""
        with self._database.write() as connection:
            gone = connection.execute(
                f"DELETE FROM jobs WHERE id = ? AND state IN {job_rows.OVER}", (job_id,)
            ).rowcount
            if not gone:
                raise NotFound("job_unknown", job=job_id)

    def drop_kept(self) -> None:
        """Take out every file that waits for another try: it may hold what is to be forgotten."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE job_files SET data = NULL WHERE data IS NOT NULL AND job_id IN "
                f"(SELECT id FROM jobs WHERE state IN {job_rows.OVER})"
            )

    def silence(self) -> float:
        """Seconds since any unfinished job was handed over or got on; 0 when there is none."""
        with self._database.read() as connection:
            last = connection.execute(
                f"SELECT max(beat_at) FROM jobs WHERE state IN {job_rows.OPEN}"
            ).fetchone()[0]
            return 0.0 if last is None else max(0.0, time.time() - last)


def _submission(uploads: Sequence[Upload], facts: str | None, kind: str) -> str:
    files = sorted((upload.name, hashlib.sha256(upload.data).hexdigest()) for upload in uploads)
    return codec.seal(kind, facts, codec.dumps(files))

"""Long work and how far it is. A worker under the space's lock does it; pages only look.

Files wait in here until they are read, and no longer. A job that a dead worker left behind is
taken up where it stopped: whoever holds the lock knows that nobody else works.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from iolkit import errors
from iolkit.archive import codec, state
from iolkit.archive.connection import Database
from iolkit.errors import IolkitError, NotFound
from iolkit.outcomes import Added, Job, Upload
from iolkit.records import Session


class Jobs:
    """The jobs of an archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def submit(
        self, uploads: Sequence[Upload], session: Session | None = None, *, kind: str = "add"
    ) -> str:
        """Hand over files; the id of the job. The same files that still wait are the same job."""
        facts = codec.from_session(session) if session else None
        submission = _submission(uploads, facts, kind)
        with self._database.write() as connection:
            same = connection.execute(
                "SELECT id FROM jobs WHERE submission = ? AND state IN ('waiting', 'running')",
                (submission,),
            ).fetchone()
            if same:
                return str(same[0])
            job_id = uuid.uuid4().hex[:12]
            connection.execute(
                "INSERT INTO jobs(id, kind, submission, session, state, step, created_at) "
                "VALUES (?, ?, ?, ?, 'waiting', 'waiting', ?)",
                (job_id, kind, submission, facts, state.now()),
            )
            connection.executemany(
                "INSERT INTO job_files(job_id, position, name, data) VALUES (?, ?, ?, ?)",
                [(job_id, n, upload.name, upload.data) for n, upload in enumerate(uploads)],
            )
            return job_id

    def get(self, job_id: str) -> Job:
        """One job. Raises NotFound("job_unknown")."""
        with self._database.read() as connection:
            return _job(connection, _row(connection, job_id))

    def all(self) -> tuple[Job, ...]:
        """Every job, newest first."""
        with self._database.read() as connection:
            found = connection.execute(f"SELECT {_COLUMNS} FROM jobs ORDER BY seq DESC").fetchall()
            return tuple(_job(connection, row) for row in found)

    def cancel(self, job_id: str) -> None:
        """Stop a job: one that waits at once, one that runs at the worker's next step."""
        with self._database.write() as connection:
            _row(connection, job_id)
            connection.execute(
                "UPDATE jobs SET cancelled = 1 WHERE id = ? AND state IN ('waiting', 'running')",
                (job_id,),
            )
            stopped = connection.execute(
                "UPDATE jobs SET state = 'cancelled', step = 'cancelled' "
                "WHERE id = ? AND state = 'waiting'",
                (job_id,),
            ).rowcount
            if stopped:
                _drop_files(connection, job_id)

    def claim(self) -> Job | None:
        """The next job to do, now running: first one that was left behind, then the oldest.

        Only for the holder of the space's worker lock.
        """
        with self._database.write() as connection:
            row = connection.execute(
                "SELECT id FROM jobs WHERE state IN ('running', 'waiting') "
                "ORDER BY state = 'waiting', seq LIMIT 1"
            ).fetchone()
            if row is None:
                return None
            connection.execute(
                "UPDATE jobs SET state = 'running', beat_at = ? WHERE id = ?",
                (time.time(), row[0]),
            )
            return _job(connection, _row(connection, row[0]))

    def session(self, job_id: str) -> Session | None:
        """The session the files were handed over for. Raises NotFound("job_unknown")."""
        with self._database.read() as connection:
            _row(connection, job_id)
            facts = connection.execute(
                "SELECT session FROM jobs WHERE id = ?", (job_id,)
            ).fetchone()[0]
            return codec.session(facts) if facts else None

    def waiting(self, job_id: str) -> Iterator[tuple[int, Upload]]:
        """The files without a result yet, one at a time, with their positions."""
        position = -1
        while True:
            with self._database.read() as connection:
                row = connection.execute(
                    "SELECT position, name, data FROM job_files "
                    "WHERE job_id = ? AND result IS NULL AND data IS NOT NULL AND position > ? "
                    "ORDER BY position LIMIT 1",
                    (job_id, position),
                ).fetchone()
            if row is None:
                return
            position, name, data = row
            yield position, Upload(name, data)

    def step(self, job_id: str, step: str) -> bool:
        """Show what is being done (phrase key step.`step`). False: stop, the job was cancelled."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE jobs SET step = ?, beat_at = ? WHERE id = ? AND state = 'running'",
                (step, time.time(), job_id),
            )
            row = connection.execute(
                "SELECT state = 'running' AND NOT cancelled FROM jobs WHERE id = ?", (job_id,)
            ).fetchone()
            return bool(row and row[0])

    def begin(self, job_id: str, position: int) -> int:
        """A file is about to be read: how often that has been tried before without a result."""
        with self._database.write() as connection:
            tried: int = connection.execute(
                "UPDATE job_files SET begun = begun + 1 WHERE job_id = ? AND position = ? "
                "RETURNING begun - 1",
                (job_id, position),
            ).fetchone()[0]
            return tried

    def record(self, job_id: str, position: int, added: Added) -> None:
        """What became of one file; its bytes are taken out."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE job_files SET result = ?, data = NULL WHERE job_id = ? AND position = ?",
                (codec.dumps(_from_added(added)), job_id, position),
            )
            connection.execute("UPDATE jobs SET beat_at = ? WHERE id = ?", (time.time(), job_id))

    def finish(self, job_id: str) -> None:
        """The job is over: cancelled if asked to, failed if every file did, else done."""
        with self._database.write() as connection:
            job = _job(connection, _row(connection, job_id))
            cancelled = connection.execute(
                "SELECT cancelled FROM jobs WHERE id = ?", (job_id,)
            ).fetchone()[0]
            lost = bool(job.results) and all(r.state == "failed" for r in job.results)
            end = "cancelled" if cancelled and job.done < job.total else "done"
            end = "failed" if end == "done" and lost else end
            connection.execute(
                "UPDATE jobs SET state = ?, step = ? WHERE id = ?", (end, end, job_id)
            )
            _drop_files(connection, job_id)

    def silent_for(self, job_id: str) -> float:
        """Seconds since the worker last moved a running job; 0 for any other."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT beat_at FROM jobs WHERE id = ? AND state = 'running'", (job_id,)
            ).fetchone()
            return max(0.0, time.time() - row[0]) if row else 0.0


_COLUMNS = "id, kind, state, step, created_at"


def _row(connection: sqlite3.Connection, job_id: str) -> Sequence[Any]:
    row = connection.execute(f"SELECT {_COLUMNS} FROM jobs WHERE id = ?", (job_id,)).fetchone()
    if row is None:
        raise NotFound("job_unknown", job=job_id)
    return tuple(row)


def _job(connection: sqlite3.Connection, row: Sequence[Any]) -> Job:
    job_id, kind, job_state, step, created_at = row
    results = [
        _added(json.loads(result)) if result else None
        for (result,) in connection.execute(
            "SELECT result FROM job_files WHERE job_id = ? ORDER BY position", (job_id,)
        )
    ]
    known = tuple(added for added in results if added is not None)
    return Job(job_id, kind, job_state, len(known), len(results), step, known, created_at)


def _submission(uploads: Sequence[Upload], facts: str | None, kind: str) -> str:
    files = sorted((upload.name, hashlib.sha256(upload.data).hexdigest()) for upload in uploads)
    return codec.seal(kind, facts, codec.dumps(files))


def _drop_files(connection: sqlite3.Connection, job_id: str) -> None:
    connection.execute("UPDATE job_files SET data = NULL WHERE job_id = ?", (job_id,))


def _from_added(added: Added) -> dict[str, Any]:
    error = added.error
    return {
        "source": added.source,
        "state": added.state,
        "note_id": added.note_id,
        "error": [type(error).__name__, error.key, error.values] if error else None,
    }


def _added(raw: dict[str, Any]) -> Added:
    error: IolkitError | None = None
    if raw["error"]:
        kind, key, values = raw["error"]
        error = getattr(errors, kind, IolkitError)(key, **values)
    return Added(raw["source"], raw["state"], raw["note_id"], error)

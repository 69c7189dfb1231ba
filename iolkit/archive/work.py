"""The worker's side of the jobs: take one, show how far it is, write down what became of a file.

Only for the holder of the space's worker lock and the process that works for it. A job that a
dead worker left behind is taken up where it stopped: who holds the lock knows that nobody else
works.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping
from dataclasses import replace

from iolkit.archive import codec, job_rows
from iolkit.archive.connection import Database
from iolkit.archive.notes import SourceFile
from iolkit.errors import NoteUnreadable, NotFound
from iolkit.outcomes import Added, EngineName, Job, Spent, Upload
from iolkit.records import Session

REPORTS = 20
"""So many reports of finished jobs are kept; older ones go when a job ends."""
KEPT_S = 24 * 60 * 60.0
"""A file that failed and may be tried again is kept for a day, then only its line is."""
WORTH_AGAIN = frozenset(
    {"reader_did_not_start", "stage_too_long", "stopped_the_worker", "took_too_long"}
)
"""Faults of the moment (a busy computer, a crash). Any other unreadable file stays unreadable."""


class Work:
    """What a worker does with the jobs of an archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self) -> Job | None:
        """The next job to do, now running: first one that was left behind, then the oldest."""
        with self._database.write() as connection:
            _let_go(connection)
            row = connection.execute(
                f"SELECT id FROM jobs WHERE state IN {job_rows.OPEN} "
                "ORDER BY state = 'waiting', seq LIMIT 1"
            ).fetchone()
            if row is None:
                return None
            now = time.time()
            connection.execute(
                "UPDATE jobs SET state = 'running', step = 'starting', step_at = ?, beat_at = ?, "
                "left_s = NULL WHERE id = ?",
                (now, now, row[0]),
            )
            return job_rows.job(connection, row[0])

    def session(self, job_id: str) -> Session | None:
        """The session the files were handed over for. Raises NotFound("job_unknown")."""
        with self._database.read() as connection:
            row = connection.execute("SELECT session FROM jobs WHERE id = ?", (job_id,)).fetchone()
        if row is None:
            raise NotFound("job_unknown", job=job_id)
        return codec.session(row[0]) if row[0] else None

    def waiting(self, job_id: str, most: int = -1) -> tuple[int, ...]:
        """The positions of the files without a result, the first `most` of them (-1: all)."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT position FROM job_files WHERE job_id = ? AND result IS NULL "
                "AND data IS NOT NULL ORDER BY position LIMIT ?",
                (job_id, most),
            )
            return tuple(row[0] for row in found)

    def tries(self, job_id: str) -> Mapping[int, int]:
        """How often each file without a result was begun, by its position."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT position, begun FROM job_files WHERE job_id = ? AND result IS NULL",
                (job_id,),
            )
            return dict(found.fetchall())

    def engine(self, job_id: str) -> EngineName:
        """Who reads the files of a job. Raises NotFound("job_unknown")."""
        with self._database.read() as connection:
            row = connection.execute("SELECT engine FROM jobs WHERE id = ?", (job_id,)).fetchone()
        if row is None:
            raise NotFound("job_unknown", job=job_id)
        return "llm" if row[0] == "llm" else "embedded"

    def upload(self, job_id: str, position: int) -> Upload:
        """A file that waits. Raises NotFound("job_unknown") when it waits no longer."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT name, data FROM job_files "
                "WHERE job_id = ? AND position = ? AND data IS NOT NULL",
                (job_id, position),
            ).fetchone()
        if row is None:
            raise NotFound("job_unknown", job=job_id)
        return Upload(*row)

    def step(self, job_id: str, step: str, left_s: float | None = None) -> None:
        """Show what is being done from now on (phrase key step.`step`), and the seconds that the
        rest of the job will take where they can be told."""
        with self._database.write() as connection:
            now = time.time()
            connection.execute(
                "UPDATE jobs SET step = ?, step_at = ?, beat_at = ?, left_s = ? "
                "WHERE id = ? AND state = 'running'",
                (step, now, now, left_s, job_id),
            )

    def beat(self, job_id: str, left_s: float | None = None) -> None:
        """A sign of life, with the seconds the rest will take where they can be told."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE jobs SET beat_at = ?, left_s = ? WHERE id = ? AND state = 'running'",
                (time.time(), left_s, job_id),
            )

    def stopped(self, job_id: str) -> bool:
        """Whether somebody wants this job to end, or has taken it away."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT cancelled FROM jobs WHERE id = ? AND state = 'running'", (job_id,)
            ).fetchone()
            return row is None or bool(row[0])

    def begin(self, job_id: str, position: int) -> int:
        """A file is about to be read: how often that has been tried before without a result."""
        with self._database.write() as connection:
            row = connection.execute(
                "UPDATE job_files SET begun = begun + 1 WHERE job_id = ? AND position = ? "
                "RETURNING begun - 1",
                (job_id, position),
            ).fetchone()
            return int(row[0]) if row else 0

    def settle(self, job_id: str, position: int) -> bool:
        """Whether a try that was cut off had stored the note after all; then its line is written.

        A note that came since the job was handed over, by this name and these bytes, is its doing.
        """
        with self._database.write() as connection:
            row = connection.execute(
                "SELECT f.name, f.data, j.created_at "
                "FROM job_files f JOIN jobs j ON j.id = f.job_id "
                "WHERE j.id = ? AND f.position = ? AND f.result IS NULL AND f.data IS NOT NULL",
                (job_id, position),
            ).fetchone()
            if row is None:
                return False
            name, data, created_at = row
            file = SourceFile.of(name, data)
            note = connection.execute(
                "SELECT n.id FROM sources s JOIN notes n ON n.id = s.note_id "
                "WHERE s.name = ? AND s.sha256 = ? AND n.added_at >= ?",
                (file.name, file.sha256, created_at),
            ).fetchone()
            if note is None:
                return False
            _write_line(connection, job_id, position, Added(name, "added", note[0]))
            return True

    def record(self, job_id: str, position: int, added: Added, spent: Spent | None = None) -> None:
        """What became of one file, once and for all; its bytes go unless trying again may help.
        `spent` is added to what the job has cost."""
        with self._database.write() as connection:
            _write_line(connection, job_id, position, added)
            connection.execute("UPDATE jobs SET beat_at = ? WHERE id = ?", (time.time(), job_id))
            if spent and spent.anything:
                _add_cost(connection, job_id, spent)

    def finish(self, job_id: str) -> None:
        """The job is over: cancelled if asked to, failed if every file did, else done."""
        with self._database.write() as connection:
            job = job_rows.job(connection, job_id)
            lost = bool(job.results) and all(line.state == "failed" for line in job.results)
            end = "cancelled" if job.left else "failed" if lost else "done"
            connection.execute(
                "UPDATE jobs SET state = ?, step = ?, finished_at = ? WHERE id = ?",
                (end, end, time.time(), job_id),
            )
            drop_unread(connection, job_id)
            _let_go(connection)


def drop_unread(connection: sqlite3.Connection, job_id: str) -> None:
    """Take out the bytes of files that will not be read."""
    connection.execute(
        "UPDATE job_files SET data = NULL WHERE job_id = ? AND result IS NULL", (job_id,)
    )


def _write_line(connection: sqlite3.Connection, job_id: str, position: int, added: Added) -> None:
    line = codec.dumps(job_rows.stored(replace(added, again=False)))
    connection.execute(
        "UPDATE job_files SET result = ?, data = CASE WHEN ? THEN data END "
        "WHERE job_id = ? AND position = ? AND result IS NULL",
        (line, _worth_again(added), job_id, position),
    )


def _add_cost(connection: sqlite3.Connection, job_id: str, spent: Spent) -> None:
    row = connection.execute("SELECT spent FROM jobs WHERE id = ?", (job_id,)).fetchone()
    if row is not None:
        whole = job_rows.spent(row[0]) + spent
        connection.execute(
            "UPDATE jobs SET spent = ? WHERE id = ?", (job_rows.from_spent(whole), job_id)
        )


def _worth_again(added: Added) -> bool:
    error = added.error
    if error is None:
        return False
    return not isinstance(error, NoteUnreadable) or error.key in WORTH_AGAIN


def _let_go(connection: sqlite3.Connection) -> None:
    """Old reports, and files that waited for another try for too long."""
    connection.execute(
        f"DELETE FROM jobs WHERE state IN {job_rows.OVER} AND seq NOT IN "
        f"(SELECT seq FROM jobs WHERE state IN {job_rows.OVER} ORDER BY seq DESC LIMIT ?)",
        (REPORTS,),
    )
    connection.execute(
        "UPDATE job_files SET data = NULL WHERE data IS NOT NULL AND job_id IN "
        f"(SELECT id FROM jobs WHERE state IN {job_rows.OVER} AND finished_at < ?)",
        (time.time() - KEPT_S,),
    )

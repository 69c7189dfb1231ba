"""Rows of jobs and their files, as the records that people and pages see."""

from __future__ import annotations

import json
import sqlite3
import time
from dataclasses import asdict
from typing import Any

from iolkit import errors
from iolkit.archive import codec
from iolkit.errors import IolkitError, NotFound
from iolkit.outcomes import Added, Job, Spent

OPEN = "('waiting', 'running')"
OVER = "('done', 'failed', 'cancelled')"
ANY = "('waiting', 'running', 'done', 'failed', 'cancelled')"
_COLUMNS = "id, kind, state, step, created_at, step_at, left_s, engine, spent"


def job(connection: sqlite3.Connection, job_id: str) -> Job:
    """One job with a line a file. Raises NotFound("job_unknown")."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM jobs WHERE id = ?", (job_id,)).fetchone()
    if row is None:
        raise NotFound("job_unknown", job=job_id)
    _, kind, state, step, created_at, step_at, left_s, engine, cost = row
    files = connection.execute(
        "SELECT name, begun, data IS NOT NULL, result FROM job_files WHERE job_id = ? "
        "ORDER BY position",
        (job_id,),
    ).fetchall()
    results = tuple(_added(result, bool(kept)) for _, _, kept, result in files if result)
    running = state == "running"
    return Job(
        id=job_id,
        kind=kind,
        state=state,
        done=len(results),
        total=len(files),
        step=step,
        results=results,
        created_at=created_at,
        current=_current(files) if running else "",
        left=tuple(name for name, _, _, result in files if not result),
        step_s=max(0.0, time.time() - step_at) if running and step_at else 0.0,
        left_s=left_s if running else None,
        engine=engine,
        spent=spent(cost),
    )


def jobs(connection: sqlite3.Connection, states: str, most: int = -1) -> tuple[Job, ...]:
    """The jobs in one of `states`, newest first, `most` of them (-1: all)."""
    found = connection.execute(
        f"SELECT id FROM jobs WHERE state IN {states} ORDER BY seq DESC LIMIT ?", (most,)
    ).fetchall()
    return tuple(job(connection, job_id) for (job_id,) in found)


def stored(added: Added) -> dict[str, Any]:
    """A line as it is written down."""
    error = added.error
    return {
        "source": added.source,
        "state": added.state,
        "note_id": added.note_id,
        "error": [type(error).__name__, error.key, error.values] if error else None,
    }


def spent(text: str) -> Spent:
    """What a job has cost, from its column."""
    return Spent(**json.loads(text))


def from_spent(cost: Spent) -> str:
    """What a job has cost, as it is written down."""
    return codec.dumps(asdict(cost))


def _current(files: list[Any]) -> str:
    return next((str(name) for name, begun, _, result in files if begun and not result), "")


def _added(result: str, kept: bool) -> Added:
    raw = json.loads(result)
    error: IolkitError | None = None
    if raw["error"]:
        kind, key, values = raw["error"]
        error = getattr(errors, kind, IolkitError)(key, **values)
    again = kept and raw["state"] == "failed"
    return Added(raw["source"], raw["state"], raw["note_id"], error, again)

"""Work on its way, told by files and steps; it never stands still without a word.

All of it lies in the archive, so a reload, another tab or another day shows the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import job_reports
from iolkit.outcomes import Job, Tending
from iolkit.phrases import Tongue, keys, say
from plain_errors import explained
from safe_text import safe, shortened

if TYPE_CHECKING:
    from iolkit.kit import Kit

LOOK_S = 1.0
STEPS = (
    "starting",
    "reading",
    "finding",
    "items",
    "rating",
    "summing",
    "asking",
    "indexing",
    "storing",
)
LATEST = 5
SLOW_S = 15.0
"""A step that takes longer is told with its time, so that nobody takes it for stuck."""
MINUTE_S = 60.0


def show(kit: Kit, tongue: Tongue) -> bool:
    """Draw what is being read and what waits behind it; False when there is nothing."""
    unfinished = kit.unfinished()
    if unfinished:
        _watched(kit, tongue, unfinished[0].id)
    return bool(unfinished)


@st.fragment(run_every=LOOK_S)
def _watched(kit: Kit, tongue: Tongue, first: str) -> None:
    with explained(tongue):
        unfinished = kit.unfinished()
        if not unfinished or unfinished[0].id != first:
            job_reports.watch(first)
            st.rerun()
        with st.container(border=True):
            _running(kit, tongue, unfinished[0], kit.tend())
            for job in unfinished[1:]:
                _queued(kit, tongue, job)


def _running(kit: Kit, tongue: Tongue, job: Job, tending: Tending) -> None:
    st.progress(_share(job), text=safe(_headline(job, tongue)))
    if tending == "working":
        about = (_step(job, tongue), _left(job, tongue), say("job.leave", tongue))
        st.caption("  \n".join(safe(line) for line in about if line))
    else:
        st.warning(say(f"job.{tending}", tongue), icon=":material/sync_problem:")
    _stop(kit, tongue, job)
    if job.results:
        counted = safe(job_reports.counts(job, tongue))
        st.caption(f"{safe(say('job.so_far', tongue))} {counted}")
        st.markdown(job_reports.lines(job.results[-LATEST:], tongue))


def _queued(kit: Kit, tongue: Tongue, job: Job) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        said = say("job.queued", tongue, n=job.total)
        st.caption(f":material/hourglass_empty: {safe(said)}", width="content")
        _stop(kit, tongue, job)


def _stop(kit: Kit, tongue: Tongue, job: Job) -> None:
    st.button(
        say("job.cancel", tongue),
        key=f"job_cancel_{job.id}",
        icon=":material/stop_circle:",
        on_click=_cancel,
        args=(kit, tongue, job.id),
    )


def _cancel(kit: Kit, tongue: Tongue, job_id: str) -> None:
    with explained(tongue):
        kit.cancel(job_id)


def _share(job: Job) -> float:
    """Files done, and the steps done of the one in hand."""
    within = STEPS.index(job.step) / len(STEPS) if job.current and job.step in STEPS else 0.0
    return min((job.done + within) / job.total, 1.0) if job.total else 0.0


def _headline(job: Job, tongue: Tongue) -> str:
    if not job.current:
        return say("job.waiting_files", tongue, n=job.total)
    number = min(job.done + 1, job.total)
    name = shortened(job.current, 60)
    return say("job.running", tongue, number=number, total=job.total, name=name)


def _step(job: Job, tongue: Tongue) -> str:
    key = f"step.{job.step}"
    step = say(key, tongue) if job.current and key in keys(tongue) else ""
    if step and job.step_s > SLOW_S:
        return say("job.slow", tongue, step=step, seconds=int(job.step_s))
    return step


def _left(job: Job, tongue: Tongue) -> str:
    """How long the rest takes, in whole minutes; nothing while nobody can know."""
    if job.left_s is None:
        return ""
    if job.left_s < MINUTE_S:
        return say("job.left_soon", tongue)
    return say("job.left", tongue, n=round(job.left_s / MINUTE_S))

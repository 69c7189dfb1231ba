"""The one thing to do next, chosen from what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

import routes
from iolkit.outcomes import Job, Overview
from iolkit.phrases import Tongue, say
from safe_text import safe

if TYPE_CHECKING:
    from iolkit.kit import Kit

OPEN = frozenset({"waiting", "running"})
SEEN = "failure_seen"
"""Choice of the space: the newest job whose failures the person has looked at."""


@dataclass(frozen=True)
class Step:
    """A sentence, what the button says, and where it leads."""

    said: str
    button: str
    to: str
    asked: dict[str, str] = field(default_factory=dict)


def waiting_job(jobs: Sequence[Job]) -> Job | None:
    """The job that is being worked on, or waits for it."""
    return next((job for job in jobs if job.state in OPEN), None)


def show(kit: Kit, tongue: Tongue, seen: Overview, jobs: Sequence[Job]) -> None:
    """What waits in a sentence, and the button that leads there."""
    step = _step(kit, tongue, seen, waiting_job(jobs))
    with st.container(border=True):
        st.markdown(f"**{safe(say('overview.next', tongue))}**  \n{safe(step.said)}")
        if st.button(step.button, key="next_step", type="primary", icon=":material/arrow_forward:"):
            routes.go(step.to, **step.asked)
        _tell_failures(kit, tongue, jobs)
        if not kit.lists().own_org:
            _ask_for_own_org(tongue)


def _step(kit: Kit, tongue: Tongue, seen: Overview, job: Job | None) -> Step:
    if job is not None:
        said = say("overview.job", tongue, done=job.done, total=job.total)
        return Step(said, say("overview.job_button", tongue), "add", {"job": job.id})
    if seen.open_notes and (note := kit.next_open()):
        parts = (
            say("overview.open_notes", tongue, n=seen.open_notes),
            say("overview.open_marks", tongue, n=seen.open_marks),
        )
        return Step(" ".join(parts), say("overview.open_button", tongue), "review", {"note": note})
    if gap := kit.next_gap():
        button = say("overview.gap_button", tongue)
        return Step(say("overview.gap", tongue), button, "debrief", {"note": gap})
    return Step(say("overview.all_done", tongue), say("overview.done_button", tongue), "handover")


def _tell_failures(kit: Kit, tongue: Tongue, jobs: Sequence[Job]) -> None:
    """Files that the last job could not read, until somebody has looked at them."""
    last = next((job for job in jobs if job.state not in OPEN), None)
    lost = sum(one.state == "failed" for one in last.results) if last else 0
    if last is None or not lost or kit.choice(SEEN) == last.id:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        said = say("overview.failed", tongue, n=lost)
        st.caption(f":material/error: {safe(said)}", width="content")
        if st.button(say("overview.failed_button", tongue), key="see_failed", type="tertiary"):
            kit.choose(SEEN, last.id)
            routes.go("add", job=last.id)


def _ask_for_own_org(tongue: Tongue) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(say("overview.who", tongue), width="content")
        if st.button(say("overview.who_button", tongue), key="tell_own", type="tertiary"):
            routes.go("organisation")

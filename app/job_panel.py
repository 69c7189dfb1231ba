"""A job on its way: step by step while it runs, one line a file when it is done.

Which job is shown stands in the address (?job=), so that a reload finds it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import routes
from iolkit.errors import NotFound
from iolkit.outcomes import Added, Job
from iolkit.phrases import Tongue, keys, say
from plain_errors import explained, sentence
from safe_text import safe, shortened

if TYPE_CHECKING:
    from iolkit.kit import Kit

PARAMETER = "job"
OPEN = frozenset({"waiting", "running"})
SIGNS = {"added": ":green[:material/check_circle:]", "unchanged": ":gray[:material/done_all:]",
         "failed": ":red[:material/error:]"}  # fmt: skip


def watch(job_id: str) -> None:
    """Show this job from now on."""
    st.query_params[PARAMETER] = job_id
    st.session_state[PARAMETER] = job_id


def show(kit: Kit, tongue: Tongue) -> bool:
    """Draw the watched job, if there is one; True when a finished one is shown."""
    job_id = st.query_params.get(PARAMETER) or st.session_state.get(PARAMETER)
    if not job_id:
        return False
    try:
        job = kit.job(job_id)
    except NotFound:
        _close()
        return False
    if job.state in OPEN:
        _progress(kit, tongue, job_id)
        return False
    _report(job, tongue)
    return True


@st.fragment(run_every=1.0)
def _progress(kit: Kit, tongue: Tongue, job_id: str) -> None:
    job = kit.job(job_id)
    if job.state not in OPEN:
        st.rerun()
    with st.container(border=True):
        share = job.done / job.total if job.total else 0.0
        text = say("job.running", tongue, done=job.done, total=job.total, step=_step(job, tongue))
        st.progress(min(share, 1.0), text=safe(text))
        st.caption(say("job.leave", tongue))
        st.button(
            say("job.cancel", tongue),
            key="job_cancel",
            icon=":material/stop_circle:",
            on_click=_cancel,
            args=(kit, tongue, job_id),
        )
        _lines(job.results, tongue)


def _report(job: Job, tongue: Tongue) -> None:
    counts = {state: 0 for state in SIGNS}
    for one in job.results:
        counts[one.state] += 1
    with st.container(border=True):
        st.markdown(f"**{safe(say(f'job.{job.state}', tongue))}** · {safe(_sum(counts, tongue))}")
        _lines(job.results, tongue)
        first = next((one.note_id for one in job.results if one.note_id), "")
        with st.container(horizontal=True):
            if first and st.button(
                say("job.review", tongue),
                key="job_review",
                type="primary",
                icon=":material/fact_check:",
            ):
                _close()
                routes.go("review", note=first)
            st.button(say("job.close", tongue), key="job_close", type="tertiary", on_click=_close)


def _lines(results: tuple[Added, ...], tongue: Tongue) -> None:
    if results:
        st.markdown("\n".join(f"{_line(one, tongue)}  " for one in results))


def _line(one: Added, tongue: Tongue) -> str:
    what = sentence(one.error, tongue) if one.error else safe(say(f"job.file_{one.state}", tongue))
    return f"{SIGNS[one.state]} **{safe(shortened(one.source, 80))}**: {what}"


def _sum(counts: dict[str, int], tongue: Tongue) -> str:
    said = [say(f"job.count_{state}", tongue, n=n) for state, n in counts.items() if n]
    return ", ".join(said) or say("job.count_none", tongue)


def _step(job: Job, tongue: Tongue) -> str:
    key = f"step.{job.step}"
    return say(key, tongue) if key in keys(tongue) else say(f"job.{job.state}", tongue)


def _cancel(kit: Kit, tongue: Tongue, job_id: str) -> None:
    with explained(tongue):
        kit.cancel(job_id)


def _close() -> None:
    st.query_params.pop(PARAMETER, None)
    st.session_state.pop(PARAMETER, None)

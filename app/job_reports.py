"""What became of each file: the report of a job that is over, and the way back to earlier ones.

Which report is open stands in the address (?job=), so that a reload finds it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

import routes
from iolkit.errors import EngineError, NotFound
from iolkit.outcomes import Added, EngineName, Job
from iolkit.phrases import Tongue, moment, say
from plain_errors import explained, sentence
from safe_text import plain, safe, shortened
from sent_log import cost_line

if TYPE_CHECKING:
    from iolkit.kit import Kit

PARAMETER = "job"
OPEN = frozenset({"waiting", "running"})
SIGNS = {"failed": ":red[:material/error:]", "added": ":green[:material/check_circle:]",
         "unchanged": ":gray[:material/done_all:]"}  # fmt: skip
"""What a person must know first comes first."""
SHOWN = 10
EARLIER = 5


def watch(job_id: str) -> None:
    """Show the report of this job once it is there."""
    st.query_params[PARAMETER] = job_id
    st.session_state[PARAMETER] = job_id


def show(kit: Kit, tongue: Tongue) -> str | None:
    """Draw the report that was asked for; the id of its job, None when there is none to show."""
    job_id = st.query_params.get(PARAMETER) or st.session_state.get(PARAMETER)
    if not job_id:
        return None
    try:
        job = kit.job(job_id)
    except NotFound:
        _close()
        return None
    if job.state in OPEN:
        return None
    with st.container(border=True):
        _report(kit, tongue, job)
    return job.id


def earlier(kit: Kit, shown: str | None) -> tuple[Job, ...]:
    """The last reports but the one on show."""
    return tuple(job for job in kit.reports(EARLIER + 1) if job.id != shown)[:EARLIER]


def offer(jobs: Iterable[Job], tongue: Tongue) -> None:
    """A line for each earlier report; a click opens it."""
    listed = tuple(jobs)
    if not listed:
        return
    with st.expander(say("job.earlier", tongue), icon=":material/history:"):
        for job in listed:
            st.button(
                f"{safe(_when(job, tongue))} · {safe(counts(job, tongue))}",
                key=f"report_{job.id}",
                type="tertiary",
                on_click=watch,
                args=(job.id,),
            )


def counts(job: Job, tongue: Tongue) -> str:
    """How many files came to which end. Not escaped."""
    found = Counter(one.state for one in job.results)
    said = [
        say(f"job.count_{state}", tongue, n=found[state])
        for state in ("added", "unchanged", "failed")
        if found[state]
    ]
    if job.left and job.state == "cancelled":
        said.append(say("job.count_left", tongue, n=len(job.left)))
    return ", ".join(said) or say("job.count_none", tongue)


def lines(results: Iterable[Added], tongue: Tongue) -> str:
    """Markdown: a line a file."""
    return "\n".join(f"{_line(one, tongue)}  " for one in results)


def _report(kit: Kit, tongue: Tongue, job: Job) -> None:
    title = safe(say(f"job.{job.state}", tongue))
    st.markdown(f"**{title}** · {safe(counts(job, tongue))}  \n:gray[{safe(_when(job, tongue))}]")
    _files(job, tongue)
    if job.spent.anything:
        st.caption(safe(cost_line(job.spent, kit.price(), tongue)))
    again = sum(one.again for one in job.results)
    if again:
        st.caption(safe(say("job.kept", tongue, n=again)))
    with st.container(horizontal=True):
        _next(kit, tongue, job)
        if again:
            st.button(
                say("job.again", tongue, n=again),
                key="job_again",
                icon=":material/replay:",
                on_click=_try_again,
                args=(kit, tongue, job.id),
            )
        if job.engine == "llm" and any(_without_model(one) for one in job.results):
            st.button(
                say("language_model.go_on", tongue),
                key="job_without_model",
                icon=":material/lock:",
                help=say("language_model.go_on_help", tongue),
                on_click=_try_again,
                args=(kit, tongue, job.id, "embedded"),
            )
        st.button(say("job.close", tongue), key="job_close", type="tertiary", on_click=_close)
        st.button(
            say("job.drop", tongue),
            key="job_drop",
            type="tertiary",
            icon=":material/delete:",
            help=say("job.drop_help", tongue),
            on_click=_drop,
            args=(kit, tongue, job.id),
        )


def _files(job: Job, tongue: Tongue) -> None:
    order = list(SIGNS)
    results = sorted(job.results, key=lambda one: order.index(one.state))
    shown = [_line(one, tongue) for one in results]
    if job.state == "cancelled":
        unread = safe(say("job.file_left", tongue))
        shown += [f":gray[:material/block:] **{_name(name)}**: {unread}" for name in job.left]
    page = 1
    if len(shown) > SHOWN:
        page = st.pagination(-(-len(shown) // SHOWN), key=f"job_page_{job.id}")
    part = shown[(page - 1) * SHOWN : page * SHOWN]
    st.markdown("\n".join(f"{line}  " for line in part))


def _next(kit: Kit, tongue: Tongue, job: Job) -> None:
    """The one thing to do now: review what came in, else what is open elsewhere."""
    first = next((one.note_id for one in job.results if one.note_id), "")
    if not first:
        return
    waits = kit.overview().open_marks
    said = say("job.review", tongue, n=waits) if waits else say("job.look", tongue)
    if st.button(said, key="job_review", type="primary", icon=":material/fact_check:"):
        _close()
        routes.go("review", note=first)


def _line(one: Added, tongue: Tongue) -> str:
    what = sentence(one.error, tongue) if one.error else safe(say(f"job.file_{one.state}", tongue))
    return f"{SIGNS[one.state]} **{_name(one.source)}**: {what}"


def _name(name: str) -> str:
    return safe(shortened(name, 80))


def _when(job: Job, tongue: Tongue) -> str:
    """Local day and time of a job."""
    try:
        return moment(datetime.fromisoformat(job.created_at), tongue)
    except ValueError:
        return plain(job.created_at)


def _without_model(one: Added) -> bool:
    """Whether the file failed for the sake of the model and can be read without it."""
    return one.again and isinstance(one.error, EngineError)


def _try_again(kit: Kit, tongue: Tongue, job_id: str, engine: EngineName | None = None) -> None:
    with explained(tongue):
        kit.try_again(job_id, engine)


def _drop(kit: Kit, tongue: Tongue, job_id: str) -> None:
    _close()
    with explained(tongue):
        kit.drop_report(job_id)


def _close() -> None:
    st.query_params.pop(PARAMETER, None)
    st.session_state.pop(PARAMETER, None)

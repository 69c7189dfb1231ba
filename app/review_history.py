"""What was decided on a note, the newest first, each with the way to take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import streamlit as st

from decisions import Desk
from iolkit.outcomes import Reviewed, Step
from iolkit.phrases import keys, say
from iolkit.records import Review
from safe_text import safe, shortened

SHOWN = 10
WORDS = 40


def show(desk: Desk, reviewed: Reviewed) -> None:
    """The last word can be taken back at once; the list opens on demand."""
    steps = desk.kit.steps(desk.note_id)
    st.button(
        say("review.undo", desk.tongue),
        key="review_undo",
        type="tertiary",
        icon=":material/undo:",
        disabled=not steps,
        on_click=desk.undo,
    )
    box = st.popover(
        say("review.history", desk.tongue),
        type="tertiary",
        icon=":material/history:",
        key="review_history",
        on_change="rerun",
    )
    if box.open:
        with box:
            _list(desk, reviewed, steps)


def _list(desk: Desk, reviewed: Reviewed, steps: Sequence[Step]) -> None:
    if not steps:
        st.caption(say("review.history_none", desk.tongue))
    for step in reversed(steps[-SHOWN:]):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container():
                st.markdown(line(step, reviewed, desk))
            st.button(
                say("review.undo_one", desk.tongue),
                key=f"undo_{step.number}",
                type="tertiary",
                icon=":material/undo:",
                on_click=desk.undo,
                args=(step.number,),
            )
    if len(steps) > SHOWN:
        st.caption(say("review.history_more", desk.tongue, n=len(steps) - SHOWN))


def line(step: Step, reviewed: Reviewed, desk: Desk) -> str:
    """What was decided, on which words, when and by whom."""
    first = step.reviews[0]
    what = say(_phrase(step), desk.tongue)
    said = _words(first, reviewed)
    others = len({review.subject_id + review.value for review in step.reviews}) - 1
    subject = f" „{shortened(said, WORDS)}“" if said else ""
    more = f" (+{others})" if others and _is_plain(step) else ""
    when = _time(first.at)
    about = " · ".join(part for part in (when, first.by) if part)
    return f"{safe(what + subject + more)}  \n:small[{safe(about)}]"


def _is_plain(step: Step) -> bool:
    return len({(review.subject, review.field) for review in step.reviews}) == 1


def _phrase(step: Step) -> str:
    """The phrase for a step: reviews of several kinds are told by what they do together."""
    fields = {f"{review.subject}_{review.field}" for review in step.reviews}
    if {"item_span", "note_item"} <= fields:
        return "review.did_split"
    if {"item_span", "item_state"} <= fields:
        return "review.did_merge"
    first = step.reviews[0]
    if first.field == "state":
        return f"review.did_{first.subject}_{first.value}"
    if first.subject == "session":
        return "review.did_session"
    key = f"review.did_{first.subject}_{first.field}"
    return key if key in keys("de") else "review.did_other"


def _words(review: Review, reviewed: Reviewed) -> str:
    text = reviewed.analysis.note.text
    if review.subject == "note":
        start, end, *_ = review.value.split(":")
        return text[int(start) : int(end)]
    spans: Mapping[str, str] = {
        **{flag.id: flag.span.of(text) for flag in reviewed.analysis.flags},
        **{item.id: item.headline.of(text) for item in reviewed.analysis.items},
    }
    return spans.get(review.subject_id.partition(":")[0], "")


def _time(at: str) -> str:
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%d.%m. %H:%M")
    except ValueError:
        return ""

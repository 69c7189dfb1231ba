"""The learning items of a note, each with its kind, its transferability and its grounds."""

from __future__ import annotations

import streamlit as st

import rating_chart
from decisions import Desk
from iolkit.outcomes import Reviewed
from iolkit.phrases import say
from iolkit.records import Assessment, Item, Rating
from safe_text import safe, shortened

KINDS = ("practice", "insight", "mistake", "method", "question", "contact")
UNKNOWN = "null"
LEVELS = (UNKNOWN, "1", "2", "3", "4", "5")
STATE_COLOURS = {"accepted": "green", "dismissed": "gray"}


def show(desk: Desk, reviewed: Reviewed) -> None:
    """One card an item, numbered as in the text."""
    analysis = reviewed.analysis
    if not analysis.items:
        st.info(say("review.no_items", desk.tongue))
    assessments = {one.item_id: one for one in analysis.assessments}
    for number, item in enumerate(analysis.items, start=1):
        with st.container(border=True):
            _head(desk, reviewed, item, number)
            assessment = assessments.get(item.id)
            if assessment is not None:
                st.markdown(rating_chart.verdict(assessment, desk.tongue))
                with st.expander(say("review.grounds", desk.tongue), type="compact"):
                    rating_chart.draw(assessment, analysis.note.text, desk.tongue)
            _actions(desk, item, assessment, reviewed.states.get(item.id))


def _head(desk: Desk, reviewed: Reviewed, item: Item, number: int) -> None:
    tongue = desk.tongue
    state = reviewed.states.get(item.id)
    badges = [f":primary-badge[{number}]", f":blue-badge[{safe(say(f'kind.{item.kind}', tongue))}]"]
    if state is not None:
        word = safe(say(f"review.{state}", tongue))
        badges.append(f":{STATE_COLOURS[state]}-badge[{word}]")
    headline = shortened(item.headline.of(reviewed.analysis.note.text), 160)
    st.markdown(f"{' '.join(badges)}  \n**{safe(headline)}**")


def _actions(desk: Desk, item: Item, assessment: Assessment | None, state: str | None) -> None:
    tongue = desk.tongue
    with st.container(horizontal=True):
        st.button(
            say("review.accept", tongue),
            key=f"item_yes_{item.id}",
            icon=":material/check:",
            disabled=state == "accepted",
            on_click=desk.decide,
            args=("item", item.id, "state", "accepted"),
        )
        st.button(
            say("review.dismiss", tongue),
            key=f"item_no_{item.id}",
            icon=":material/close:",
            disabled=state == "dismissed",
            on_click=desk.decide,
            args=("item", item.id, "state", "dismissed"),
        )
        with st.popover(say("review.correct", tongue), icon=":material/edit:"):
            _correct_kind(desk, item)
            for rating in assessment.ratings if assessment else ():
                _correct_level(desk, item, rating)


def _correct_kind(desk: Desk, item: Item) -> None:
    # The present value is part of the key: after an undo the field shows what stands now.
    key = f"kind_{item.id}_{item.kind}"
    st.selectbox(
        say("review.kind", desk.tongue),
        KINDS,
        index=KINDS.index(item.kind),
        format_func=lambda kind: say(f"kind.{kind}", desk.tongue),
        key=key,
        on_change=lambda: desk.decide("item", item.id, "kind", st.session_state[key]),
    )


def _correct_level(desk: Desk, item: Item, rating: Rating) -> None:
    now = UNKNOWN if rating.level is None else str(rating.level)
    key = f"level_{item.id}_{rating.dimension}_{now}"
    subject = f"{item.id}:{rating.dimension}"
    st.selectbox(
        say(f"dimension.{rating.dimension}", desk.tongue),
        LEVELS,
        index=LEVELS.index(now),
        format_func=lambda level: _level_name(level, desk),
        key=key,
        on_change=lambda: desk.decide("rating", subject, "level", st.session_state[key]),
    )


def _level_name(level: str, desk: Desk) -> str:
    if level == UNKNOWN:
        return say("transfer.silent", desk.tongue)
    return say(f"transfer.level_{level}", desk.tongue, level=level)

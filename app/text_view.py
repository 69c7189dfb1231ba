"""A note's text: with what was found marked in it, or as others see it; long ones page by page."""

from __future__ import annotations

import streamlit as st

import flag_marks
from decisions import Desk
from iolkit.outcomes import Reviewed
from iolkit.phrases import say
from iolkit.records import Flag
from safe_text import safe_lines
from stand_ins import worded

VIEWS = ("marked", "masked")
VIEW = "review_view"
LONG_TEXT = 1500


def show(desk: Desk, reviewed: Reviewed) -> None:
    """The view that was chosen, with its legend."""
    tongue = desk.tongue
    st.session_state.setdefault(VIEW, VIEWS[0])
    view = st.segmented_control(
        say("review.view", tongue),
        VIEWS,
        required=True,
        format_func=lambda code: say(f"review.view_{code}", tongue),
        label_visibility="collapsed",
        key=VIEW,
        persist_state="session",
    )
    if view == "masked":
        _masked(desk)
    else:
        _marked(desk, reviewed)


def jump(desk: Desk, text: str, flag: Flag) -> None:
    """The way from a card to its words, where the text has several pages."""
    parts = flag_marks.pages(text)
    place = next((n for n, part in enumerate(parts, 1) if flag.span.start <= part.end), 1)
    if len(parts) > 1:
        st.button(
            say("flags.show", desk.tongue, page=place),
            key=f"flag_show_{flag.id}",
            type="tertiary",
            on_click=_turn,
            args=(desk, place),
        )


def _marked(desk: Desk, reviewed: Reviewed) -> None:
    analysis = reviewed.analysis
    live = reviewed.flags
    if live:
        st.caption(flag_marks.legend(live, desk.tongue))
    starts = {item.span.start: str(n) for n, item in enumerate(analysis.items, start=1)}
    text = analysis.note.text
    parts = flag_marks.pages(text)
    with _frame(len(text)):
        part = parts[_page(desk, len(parts)) - 1]
        st.markdown(flag_marks.marked(text, live, desk.tongue, starts, part))


def _masked(desk: Desk) -> None:
    text = desk.kit.masked(desk.note_id)
    parts = flag_marks.pages(text)
    with _frame(len(text)):
        shown = safe_lines(parts[_page(desk, len(parts)) - 1].of(text))
        st.markdown(worded(shown, desk.tongue))


def _frame(length: int) -> st.delta_generator.DeltaGenerator:
    # A long text scrolls in its own frame, so that what was found stays beside it.
    return st.container(border=True, height=640 if length > LONG_TEXT else "content")


def _page(desk: Desk, number: int) -> int:
    if number < 2:
        return 1
    here, turn = _place(desk)
    page = st.pagination(number, default=min(here, number), key=f"{_key(desk)}_{turn}")
    st.session_state[_key(desk)] = (page, turn)
    return page


def _turn(desk: Desk, page: int) -> None:
    st.session_state[VIEW] = VIEWS[0]
    st.session_state[_key(desk)] = (page, _place(desk)[1] + 1)


def _place(desk: Desk) -> tuple[int, int]:
    """The page that is open, and how often a card has led to one: each time the turner is new."""
    place: tuple[int, int] = st.session_state.get(_key(desk), (1, 0))
    return place


def _key(desk: Desk) -> str:
    return f"text_page_{desk.note_id[:12]}"

"""Review: one note's text with its flags, its items beside it, and a person's word on each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import compare_engines
import flag_list
import item_cards
import missed_secret
import note_list
import note_summary
import nothing_yet
import reading_engine
import review_history
import routes
import session_correction
import session_facts
import text_view
import tongue_choice
from decisions import Desk
from flag_groups import grouped
from iolkit.errors import NotFound
from iolkit.outcomes import NoteCard, Reviewed
from iolkit.phrases import Tongue, say
from safe_text import safe

if TYPE_CHECKING:
    from iolkit.kit import Kit

PARAMETER = "note"
SIDE_PARAMETER = "side"
CHOICE = "review_note"
SIDE = "review_side"
SIDES = ("flags", "items", "missed")
OFFERED = 50
"""Notes in the list at once; of many more, one is found by typing."""


def page(kit: Kit, tongue: Tongue) -> None:
    """The text on the left, what was found in it on the right."""
    newest = kit.find_cards(limit=1)
    if not newest.cards:
        nothing_yet.show(tongue, ("review.empty", "review.empty_title"), "review")
        return
    card = _choose(kit, tongue, newest.cards[0], newest.total)
    _work(Desk(kit, tongue, card.id))


def _choose(kit: Kit, tongue: Tongue, newest: NoteCard, total: int) -> NoteCard:
    asked = st.query_params.get(PARAMETER) or st.session_state.get(CHOICE) or newest.id
    card = _card(kit, str(asked)) or newest
    row = st.container(horizontal=True, vertical_alignment="bottom")
    with row:
        words = ""
        if total > OFFERED:
            words = st.text_input(
                say("review.find", tongue),
                key="review_find",
                type="search",
                live=True,
                persist_state="session",
            )
        found = kit.find_cards(words or "", limit=OFFERED).cards
        by_id = {one.id: one for one in (*found, card)}
        st.session_state[CHOICE] = card.id
        chosen = st.selectbox(
            say("review.note", tongue),
            list(by_id),
            format_func=lambda note_id: note_list.title(by_id[note_id], tongue),
            key=CHOICE,
            persist_state="session",
            on_change=_keep_in_address,
        )
        after = kit.next_open(chosen)
        st.button(
            say("review.next", tongue),
            key="review_next",
            type="primary",
            icon=":material/arrow_forward:",
            disabled=after in (None, chosen),
            on_click=_open,
            args=(after,),
        )
    return by_id[chosen]


def _card(kit: Kit, note_id: str) -> NoteCard | None:
    try:
        return kit.card(note_id)
    except NotFound:
        return None


def _keep_in_address() -> None:
    st.query_params[PARAMETER] = st.session_state[CHOICE]


def _open(note_id: str) -> None:
    st.session_state[CHOICE] = note_id
    st.query_params[PARAMETER] = note_id


@st.fragment
def _work(desk: Desk) -> None:
    """All that a decision changes: it is drawn anew without the rest of the page."""
    if _left_behind(desk):
        # A field left by a click on the language or another note: that click counts too.
        st.rerun()
    desk.show_problem()
    reviewed = desk.kit.note(desk.note_id)
    _head(desk, reviewed)
    note_summary.show(desk, reviewed)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        text_view.show(desk, reviewed)
    with right:
        _side(desk, reviewed)
    compare_engines.show(desk, reviewed)


def _left_behind(desk: Desk) -> bool:
    """Whether language or note were changed outside since the page was drawn."""
    tongue = st.session_state.get(tongue_choice.KEY, desk.tongue)
    note_id = st.session_state.get(CHOICE, desk.note_id)
    return bool((tongue, note_id) != (desk.tongue, desk.note_id))


def _head(desk: Desk, reviewed: Reviewed) -> None:
    session = reviewed.analysis.note.session
    about = session_facts.line(session, desk.tongue)
    if about:
        st.caption(safe(about))
    session_correction.show(desk, session)
    reading_engine.made_by(reviewed.analysis, desk.tongue)
    done, total = progress(reviewed)
    with st.container(horizontal=True, vertical_alignment="center"):
        said = say("review.progress", desk.tongue, done=done, total=total)
        st.progress(done / total if total else 1.0, text=safe(said))
        review_history.show(desk, reviewed)
        if st.button(
            say("review.debrief", desk.tongue), key="review_debrief", icon=":material/help:"
        ):
            routes.go("debrief", note=desk.note_id)
    if total and done == total:
        st.success(say("review.all_done", desk.tongue), icon=":material/check:")


def progress(reviewed: Reviewed) -> tuple[int, int]:
    """How many decisions are taken, and how many there are: one for all mentions of a name."""
    analysis, states = reviewed.analysis, reviewed.states
    groups = grouped(analysis.note.text, analysis.flags, states)
    done = sum(not group.open(states) for group in groups)
    done += sum(item.id in states for item in analysis.items)
    return done, len(groups) + len(analysis.items)


def _side(desk: Desk, reviewed: Reviewed) -> None:
    analysis, states = reviewed.analysis, reviewed.states
    groups = grouped(analysis.note.text, analysis.flags, states)
    left = {
        "flags": sum(bool(group.open(states)) for group in groups),
        "items": sum(item.id not in states for item in analysis.items),
    }

    def name(side: str) -> str:
        return say(f"review.side_{side}", desk.tongue, count=left.get(side, 0))

    if SIDE not in st.session_state:
        asked = st.query_params.get(SIDE_PARAMETER)
        st.session_state[SIDE] = asked if asked in SIDES else SIDES[0]
    side = st.segmented_control(
        say("review.side", desk.tongue),
        SIDES,
        required=True,
        format_func=name,
        label_visibility="collapsed",
        wrap=True,
        key=SIDE,
        persist_state="session",
        on_change=_keep_side,
    )
    draw = {"flags": flag_list.show, "items": item_cards.show, "missed": missed_secret.show}
    draw[side or SIDES[0]](desk, reviewed)


def _keep_side() -> None:
    st.query_params[SIDE_PARAMETER] = st.session_state[SIDE]

"""Review: one note's text with its flags, its items beside it, and a person's word on each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

import flag_list
import flag_marks
import item_cards
import missed_secret
import note_list
import routes
import session_facts
from decisions import Desk
from iolkit.outcomes import NoteCard, Reviewed
from iolkit.phrases import Tongue, say
from safe_text import safe, safe_lines

if TYPE_CHECKING:
    from iolkit.kit import Kit

PARAMETER = "note"
CHOICE = "review_note"
SIDES = ("flags", "items", "missed")
LONG_TEXT = 1500
VIEWS = ("marked", "masked")


def page(kit: Kit, tongue: Tongue) -> None:
    """The text on the left, what was found in it on the right."""
    cards = kit.notes()
    if not cards:
        st.info(say("review.empty", tongue), title=say("review.empty_title", tongue))
        if st.button(say("page.add", tongue), key="review_to_add", type="primary"):
            routes.go("add")
        return
    card = _choose(tongue, cards)
    desk = Desk(kit, tongue, card.id)
    reviewed = kit.note(card.id)
    _head(desk, card, reviewed)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _text(desk, reviewed)
    with right:
        _side(desk, reviewed)


def _choose(tongue: Tongue, cards: Sequence[NoteCard]) -> NoteCard:
    by_id = {card.id: card for card in cards}
    asked = st.query_params.get(PARAMETER)
    if asked in by_id:
        st.session_state[CHOICE] = asked
    elif st.session_state.get(CHOICE) not in by_id:
        st.session_state[CHOICE] = cards[0].id
    row = st.container(horizontal=True, vertical_alignment="bottom")
    with row:
        chosen = st.selectbox(
            say("review.note", tongue),
            list(by_id),
            format_func=lambda note_id: note_list.title(by_id[note_id]),
            key=CHOICE,
            persist_state="session",
            on_change=_keep_in_address,
        )
        after = _after(cards, chosen)
        st.button(
            say("review.next", tongue),
            key="review_next",
            type="primary",
            icon=":material/arrow_forward:",
            disabled=after is None,
            on_click=_open,
            args=(after,),
        )
    return by_id[chosen]


def _after(cards: Sequence[NoteCard], chosen: str) -> str | None:
    """The next note with something open, going round; None when all is reviewed."""
    place = next(number for number, card in enumerate(cards) if card.id == chosen)
    round_trip = [*cards[place + 1 :], *cards[:place]]
    return next((c.id for c in round_trip if c.reviewed < c.items + c.flags), None)


def _keep_in_address() -> None:
    st.query_params[PARAMETER] = st.session_state[CHOICE]


def _open(note_id: str) -> None:
    st.query_params[PARAMETER] = note_id


def _head(desk: Desk, card: NoteCard, reviewed: Reviewed) -> None:
    found = [flag.id for flag in reviewed.analysis.flags]
    found += [item.id for item in reviewed.analysis.items]
    done = sum(mark in reviewed.states for mark in found)
    about = session_facts.line(card.session, desk.tongue)
    with st.container(horizontal=True, vertical_alignment="center"):
        total = len(found)
        said = say("review.progress", desk.tongue, done=done, total=total)
        st.progress(done / total if total else 1.0, text=safe(said))
        st.button(
            say("review.undo", desk.tongue),
            key="review_undo",
            type="tertiary",
            icon=":material/undo:",
            on_click=desk.undo,
        )
    if about:
        st.caption(safe(about))


def _text(desk: Desk, reviewed: Reviewed) -> None:
    tongue = desk.tongue
    view = st.segmented_control(
        say("review.view", tongue),
        VIEWS,
        default=VIEWS[0],
        required=True,
        format_func=lambda code: say(f"review.view_{code}", tongue),
        label_visibility="collapsed",
        key="review_view",
    )
    # A long text scrolls in its own frame, so that what was found stays beside it.
    long = len(reviewed.analysis.note.text) > LONG_TEXT
    with st.container(border=True, height=640 if long else "content"):
        if view == "masked":
            st.markdown(safe_lines(desk.kit.masked(desk.note_id)))
            return
        analysis = reviewed.analysis
        live = [f for f in analysis.flags if reviewed.states.get(f.id) != "dismissed"]
        starts = {item.span.start: str(n) for n, item in enumerate(analysis.items, start=1)}
        st.markdown(flag_marks.marked(analysis.note.text, live, tongue, starts))


def _side(desk: Desk, reviewed: Reviewed) -> None:
    counts = {"flags": len(reviewed.analysis.flags), "items": len(reviewed.analysis.items)}

    def name(side: str) -> str:
        return say(f"review.side_{side}", desk.tongue, count=counts.get(side, 0))

    side = st.segmented_control(
        say("review.side", desk.tongue),
        SIDES,
        default=SIDES[0],
        required=True,
        format_func=name,
        label_visibility="collapsed",
        key="review_side",
    )
    draw = {"flags": flag_list.show, "items": item_cards.show, "missed": missed_secret.show}
    draw[side or SIDES[0]](desk, reviewed)

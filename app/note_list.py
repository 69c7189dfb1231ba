"""The notes that are here: what each holds, how far it is reviewed, and the way to remove it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

import confirmation
import routes
import session_facts
from iolkit.outcomes import CardOrder, NoteCard
from iolkit.phrases import Tongue, day, say
from plain_errors import explained
from safe_text import safe, shortened
from stand_ins import worded

if TYPE_CHECKING:
    from iolkit.kit import Kit

SHOWN = 10
FEW = 5
"""Up to this many notes nobody needs to look for one."""
ORDERS: tuple[CardOrder, ...] = ("newest", "open", "held_on", "title")


def show(kit: Kit, tongue: Tongue) -> None:
    """Ten at a time, narrowed by what is typed."""
    heading = st.empty()
    text, order, open_only = "", ORDERS[0], False
    if kit.find_cards(limit=1).total > FEW:
        text, order, open_only = _narrow(tongue)
    place = int(st.session_state.get("notes_page") or 1)
    found = kit.find_cards(
        text, order=order, open_only=open_only, limit=SHOWN, offset=(place - 1) * SHOWN
    )
    heading.subheader(say("notes.here", tongue, n=found.total), anchor=False)
    if not found.cards:
        st.info(say("notes.none_fit", tongue))
    for card in found.cards:
        _row(kit, tongue, card)
    if found.total > SHOWN:
        st.pagination(-(-found.total // SHOWN), key="notes_page")


def title(card: NoteCard, tongue: Tongue) -> str:
    """What to call a note where no markdown is shown."""
    return worded(shortened(card.title or card.source, 80), tongue)


def _narrow(tongue: Tongue) -> tuple[str, CardOrder, bool]:
    row = st.container(horizontal=True, vertical_alignment="bottom")
    text = row.text_input(
        say("notes.find", tongue),
        type="search",
        live=True,
        placeholder=say("notes.find_hint", tongue),
        icon=":material/search:",
        key="notes_find",
        persist_state="session",
        on_change=_from_the_start,
    )
    order = row.selectbox(
        say("notes.order", tongue),
        ORDERS,
        format_func=lambda code: say(f"notes.order_{code}", tongue),
        key="notes_order",
        persist_state="session",
        on_change=_from_the_start,
        width=220,
    )
    open_only = st.toggle(
        say("notes.open_only", tongue),
        key="notes_open",
        persist_state="session",
        on_change=_from_the_start,
    )
    return text or "", order, open_only


def _from_the_start() -> None:
    st.session_state["notes_page"] = 1


def _row(kit: Kit, tongue: Tongue, card: NoteCard) -> None:
    # Columns, since they come to stand below one another on a phone.
    words, buttons = st.container(border=True).columns([3, 1], vertical_alignment="center")
    with words.container(gap=None):
        st.markdown(f"**{safe(title(card, tongue))}**")
        about = session_facts.line(card.session, tongue)
        st.caption("  \n".join(safe(line) for line in (about, _holds(card, tongue)) if line))
    with buttons.container(horizontal=True, horizontal_alignment="right"):
        if st.button(say("notes.review", tongue), key=f"open_{card.id[:12]}"):
            routes.go("review", note=card.id)
        if st.button(
            say("notes.remove", tongue),
            key=f"remove_{card.id[:12]}",
            type="tertiary",
            icon=":material/delete:",
        ):
            confirmation.ask(
                tongue,
                ("notes.remove_title", "notes.remove_yes"),
                partial(_forget, kit, tongue, card.id),
                place="remove",
                about=(f"**{safe(title(card, tongue))}**", say("notes.remove_what", tongue)),
            )


def _holds(card: NoteCard, tongue: Tongue) -> str:
    parts = [
        say("notes.items", tongue, n=card.items),
        say("notes.flags", tongue, n=card.flags),
        say("notes.reviewed", tongue, done=card.reviewed, total=card.items + card.flags),
        say(
            "notes.added",
            tongue,
            day=day(datetime.fromisoformat(card.added_at).astimezone(), tongue),
        ),
    ]
    return " · ".join(parts)


def _forget(kit: Kit, tongue: Tongue, note_id: str) -> None:
    with explained(tongue):
        kit.forget(note_id)
        _from_the_start()

"""The notes that are here: what each holds, how far it is reviewed, and the way to remove it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

import routes
import session_facts
from iolkit.outcomes import NoteCard
from iolkit.phrases import Tongue, say
from plain_errors import explained
from safe_text import safe, shortened

if TYPE_CHECKING:
    from iolkit.kit import Kit

SHOWN = 10


def show(kit: Kit, tongue: Tongue, cards: Sequence[NoteCard]) -> None:
    """Newest first, ten at a time."""
    if not cards:
        return
    st.subheader(say("notes.here", tongue, n=len(cards)), anchor=False)
    pages = -(-len(cards) // SHOWN)
    page = st.pagination(pages, key="notes_page") if pages > 1 else 1
    for card in cards[(page - 1) * SHOWN : page * SHOWN]:
        _row(kit, tongue, card)


def title(card: NoteCard) -> str:
    """What to call a note where no markdown is shown."""
    return shortened(card.title or card.source, 80)


def _row(kit: Kit, tongue: Tongue, card: NoteCard) -> None:
    row = st.container(border=True, horizontal=True, vertical_alignment="center")
    with row.container(gap=None):
        st.markdown(f"**{safe(title(card))}**")
        about = session_facts.line(card.session, tongue)
        st.caption("  \n".join(safe(line) for line in (about, _holds(card, tongue)) if line))
    with row.container(horizontal=True, width="content"):
        if st.button(say("notes.review", tongue), key=f"open_{card.id[:12]}"):
            routes.go("review", note=card.id)
        if st.button(
            say("notes.remove", tongue),
            key=f"remove_{card.id[:12]}",
            type="tertiary",
            icon=":material/delete:",
        ):
            st.dialog(say("notes.remove_title", tongue))(_confirm)(kit, tongue, card)


def _holds(card: NoteCard, tongue: Tongue) -> str:
    parts = [
        say("notes.items", tongue, n=card.items),
        say("notes.flags", tongue, n=card.flags),
        say("notes.reviewed", tongue, done=card.reviewed, total=card.items + card.flags),
    ]
    return " · ".join(parts)


def _confirm(kit: Kit, tongue: Tongue, card: NoteCard) -> None:
    st.markdown(f"**{safe(title(card))}**")
    st.markdown(say("notes.remove_what", tongue))
    with st.container(horizontal=True):
        if st.button(
            say("notes.remove_yes", tongue),
            key="remove_yes",
            type="primary",
            on_click=_forget,
            args=(kit, tongue, card.id),
        ):
            st.rerun()
        if st.button(say("page.cancel", tongue), key="remove_no"):
            st.rerun()


def _forget(kit: Kit, tongue: Tongue, note_id: str) -> None:
    with explained(tongue):
        kit.forget(note_id)

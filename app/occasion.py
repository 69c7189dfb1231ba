"""The occasion of the notes that come in: told once, kept for the next ones of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import session_facts
from iolkit.phrases import Tongue, say
from iolkit.records import Session
from safe_text import plain, safe

if TYPE_CHECKING:
    from iolkit.kit import Kit

TOLD = "add_occasion_told"
SAME, OTHER = "same", "other"


def ask(kit: Kit, tongue: Tongue, count: str) -> Session | None:
    """The session the notes are of; None when the person tells nothing: the files' facts stand."""
    before: Session | None = st.session_state.get(TOLD)
    if before is not None:
        choice = st.segmented_control(
            say("page_add.occasion", tongue),
            (SAME, OTHER),
            default=SAME,
            required=True,
            format_func=lambda code: say(f"page_add.occasion_{code}", tongue),
            key=f"add_occasion_{count}",
        )
        if choice == SAME:
            st.caption(f":material/event_note: {safe(_line(before, tongue))}")
            return before
    with st.expander(say("page_add.session", tongue), icon=":material/event_note:"):
        st.caption(say("page_add.session_why", tongue))
        own_org = kit.lists().own_org
        session = session_facts.form(tongue, kit.facets(), own_org, count)
    return told(session, own_org)


def remember(session: Session | None) -> None:
    """Keep what was told for the next notes of this visit."""
    if session is not None:
        st.session_state[TOLD] = session


def told(session: Session, own_org: str) -> Session | None:
    """None for a form left as it was."""
    return None if session in (Session(), Session(own_org=own_org)) else session


def _line(session: Session, tongue: Tongue) -> str:
    facts = (session_facts.line(session, tongue), ", ".join(session.partners))
    known = " · ".join(plain(fact) for fact in facts if fact)
    return known or plain(session.own_org)

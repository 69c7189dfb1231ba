"""Correcting what is known of the occasion of a note; the note is read again with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

import session_facts
from decisions import Desk
from iolkit.phrases import say
from iolkit.records import Session

TEXTS = ("title", "programme", "own_org", "host", "industry")
NAMES = ("partners", "participants", "competitors")


def show(desk: Desk, session: Session) -> None:
    """The form, filled with what is known; drawn only when it is opened."""
    box = st.expander(
        say("review.session", desk.tongue),
        icon=":material/event_note:",
        type="compact",
        key="session_open",
        on_change="rerun",
    )
    if box.open:
        with box:
            _form(desk, session)


def _form(desk: Desk, session: Session) -> None:
    tongue = desk.tongue
    # What is known is part of the keys: after saving or undo the fields show what stands now.
    key = f"{desk.note_id[:12]}_{abs(hash(session)):x}"
    st.caption(say("review.session_why", tongue))
    with st.form("session_form", border=False):
        left, right = st.columns(2)
        for place, name in enumerate(TEXTS):
            (left, right)[place % 2].text_input(
                say(f"review.fact_{name}", tongue),
                getattr(session, name),
                key=f"fact_{name}_{key}",
                persist_state="session",
            )
        _choices(desk, session, key)
        for name in NAMES:
            known = list(getattr(session, name))
            st.multiselect(
                say(f"review.fact_{name}", tongue),
                known,
                default=known,
                accept_new_options=True,
                select_all=False,
                placeholder=say("session.partners_hint", tongue),
                key=f"fact_{name}_{key}",
                persist_state="session",
            )
        sent = st.form_submit_button(say("review.session_save", tongue), key=f"session_save_{key}")
    if sent:
        with st.spinner(say("review.session_reading", tongue)):
            taken = desk.correct(_told(session, key))
        if taken:
            st.rerun()
        desk.show_problem()


def _choices(desk: Desk, session: Session, key: str) -> None:
    tongue = desk.tongue
    left, right = st.columns(2)
    formats = list(dict.fromkeys((*session_facts.FORMATS, *filter(None, [session.format]))))
    left.selectbox(
        say("session.format", tongue),
        formats,
        index=formats.index(session.format) if session.format else None,
        format_func=lambda code: session_facts.format_name(code, tongue),
        placeholder=say("session.choose", tongue),
        key=f"fact_format_{key}",
        persist_state="session",
    )
    right.date_input(
        say("session.held_on", tongue),
        value=session.held_on,
        format="DD.MM.YYYY" if tongue == "de" else "DD/MM/YYYY",
        key=f"fact_held_on_{key}",
        persist_state="session",
    )
    st.segmented_control(
        say("session.rule", tongue),
        session_facts.RULES,
        default=session.rule,
        required=True,
        format_func=lambda code: say(f"session.rule_{code}", tongue),
        help=say("session.rule_help", tongue),
        key=f"fact_rule_{key}",
        persist_state="session",
    )


def _told(session: Session, key: str) -> Session:
    entered = st.session_state
    held_on = entered[f"fact_held_on_{key}"]
    facts: dict[str, Any] = {name: (entered[f"fact_{name}_{key}"] or "").strip() for name in TEXTS}
    names: dict[str, Any] = {
        name: tuple(each.strip() for each in entered[f"fact_{name}_{key}"] if each.strip())
        for name in NAMES
    }
    return replace(
        session,
        **facts,
        **names,
        format=entered[f"fact_format_{key}"] or "",
        held_on=held_on if isinstance(held_on, date) else None,
        rule=entered[f"fact_rule_{key}"] or session.rule,
    )

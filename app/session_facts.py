"""What is known of the occasion of a note: the form that asks for it, the line that tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from iolkit.phrases import Tongue, day, keys, say
from iolkit.records import Rule, Session
from safe_text import plain

FORMATS = (
    "round table", "field trip", "fellowship", "cross-mentoring", "innovation day",
    "1:1 exchange", "leadership programme", "peer review",
)  # fmt: skip
RULES: tuple[Rule, ...] = ("open", "internal", "chatham", "nda")


def form(tongue: Tongue, known: Mapping[str, Sequence[str]], own_org: str, suffix: str) -> Session:
    """The fields of the form; `known` offers values used before, `suffix` keeps the keys apart."""
    left, right = st.columns(2)
    programme = left.selectbox(
        say("session.programme", tongue),
        sorted(known.get("programme", ())),
        index=None,
        accept_new_options=True,
        placeholder=say("session.choose_or_type", tongue),
        key=f"session_programme_{suffix}",
    )
    kind = right.selectbox(
        say("session.format", tongue),
        FORMATS,
        index=None,
        format_func=lambda code: format_name(code, tongue),
        placeholder=say("session.choose", tongue),
        key=f"session_format_{suffix}",
    )
    held_on = left.date_input(
        say("session.held_on", tongue),
        value=None,
        format="DD.MM.YYYY" if tongue == "de" else "DD/MM/YYYY",
        key=f"session_date_{suffix}",
    )
    own = right.text_input(say("session.own_org", tongue), own_org, key=f"session_own_{suffix}")
    return Session(
        programme=(programme or "").strip(),
        format=kind or "",
        held_on=held_on if isinstance(held_on, date) else None,
        own_org=(own or "").strip(),
        partners=_partners(tongue, suffix),
        rule=_rule(tongue, suffix),
    )


def _partners(tongue: Tongue, suffix: str) -> tuple[str, ...]:
    no_names: list[str] = []
    names = st.multiselect(
        say("session.partners", tongue),
        no_names,
        accept_new_options=True,
        select_all=False,
        placeholder=say("session.partners_hint", tongue),
        key=f"session_partners_{suffix}",
    )
    return tuple(name.strip() for name in names if name.strip())


def _rule(tongue: Tongue, suffix: str) -> Rule:
    return st.segmented_control(
        say("session.rule", tongue),
        RULES,
        default="internal",
        required=True,
        format_func=lambda code: say(f"session.rule_{code}", tongue),
        help=say("session.rule_help", tongue),
        key=f"session_rule_{suffix}",
    )


def format_name(code: str, tongue: Tongue) -> str:
    """The name of a session format; one that only a note's author knows stands as written."""
    key = f"session.format_{code.lower().replace(' ', '_').replace(':', '_').replace('-', '_')}"
    return say(key, tongue) if key in keys(tongue) else plain(code)


def line(session: Session, tongue: Tongue) -> str:
    """Programme, format, date and rule on one line; what is unknown is left out. Not escaped."""
    facts = [
        plain(session.programme),
        format_name(session.format, tongue) if session.format else "",
        day(session.held_on, tongue) if session.held_on else "",
        say(f"session.rule_{session.rule}", tongue) if session.rule != "internal" else "",
    ]
    return " · ".join(fact for fact in facts if fact)

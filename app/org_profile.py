"""How an organisation is, in ten questions: ours, or the one that a learning comes from.

Facts about organisations, never about people. A question left open widens the range of the fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from iolkit.outcomes import FACTS, OrgProfile, Question
from iolkit.phrases import Tongue, say
from plain_errors import explained

if TYPE_CHECKING:
    from iolkit.kit import Kit

GOALS = "goals"
LONGEST = 1000


def draw(kit: Kit, tongue: Tongue, org: str = "") -> None:
    """One form; what is saved moves the fit of every learning at once. `org` "" = ours."""
    known = kit.profile(org)
    place = "theirs" if org else "ours"
    asked = {one.name: one for one in kit.questions(tongue) if one.subject == "fact"}
    with st.form(f"profile_{place}", border=False):
        columns = st.columns(2)
        for number, name in enumerate(FACTS):
            with columns[number % 2]:
                _fact(tongue, asked[name], known.facts.get(name), place)
        if not org:
            st.text_area(
                say("here.goals", tongue),
                "\n".join(known.goals),
                help=say("here.goals_help", tongue),
                max_chars=LONGEST,
                height=100,
                key=f"profile_{GOALS}",
            )
        # Kept before the page is drawn anew, so that the gauges above show it at once.
        st.form_submit_button(
            say("here.save_profile", tongue),
            key=f"profile_save_{place}",
            icon=":material/save:",
            on_click=_save,
            args=(kit, tongue, org, place),
        )


def known_facts(kit: Kit, org: str = "") -> int:
    """How many of the ten facts are known."""
    return len(kit.profile(org).facts)


def _fact(tongue: Tongue, question: Question, now: str | None, place: str) -> None:
    words = {option.key: option.words for option in question.options}
    st.selectbox(
        question.words,
        list(words),
        index=list(words).index(now) if now in words else None,
        format_func=lambda key: words[key],
        placeholder=say("here.open", tongue),
        key=f"profile_{place}_{question.name}",
    )


def _save(kit: Kit, tongue: Tongue, org: str, place: str) -> None:
    said = {name: st.session_state.get(f"profile_{place}_{name}") for name in FACTS}
    goals = [] if org else str(st.session_state[f"profile_{GOALS}"]).splitlines()
    facts = {name: key for name, key in said.items() if key}
    with explained(tongue):
        kit.save_profile(OrgProfile(org, facts, tuple(g.strip() for g in goals if g.strip())))
        st.toast(say("here.profile_saved", tongue), icon=":material/check:")

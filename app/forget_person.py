"""Forgetting a person: every mention in every note is blackened for good."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

import confirmation
from iolkit.phrases import Tongue, say
from plain_errors import explained
from safe_text import plain, safe

if TYPE_CHECKING:
    from iolkit.kit import Kit

DONE = "forget_done"


def show(kit: Kit, tongue: Tongue) -> None:
    """A name, a question, and what became of it."""
    with st.container(border=True):
        st.subheader(say("forget.title", tongue), anchor=False)
        st.markdown(say("forget.what", tongue))
        done = st.session_state.pop(DONE, None)
        if done is not None:
            st.success(safe(say("forget.done", tongue, n=done)), icon=":material/check:")
        with st.form("forget_form", border=False, clear_on_submit=False):
            name = st.text_input(say("forget.name", tongue), max_chars=120, key="forget_name")
            asked = st.form_submit_button(
                say("forget.button", tongue), key="forget_ask", icon=":material/person_remove:"
            )
        name = plain(name or "")
        if asked and not name:
            st.warning(say("forget.nothing", tongue))
        elif asked:
            confirmation.ask(
                tongue,
                ("forget.sure", "forget.really"),
                partial(_forget, kit, tongue, name),
                place="forget",
                about=(f"**{safe(name)}**", say("forget.sure_what", tongue)),
            )


def _forget(kit: Kit, tongue: Tongue, name: str) -> None:
    with explained(tongue):
        st.session_state[DONE] = kit.forget_person(name)
        st.session_state.pop("forget_name", None)

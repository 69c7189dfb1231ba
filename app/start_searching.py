"""An empty field: what can be asked here, a click away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import space_choice
from iolkit.phrases import Tongue, say
from safe_text import safe, shortened

if TYPE_CHECKING:
    from iolkit.kit import Kit

QUESTIONS = 4
TOPICS = 6


def offer(kit: Kit, tongue: Tongue, notes: int) -> None:
    """Questions that the demo notes answer, and the topics of the notes that are here."""
    st.caption(say("search.here", tongue, n=notes))
    if st.session_state.get(space_choice.PARAMETER) == space_choice.DEMO:
        st.markdown(f"**{say('search.examples', tongue)}**")
        for number in range(1, QUESTIONS + 1):
            _suggest(say(f"search.example_{number}", tongue), f"example_{number}")
    topics = kit.topics(TOPICS)
    if topics:
        st.markdown(f"**{say('search.topics', tongue)}**")
        for number, topic in enumerate(topics, start=1):
            _suggest(shortened(topic, 90).removesuffix(" …"), f"topic_{number}")


def _suggest(words: str, key: str) -> None:
    st.button(
        safe(words),
        key=key,
        type="tertiary",
        icon=":material/subdirectory_arrow_right:",
        on_click=_ask_for,
        args=(words,),
    )


def _ask_for(words: str) -> None:
    st.session_state["q"] = words

"""How a query was read, with a way back, and what else to try when nothing answers it."""

from __future__ import annotations

import streamlit as st

from iolkit.outcomes import ReadAs
from iolkit.phrases import Tongue, say
from safe_text import safe, shortened

TYPED = "search_as_typed"
"""In the session: the query that is to be searched for exactly as it was typed."""
LONGEST = 120


def as_typed(asked: str) -> bool:
    """Whether the person wants this query as it was typed."""
    return bool(asked) and st.session_state.get(TYPED) == asked


def take(asked: str, *, wanted: bool) -> None:
    """Set what an address asks for."""
    st.session_state[TYPED] = asked if wanted else ""


def say_how(tongue: Tongue, asked: str, read_as: ReadAs | None) -> None:
    """What was searched for instead of a mistyped word, and the other way a click away."""
    if read_as is None and not as_typed(asked):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="search_reading"):
        if read_as is not None:
            query = shortened(read_as.text, LONGEST)
            st.markdown(safe(say("search.read_as", tongue, query=query)), width="content")
            label, wanted = "search.as_typed", asked
        else:
            st.markdown(say("search.exactly", tongue), width="content")
            label, wanted = "search.mend", ""
        st.button(
            safe(say(label, tongue, query=shortened(asked, LONGEST))),
            key="search_other_reading",
            type="tertiary",
            icon=":material/undo:" if wanted else ":material/spellcheck:",
            on_click=_want,
            args=(wanted,),
        )


def offer_others(tongue: Tongue, words: tuple[str, ...]) -> None:
    """The query in words of the other language that stand in the notes, a click away."""
    if not words:
        return
    query = shortened(" ".join(words), LONGEST)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(say("search.other_words", tongue), width="content")
        st.button(
            safe(query),
            key="search_other_words",
            icon=":material/translate:",
            on_click=_ask_for,
            args=(query,),
        )


def _want(asked: str) -> None:
    st.session_state[TYPED] = asked


def _ask_for(query: str) -> None:
    st.session_state["q"] = query

"""Which notes are shown: the person's own, or the fictional ones of the demo workspace."""

from __future__ import annotations

import streamlit as st

from iolkit.phrases import Tongue, say
from tongue_choice import KEY as TONGUE_KEY

OWN, DEMO = "own", "demo"
PARAMETER = "space"


def space_now() -> str:
    """The space of this visit: asked for in the address (?space=demo), else the person's own."""
    asked = st.query_params.get(PARAMETER)
    if PARAMETER not in st.session_state:
        st.session_state[PARAMETER] = DEMO if asked == DEMO else OWN
    space: str = st.session_state[PARAMETER]
    return space


def offer_demo(tongue: Tongue) -> None:
    """The way in, for whoever has no notes yet."""
    if st.session_state.get(PARAMETER) != DEMO:
        st.button(
            say("demo.offer", tongue),
            key="demo_in",
            icon=":material/science:",
            on_click=_enter,
            args=(DEMO,),
        )


def say_where(tongue: Tongue) -> None:
    """Tell that these notes are fictional, and offer the way out."""
    st.query_params[PARAMETER] = DEMO  # another page drops it, a reload needs it
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(say("demo.badge", tongue), icon=":material/science:", color="violet")
        st.caption(say("demo.here", tongue), width="content")
        st.button(
            say("demo.leave", tongue), key="demo_out", type="tertiary", on_click=_enter, args=(OWN,)
        )


def _enter(space: str) -> None:
    # What was chosen in one space names notes that the other does not have.
    for key in list(st.session_state):
        if key != TONGUE_KEY:
            del st.session_state[key]
    st.session_state[PARAMETER] = space
    for name in ("note", "job"):
        st.query_params.pop(name, None)
    if space == DEMO:
        st.query_params[PARAMETER] = DEMO
    else:
        st.query_params.pop(PARAMETER, None)

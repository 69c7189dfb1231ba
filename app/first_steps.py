"""What somebody sees who has no notes yet: begin with one's own, or look round first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import reading_engine
import routes
import space_choice
from iolkit.phrases import Tongue, say

if TYPE_CHECKING:
    from iolkit.kit import Kit

STEPS = 3


def show(kit: Kit, tongue: Tongue) -> None:
    """Two ways side by side, one click each."""
    st.markdown(say("overview.welcome", tongue))
    own, demo = st.columns(2)
    with own.container(border=True, height="stretch"):
        st.subheader(say("overview.own", tongue), anchor=False)
        steps = (say(f"overview.step_{number}", tongue) for number in range(1, STEPS + 1))
        st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1)))
        if st.button(
            say("overview.first", tongue),
            key="first_note",
            type="primary",
            icon=":material/upload:",
        ):
            routes.go("add")
    with demo.container(border=True, height="stretch"):
        st.subheader(say("overview.demo", tongue), anchor=False)
        st.markdown(say("overview.demo_what", tongue))
        space_choice.offer_demo(tongue)
    reading_engine.say_where(kit, tongue, "overview.private")

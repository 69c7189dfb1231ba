"""What a page says when something unforeseen went wrong: one sentence, and what to do."""

from __future__ import annotations

import streamlit as st

from iolkit.phrases import say
from tongue_choice import tongue_now


def show() -> None:
    """Draw it where the page broke off."""
    tongue = tongue_now()
    st.error(
        say("page.broken", tongue),
        title=say("page.broken_title", tongue),
        icon=":material/error:",
    )

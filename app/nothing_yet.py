"""What a page shows that needs notes where there are none: why it is empty, and the way to add."""

from __future__ import annotations

import streamlit as st

import routes
from iolkit.phrases import Tongue, say


def show(tongue: Tongue, words: tuple[str, str], place: str) -> None:
    """`words` are the keys of what it says and of its title; `place` begins the button's key."""
    why, title = words
    st.info(say(why, tongue), title=say(title, tongue))
    if st.button(say("page.add", tongue), key=f"{place}_to_add", type="primary"):
        routes.go("add")

"""The question before something is done for good: what will happen, yes or no."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from iolkit.phrases import Tongue, say


def ask(
    tongue: Tongue,
    words: tuple[str, str],
    done: Callable[[], None],
    *,
    place: str,
    about: Sequence[str] = (),
) -> None:
    """Open the dialog; `done` is called on a yes.

    `words` are the keys of its title and of its yes; `about` are lines of markdown that say what
    will happen. `place` begins the keys of the two buttons.
    """
    title, yes = words

    def question() -> None:
        for line in about:
            st.markdown(line)
        with st.container(horizontal=True):
            if st.button(say(yes, tongue), key=f"{place}_yes", type="primary", on_click=done):
                st.rerun()
            if st.button(say("page.cancel", tongue), key=f"{place}_no"):
                st.rerun()

    st.dialog(say(title, tongue))(question)()

"""German or English: asked for in the address, chosen before, told by the browser, else German."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from iolkit.phrases import TONGUES, Tongue, say

KEY = "tongue"
PARAMETER = "lang"
NAMES: dict[Tongue, str] = {"de": "Deutsch", "en": "English"}


def tongue_now(stored: Callable[[], str] = str) -> Tongue:
    """The language to draw in; `stored` gives the one that was chosen on an earlier visit."""
    if st.session_state.get(KEY) not in TONGUES:
        asked = _known(st.query_params.get(PARAMETER))
        st.session_state[KEY] = asked or _known(stored()) or _of_browser()
    chosen: Tongue = st.session_state[KEY]
    return chosen


def choose(tongue: Tongue, store: Callable[[Tongue], None]) -> None:
    """The switch. The names of the languages are not translated: one must find one's own."""
    if tongue != _of_browser():
        st.query_params[PARAMETER] = tongue  # another page drops it, a reload needs it
    st.segmented_control(
        say("page.language", tongue),
        TONGUES,
        key=KEY,
        format_func=lambda code: NAMES[code],
        required=True,
        label_visibility="collapsed",
        on_change=_keep,
        args=(store,),
    )


def _keep(store: Callable[[Tongue], None]) -> None:
    chosen: Tongue = st.session_state[KEY]
    st.query_params[PARAMETER] = chosen
    store(chosen)


def _of_browser() -> Tongue:
    return _known((st.context.locale or "")[:2].lower()) or "de"


def _known(asked: str | None) -> Tongue | None:
    return next((tongue for tongue in TONGUES if tongue == asked), None)

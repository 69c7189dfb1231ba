"""German or English: asked for in the address, chosen, told by the browser, else German."""

from __future__ import annotations

import streamlit as st

from iolkit.phrases import TONGUES, Tongue, say

KEY = "tongue"
PARAMETER = "lang"
NAMES: dict[Tongue, str] = {"de": "Deutsch", "en": "English"}


def tongue_now() -> Tongue:
    """The language to draw in; the choice is remembered for the visit."""
    if st.session_state.get(KEY) not in TONGUES:
        st.session_state[KEY] = _known(st.query_params.get(PARAMETER)) or _of_browser()
    chosen: Tongue = st.session_state[KEY]
    return chosen


def choose(tongue: Tongue) -> None:
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
        on_change=_keep_in_address,
    )


def _keep_in_address() -> None:
    st.query_params[PARAMETER] = st.session_state[KEY]


def _of_browser() -> Tongue:
    return _known((st.context.locale or "")[:2].lower()) or "de"


def _known(asked: str | None) -> Tongue | None:
    return next((tongue for tongue in TONGUES if tongue == asked), None)

"""Learning items that a person has put aside for a handover while searching."""

from __future__ import annotations

import streamlit as st

import routes
from iolkit.phrases import Tongue, say

KEY = "basket"
MOST = 100
PARAMETER = "items"


def items() -> tuple[str, ...]:
    """Their ids, in the order they were put aside."""
    return tuple(st.session_state.get(KEY, ()))


def button(item_id: str, tongue: Tongue, place: str) -> None:
    """Puts an item aside, or back; `place` keeps the keys of two buttons for one item apart."""
    inside = item_id in items()
    st.button(
        say("hit.kept" if inside else "hit.keep", tongue),
        key=f"keep_{place}_{item_id}",
        type="tertiary",
        icon=":material/bookmark_added:" if inside else ":material/bookmark_add:",
        disabled=not inside and len(items()) >= MOST,
        on_click=_turn,
        args=(item_id,),
    )


def bar(tongue: Tongue) -> None:
    """What is put aside and the way to the handover; nothing when nothing is."""
    if not items():
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/bookmark: {say('hit.kept_count', tongue, n=len(items()))}")
        if st.button(
            say("hit.to_handover", tongue), key="basket_go", icon=":material/arrow_forward:"
        ):
            routes.go("handover", **{PARAMETER: ",".join(items())})
        st.button(say("hit.kept_none", tongue), key="basket_empty", type="tertiary", on_click=empty)


def empty() -> None:
    """Put everything back."""
    st.session_state[KEY] = ()


def _turn(item_id: str) -> None:
    held = items()
    st.session_state[KEY] = (
        tuple(one for one in held if one != item_id) if item_id in held else (*held, item_id)
    )

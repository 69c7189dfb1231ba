"""Is everything in order? One look on demand, and a button that mends what needs nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from iolkit.outcomes import Finding
from iolkit.phrases import Tongue, say, say_reason
from plain_errors import explained
from safe_text import safe

if TYPE_CHECKING:
    from iolkit.kit import Kit

FOUND = "order_found"
SIGNS = {
    "well": ":green[:material/check_circle:]",
    "mended": ":green[:material/build_circle:]",
    "mendable": ":orange[:material/build_circle:]",
    "person": ":red[:material/error:]",
}


def show(kit: Kit, tongue: Tongue) -> None:
    """Nothing is looked at before it is asked for: a full look takes a while."""
    with st.container(border=True):
        st.subheader(say("data.order", tongue), anchor=False)
        st.markdown(say("data.order_what", tongue))
        found: tuple[Finding, ...] | None = st.session_state.get(FOUND)
        if found is not None:
            _report(found, tongue)
        states = {one.state for one in found or ()}
        with st.container(horizontal=True):
            if st.button(
                say("data.look", tongue), key="order_look", icon=":material/search_check:"
            ):
                _look(kit, tongue, repair=False)
            if "mendable" in states and st.button(
                say("data.mend", tongue), key="order_mend", type="primary", icon=":material/build:"
            ):
                _look(kit, tongue, repair=True)


def _look(kit: Kit, tongue: Tongue, *, repair: bool) -> None:
    with explained(tongue):
        with st.spinner(say("data.looking", tongue)):
            st.session_state[FOUND] = kit.doctor(repair)
        st.rerun()


def _report(found: tuple[Finding, ...], tongue: Tongue) -> None:
    bad = [one for one in found if one.state in ("mendable", "person")]
    if bad:
        st.warning(safe(say("data.not_well", tongue, n=len(bad))), icon=":material/build:")
    else:
        st.success(safe(say("data.well", tongue)), icon=":material/check_circle:")
    if told := [_line(one, tongue) for one in found if one.state != "well"]:
        st.markdown("  \n".join(told))
    with st.expander(say("data.details", tongue)):
        st.markdown("  \n".join(_line(one, tongue) for one in found))


def _line(one: Finding, tongue: Tongue) -> str:
    state = safe(say(f"data.state_{one.state}", tongue))
    return f"{SIGNS[one.state]} {state}: {safe(say_reason(one.reason, tongue))}"

"""Invented passages with their levels that an item is most like: grounds to argue."""

from __future__ import annotations

import streamlit as st

from decisions import Desk
from iolkit.errors import IolkitError
from iolkit.outcomes import RatedExample
from iolkit.phrases import Tongue, say
from safe_text import safe

SHOWN = 2
NEAR = 0.12
"""Below this an example has hardly anything in common with the item."""


def show(desk: Desk, item_id: str) -> None:
    """The nearest ones, or nothing where none is near or none can be compared."""
    try:
        found = desk.kit.examples_like(item_id, desk.tongue)
    except IolkitError:
        # An item that waits to be masked anew, or no file of examples: the card goes on without.
        return
    near = [one for one in found if one.nearness >= NEAR][:SHOWN]
    if not near:
        return
    st.caption(say("examples.title", desk.tongue))
    for one in near:
        st.markdown(f":small[{safe(one.text)}]")
        st.caption(safe(levels(one, desk.tongue)))


def levels(one: RatedExample, tongue: Tongue) -> str:
    """Its levels in words, in the order of the properties; those its rater left open are not
    named."""
    return " · ".join(
        f"{say(f'items.dim_{name}', tongue)} {level}"
        for name, level in one.levels.items()
        if level is not None
    )

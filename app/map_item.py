"""The item picked on the map: what it says, how far it travels and why, and where to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import basket
import item_support
import rating_chart
import routes
import session_facts
from decisions import Desk
from iolkit.outcomes import ItemPoint
from iolkit.phrases import Tongue, day, say
from safe_text import plain, safe, safe_lines
from stand_ins import worded

if TYPE_CHECKING:
    from iolkit.kit import Kit


def draw(kit: Kit, tongue: Tongue, point: ItemPoint) -> None:
    """A card with the item's masked text, its profile and its ways on."""
    grounds = kit.grounds(point.item_id)
    with st.container(border=True):
        kind = f":blue-badge[{safe(say(f'kind.{point.kind}', tongue))}]"
        st.markdown(f"{kind}  \n{worded(safe_lines(kit.passage(point.item_id)), tongue)}")
        st.caption(safe(worded(_about(point, tongue), tongue)))
        if grounds.assessment is not None:
            st.markdown(rating_chart.verdict(grounds.assessment, tongue))
            rating_chart.draw(grounds.assessment, grounds.quotes, tongue)
        item_support.show(Desk(kit, tongue, point.note_id), point.item_id)
        with st.container(horizontal=True):
            if st.button(
                say("map.to_note", tongue), key="map_to_note", icon=":material/rate_review:"
            ):
                routes.go("review", note=point.note_id, side="items")
            if st.button(say("here.link", tongue), key="map_to_plan", icon=":material/home_work:"):
                routes.go("plan", item=point.item_id)
            basket.button(point.item_id, tongue, "map")


def _about(point: ItemPoint, tongue: Tongue) -> str:
    parts = [
        plain(point.title),
        plain(point.programme),
        session_facts.format_name(point.format, tongue) if point.format else "",
        day(point.held_on, tongue) if point.held_on else "",
    ]
    return " · ".join(part for part in parts if part)

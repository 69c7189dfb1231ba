"""Add: bring notes in, watch them being read, look at what became of each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import intake
import job_panel
import job_reports
import reading_engine
import space_choice
from iolkit.phrases import Tongue, say

if TYPE_CHECKING:
    from iolkit.kit import Kit


def page(kit: Kit, tongue: Tongue) -> None:
    """What is being read, the report that was asked for, the way in, and earlier reports."""
    st.markdown(say("page_add.what", tongue))
    reading_engine.say_where(kit, tongue, "page_add.where")
    if space_choice.space_now() == space_choice.DEMO:
        st.warning(say("page_add.in_demo", tongue), icon=":material/science:")
    # Each part has a place of its own: what comes and goes above must not disturb what is typed.
    at_work, report, way_in, earlier = (st.container() for _ in range(4))
    with at_work:
        busy = job_panel.show(kit, tongue)
    with report:
        shown = job_reports.show(kit, tongue)
    reports = job_reports.earlier(kit, shown)
    with way_in:
        if not (busy or shown or reports or kit.find_cards(limit=1).total):
            st.info(say("page_add.empty", tongue), title=say("page_add.empty_title", tongue))
        intake.show(kit, tongue, primary=shown is None)
    with earlier:
        job_reports.offer(reports, tongue)

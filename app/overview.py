"""Overview: what is here, what waits, the one next step, and every note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import first_steps
import next_step
import note_list
import saved_searches
import stock_picture
from iolkit.phrases import Tongue

if TYPE_CHECKING:
    from iolkit.kit import Kit


def page(kit: Kit, tongue: Tongue) -> None:
    """The start page. Whoever has no notes yet is shown the way to the first one."""
    seen = kit.overview()
    jobs = kit.jobs()
    if not seen.notes and next_step.waiting_job(jobs) is None:
        first_steps.show(kit, tongue)
        return
    next_step.show(kit, tongue, seen, jobs)
    if seen.notes:
        saved_searches.show(kit, tongue)
        stock_picture.show(tongue, seen)
        st.space("small")
        note_list.show(kit, tongue)

"""What a note is about, in a few masked sentences, and who put them together."""

from __future__ import annotations

import streamlit as st

from decisions import Desk
from iolkit.outcomes import Reviewed
from iolkit.phrases import keys, say
from safe_text import safe, shortened
from stand_ins import worded

LONGEST = 240
SHOWN = 3
BULLETS = "-–•* "
"""What a line of the note may begin with; here each stands behind a bullet already."""


def show(desk: Desk, reviewed: Reviewed) -> None:
    """The summary in a box of its own; nothing where there is none."""
    sentences = desk.kit.summary(desk.note_id)
    if not sentences:
        return
    with st.expander(say("review.summary", desk.tongue), expanded=True, key="review_summary"):
        lines = "\n".join(
            f"- {safe(shortened(each.lstrip(BULLETS), LONGEST))}" for each in sentences[:SHOWN]
        )
        st.markdown(worded(lines, desk.tongue))
        maker = f"review.made_by_{reviewed.analysis.made_by.engine}"
        who = say(maker if maker in keys("de") else "review.made_by_other", desk.tongue)
        st.caption(safe(who))

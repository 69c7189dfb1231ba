"""A handover as its reader will see it, with how much was taken out of the notes behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from iolkit.outcomes import Handover
from iolkit.phrases import Tongue, say
from safe_text import safe, safe_lines

if TYPE_CHECKING:
    from iolkit.kit import Kit


def draw(kit: Kit, tongue: Tongue, made: Handover, note_ids: Sequence[str]) -> None:
    """Counts first, then the document."""
    st.caption(f":material/visibility_off: {safe(_marked(kit, tongue, note_ids))}")
    with st.container(border=True):
        st.markdown(f"### {safe(made.title.text)}", anchors=False)
        for section in made.sections:
            st.markdown(f"##### {safe(section.heading)}", anchors=False)
            for paragraph in section.paragraphs:
                st.markdown(safe_lines(paragraph.text))


def _marked(kit: Kit, tongue: Tongue, note_ids: Sequence[str]) -> str:
    counts: Counter[str] = Counter()
    for note_id in note_ids:
        reviewed = kit.note(note_id)
        live = (f for f in reviewed.analysis.flags if reviewed.states.get(f.id) != "dismissed")
        counts.update(flag.category for flag in live)
    if not counts:
        return say("send.nothing_marked", tongue)
    names = {category: say(f"category.{category}", tongue) for category in counts}
    listed = ", ".join(f"{names[category]} {count}" for category, count in counts.most_common())
    return say("send.marked", tongue, n=counts.total(), listed=listed)

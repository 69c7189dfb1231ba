"""A handover as its reader will see it, with how much was taken out of the notes behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from iolkit.outcomes import Handover
from iolkit.phrases import Tongue, say
from safe_text import safe, safe_lines

if TYPE_CHECKING:
    from iolkit.kit import Kit

CELL = "\t"  # between the cells of a row: consecutive paragraphs with it are a table


def draw(kit: Kit, tongue: Tongue, made: Handover, note_ids: Sequence[str]) -> None:
    """Counts first, then the document."""
    st.caption(f":material/visibility_off: {safe(_marked(kit, tongue, note_ids))}")
    with st.container(border=True):
        st.markdown(f"### {safe(made.title.text)}", anchors=False)
        for section in made.sections:
            level = "####" if "." not in section.heading.partition(" ")[0] else "#####"
            st.markdown(f"{level} {safe(section.heading)}", anchors=False)
            for is_table, group in groupby(section.paragraphs, lambda one: CELL in one.text):
                texts = [paragraph.text for paragraph in group]
                if is_table:
                    _table(texts)
                else:
                    st.markdown("\n\n".join(safe_lines(text) for text in texts))


def _table(rows: Sequence[str]) -> None:
    """Rows of cells, the first one the head. Two heads may read alike, so no mapping by name."""
    cells = [[safe(cell) for cell in row.split(CELL)] for row in rows]
    width = max(len(row) for row in cells)
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in cells]
    lines.insert(1, "|" + " --- |" * width)
    st.markdown("\n".join(lines))


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

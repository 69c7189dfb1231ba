"""A handover as its reader will see it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from iolkit.outcomes import Handover
from iolkit.phrases import Tongue, say
from safe_text import safe, safe_lines

CELL = "\t"  # between the cells of a row: consecutive paragraphs with it are a table
HEIGHT = 760
LONG = 12


def draw(tongue: Tongue, made: Handover) -> None:
    """The document; a long one scrolls in its own frame, so that what changed stays beside it."""
    st.markdown(f"**{say('send.leaves', tongue)}**")
    with st.container(border=True, height=HEIGHT if len(made.sections) > LONG else "content"):
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

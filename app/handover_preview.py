"""A handover as its reader will see it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from iolkit.outcomes import Handover, Picture
from iolkit.phrases import Tongue, say
from safe_text import safe, safe_lines

if TYPE_CHECKING:
    from iolkit.kit import Kit

CELL = "\t"  # between the cells of a row: consecutive paragraphs with it are a table
HEIGHT = 760
LONG = 12


def draw(kit: Kit, tongue: Tongue, made: Handover) -> None:
    """The document; a long one scrolls in its own frame, so that what changed stays beside it."""
    st.markdown(f"**{say('send.leaves', tongue)}**")
    with st.container(border=True, height=HEIGHT if len(made.sections) > LONG else "content"):
        st.markdown(f"### {safe(made.title.text)}", anchors=False)
        for section in made.sections:
            level = "####" if "." not in section.heading.partition(" ")[0] else "#####"
            st.markdown(f"{level} {safe(section.heading)}", anchors=False)
            waiting = section.picture
            for is_table, group in groupby(section.paragraphs, lambda one: CELL in one.text):
                texts = [paragraph.text for paragraph in group]
                if is_table:
                    _picture(kit, made, waiting)
                    waiting = None
                    _table(texts)
                else:
                    st.markdown("\n\n".join(safe_lines(text) for text in texts))
            _picture(kit, made, waiting)


def _picture(kit: Kit, made: Handover, picture: Picture | None) -> None:
    """Where the document will have it: before the first table of its section, else at the end."""
    if picture is not None:
        drawn, words = kit.drawn(picture, made.language)
        st.image(drawn, width="stretch", alt=words)


def _table(rows: Sequence[str]) -> None:
    """Rows of cells, the first one the head. Two heads may read alike, so no mapping by name."""
    cells = [[safe(cell) for cell in row.split(CELL)] for row in rows]
    width = max(len(row) for row in cells)
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in cells]
    lines.insert(1, "|" + " --- |" * width)
    st.markdown("\n".join(lines))

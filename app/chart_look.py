"""What all charts have in common: colours that can be read in light and dark, and a plain table of
the same numbers below, for those who do not see a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from safe_text import safe

INK = {"light": "#475353", "dark": "#b8c4c4"}
"""The theme's own grey is too faint on white, its bars are black on dark."""
MARK = {"light": "#0b6e6e", "dark": "#5cc4bf"}
BAND_STARTS = (25, 45, 70)
"""Where bands C, B and A begin, as lines on a scale from 0 to 100."""


def shade() -> str:
    """Whether the page is light or dark."""
    return "dark" if str(st.context.theme.type) == "dark" else "light"


def looked(spec: dict[str, Any]) -> dict[str, Any]:
    """The chart with labels, rules and marks in colours that stand out."""
    shown = shade()
    ink, mark = {"color": INK[shown]}, {"color": MARK[shown]}
    axis = {"labelColor": INK[shown], "titleColor": INK[shown], "labelFontSize": 12}
    legend = {"labelColor": INK[shown], "labelFontSize": 13}
    config = {"axis": axis, "legend": legend, "rule": ink, "tick": mark, "text": ink}
    config |= {"point": mark, "bar": mark}
    return {**spec, "config": {**config, **spec.get("config", {})}}


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows of words; every cell is shown as it is."""
    lines = [_row(head), "|" + " --- |" * len(head), *(_row(row) for row in rows)]
    st.markdown("\n".join(lines))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(safe(cell) or ' ' for cell in cells)} |"

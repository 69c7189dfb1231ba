"""Hits as a file for a spreadsheet, made only when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

import streamlit as st

from iolkit.outcomes import Hit
from iolkit.phrases import Tongue, say

if TYPE_CHECKING:
    from iolkit.kit import Kit

MIME: dict[Literal["xlsx", "csv"], str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


def offer(kit: Kit, tongue: Tongue, hits: Sequence[Hit]) -> None:
    """The button with both formats behind it, and a word on whom the file is for."""
    with st.popover(say("search.table", tongue), icon=":material/table:", type="tertiary"):
        st.caption(say("search.table_what", tongue, n=len(hits)))
        with st.container(horizontal=True):
            for form, mime in MIME.items():
                st.download_button(
                    say(f"search.table_{form}", tongue),
                    partial(kit.table, hits, form, tongue),
                    f"{say('search.table_file', tongue)}.{form}",
                    mime,
                    key=f"table_{form}",
                    on_click="ignore",
                    icon=":material/download:",
                )

"""Going from one page to another with what the next page should open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

import streamlit as st

NAMES = (
    "overview",
    "add",
    "review",
    "debrief",
    "search",
    "plan",
    "handover",
    "check",
    "map",
    "organisation",
    "model",
    "data",
)
"""The pages in the order of the navigation; the first one stands at the bare address."""
PAGES = "pages"
UNKNOWN = "unknown"
"""In the address (?unknown=1): the visitor asked for a page that there is not."""


def offer(pages: Mapping[str, st.Page]) -> None:
    """Remember the pages of this visit; titles differ by language, so they belong to the visit."""
    st.session_state[PAGES] = dict(pages)


def go(name: str, **asked: str) -> NoReturn:
    """Open page `name`; `asked` ends in its address (note=..., q=...)."""
    st.switch_page(st.session_state[PAGES][name], query_params=asked)

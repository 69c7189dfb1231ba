"""A passage in full, in a drawer at the side, with the words that were quoted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

import routes
from flag_marks import highlighted
from hit_card import about
from iolkit.phrases import Tongue, say
from iolkit.records import Span
from plain_errors import explained
from safe_text import safe

if TYPE_CHECKING:
    from iolkit.kit import Kit


def open_drawer(kit: Kit, tongue: Tongue, item_id: str, quotes: Sequence[Span] = ()) -> None:
    """Show the passage of an item; `quotes` count in its masked text."""
    title = say("search.passage", tongue)
    st.dialog(title, position="right", width=520)(_draw)(kit, tongue, item_id, tuple(quotes))


def _draw(kit: Kit, tongue: Tongue, item_id: str, quotes: tuple[Span, ...]) -> None:
    with explained(tongue):
        passage = kit.cited(item_id)
        st.caption(safe(about(passage.facts, tongue)))
        st.markdown(highlighted(passage.text, quotes))
        st.caption(say("search.passage_masked", tongue))
        if st.button(say("search.to_note", tongue), key="drawer_to_note"):
            routes.go("review", note=passage.facts.get("note_id", ""))

"""A passage in its context, in a drawer at the side, with the words that were quoted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

import basket
import routes
from flag_marks import highlighted
from hit_card import about
from iolkit.phrases import Tongue, say
from iolkit.records import Span
from plain_errors import explained
from safe_text import safe, safe_lines
from stand_ins import worded

if TYPE_CHECKING:
    from iolkit.kit import Kit


PARAMETER = "passage"
"""In the address: the passage that is open, so that a link to it opens it too."""


def ask_for(item_id: str) -> None:
    """Have the passage of an item opened at the end of this run."""
    st.query_params[PARAMETER] = item_id


def asked() -> str:
    """The item whose passage is to be open; empty for none."""
    return st.query_params.get(PARAMETER, "")


def open_drawer(kit: Kit, tongue: Tongue, item_id: str, quotes: Sequence[Span] = ()) -> None:
    """Show the passage of an item; `quotes` count in its masked text."""
    title = say("search.passage", tongue)
    drawer = st.dialog(title, position="right", width=560, on_dismiss=_close)
    drawer(_draw)(kit, tongue, item_id, tuple(quotes))


def _close() -> None:
    st.query_params.pop(PARAMETER, None)


def _draw(kit: Kit, tongue: Tongue, item_id: str, quotes: tuple[Span, ...]) -> None:
    with explained(tongue):
        passage, context = kit.cited(item_id), kit.context(item_id)
        st.caption(safe(about(passage.facts, tongue)))
        _around(context.before, tongue, "search.before")
        with st.container(border=True):
            text = context.text
            shown = highlighted(text, quotes) if quotes else safe_lines(text)
            st.markdown(worded(shown, tongue))
        _around(context.after, tongue, "search.after")
        st.caption(say("search.passage_masked", tongue))
        note_id = passage.facts.get("note_id", "")
        with st.container(horizontal=True):
            if st.button(
                say("search.to_handover", tongue),
                key="drawer_to_handover",
                icon=":material/ios_share:",
                type="primary",
            ):
                held = dict.fromkeys((*basket.items(), item_id))
                routes.go("handover", **{basket.PARAMETER: ",".join(held)})
            if st.button(
                say("search.to_note", tongue), key="drawer_to_note", icon=":material/rate_review:"
            ):
                routes.go("review", note=note_id, item=item_id)


def _around(text: str, tongue: Tongue, label: str) -> None:
    """Sentences beside the passage, quieter than it."""
    words = text.strip(" \n\t-–•*")  # what is left of the bullets at the borders
    if words:
        st.caption(say(label, tongue))
        st.markdown(f":gray[{worded(safe(words), tongue)}]")

"""Marking what the engines missed: the words are typed or pasted, every mention is marked."""

from __future__ import annotations

import re
import unicodedata

import streamlit as st

from decisions import Desk
from flag_list import CATEGORIES, OWNERS
from iolkit.outcomes import Reviewed
from iolkit.phrases import say
from iolkit.records import Span


def mentions(text: str, words: str) -> tuple[Span, ...]:
    """Where `words` stand in `text`: any case, any white space, not inside a longer word.

    Words copied from a page may carry invisible signs; they are ignored.
    """
    shown = "".join(sign for sign in words if unicodedata.category(sign) != "Cf").split()
    if not shown:
        return ()
    pattern = r"\s+".join(map(re.escape, shown))
    found = re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    return tuple(Span(*match.span()) for match in found)


def show(desk: Desk, reviewed: Reviewed) -> None:
    """The form; marking tells how many places were marked."""
    tongue = desk.tongue
    with st.form("missed_form", clear_on_submit=True):
        st.caption(say("missed.what", tongue))
        words = st.text_input(say("missed.words", tongue), key="missed_words")
        category = st.selectbox(
            say("review.category", tongue),
            CATEGORIES,
            format_func=lambda code: say(f"category.{code}", tongue),
            key="missed_category",
        )
        owner = st.segmented_control(
            say("review.owner", tongue),
            OWNERS,
            default=OWNERS[0],
            required=True,
            format_func=lambda code: say(f"owner.{code}", tongue),
            key="missed_owner",
        )
        sent = st.form_submit_button(
            say("missed.mark", tongue), key="missed_send", icon=":material/ink_marker:"
        )
    if sent:
        _mark(desk, reviewed, words or "", f"{category}:{owner}")


def _mark(desk: Desk, reviewed: Reviewed, words: str, what: str) -> None:
    live = [f for f in reviewed.analysis.flags if reviewed.states.get(f.id) != "dismissed"]
    places = mentions(reviewed.analysis.note.text, words)
    new = [place for place in places if not any(flag.span.covers(place) for flag in live)]
    if not places:
        st.warning(say("missed.not_found", desk.tongue))
        return
    if not new:
        st.info(say("missed.already", desk.tongue))
        return
    for place in new:
        desk.decide("note", desk.note_id, "flag", f"{place.start}:{place.end}:{what}")
    st.toast(say("missed.marked", desk.tongue, n=len(new)), icon=":material/check:")
    st.rerun()

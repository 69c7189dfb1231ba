"""Search and ask: one field; passages that fit, or an answer with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import answer_text
import hit_card
import routes
import search_filters
from iolkit.outcomes import Found
from iolkit.phrases import Tongue, say, say_reason
from passage_drawer import open_drawer
from safe_text import safe

if TYPE_CHECKING:
    from iolkit.kit import Kit

WAYS = ("find", "ask")
EXAMPLES = 4
FIRST, MORE, MOST = 10, 10, 50
LONGEST = 4000


def page(kit: Kit, tongue: Tongue) -> None:
    """What is asked stands in the address (?q=...), so that it can be sent to a colleague."""
    if not kit.notes():
        st.info(say("search.empty", tongue), title=say("search.empty_title", tongue))
        if st.button(say("page.add", tongue), key="search_to_add", type="primary"):
            routes.go("add")
        return
    query = st.text_input(
        say("search.field", tongue),
        key="q",
        type="search",
        max_chars=LONGEST,
        placeholder=say("search.placeholder", tongue),
        label_visibility="collapsed",
        icon=":material/search:",
        bind="query-params",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        way = st.segmented_control(
            say("search.way", tongue),
            WAYS,
            default=WAYS[0],
            required=True,
            format_func=lambda code: say(f"search.way_{code}", tongue),
            label_visibility="collapsed",
            key="search_way",
            persist_state="session",
        )
        filters = search_filters.choose(kit, tongue) if way == "find" else None
    asked = (query or "").strip()
    if not asked:
        _examples(tongue)
    elif filters is None:
        answer_text.draw(kit, tongue, asked)
    else:
        shown = _shown(asked)
        with st.spinner(say("search.looking", tongue)):
            found = kit.search(asked, shown, filters)
        _results(kit, tongue, found, shown)


def _shown(query: str) -> int:
    """How many hits to show; a new query starts from the first ten again."""
    if st.session_state.get("shown_for") != query:
        st.session_state["shown_for"] = query
        st.session_state["shown"] = FIRST
    return int(st.session_state["shown"])


def _results(kit: Kit, tongue: Tongue, found: Found, shown: int) -> None:
    for notice in found.notices:
        st.caption(safe(say_reason(notice, tongue)))
    if not found.confident:
        narrowed = "_filtered" if search_filters.chosen() else ""
        st.warning(
            say(f"search.unsure{narrowed}", tongue),
            title=say("search.unsure_title", tongue),
            icon=":material/help:",
        )
    elif found.hits:
        st.caption(safe(say("search.count", tongue, n=len(found.hits))))
    for hit in found.hits:
        if hit_card.draw(hit, tongue):
            open_drawer(kit, tongue, hit.passage.item_id)
    if len(found.hits) == shown and shown < MOST:
        st.button(say("search.more", tongue), key="search_more", on_click=_more)


def _more() -> None:
    st.session_state["shown"] = min(MOST, int(st.session_state["shown"]) + MORE)


def _examples(tongue: Tongue) -> None:
    st.caption(say("search.examples", tongue))
    for number in range(1, EXAMPLES + 1):
        example = say(f"search.example_{number}", tongue)
        st.button(
            safe(example),
            key=f"example_{number}",
            type="tertiary",
            icon=":material/subdirectory_arrow_right:",
            on_click=_ask_for,
            args=(example,),
        )


def _ask_for(example: str) -> None:
    st.session_state["q"] = example

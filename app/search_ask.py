"""Search and ask: one field; three words find, a question is answered with its sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

import answer_text
import basket
import hit_groups
import hit_table
import learned_report
import nothing_yet
import passage_drawer
import saved_searches
import search_address
import search_filters
import search_reading
import start_searching
from iolkit.outcomes import Filters, Found
from iolkit.phrases import Tongue, say, say_reason
from iolkit.records import Span
from question_form import asks_what_was_learned, is_question
from safe_text import safe

if TYPE_CHECKING:
    from iolkit.kit import Kit

WAYS = ("find", "ask", "learned")
WAY, PAGE, FOR = "search_way", "search_page", "search_for"
A_PAGE, MOST, UNSURE = 10, 50, 5
LONGEST = 4000


def page(kit: Kit, tongue: Tongue) -> None:
    """All that is set stands in the address, so that it can be sent to a colleague."""
    cards = kit.notes()
    if not cards:
        nothing_yet.show(tongue, ("search.empty", "search.empty_title"), "search")
        return
    saved_searches.arrive(kit)
    possible = search_filters.options(kit)
    _take_address(possible)
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
    asked = " ".join((query or "").split())[:LONGEST]
    _follow(asked)
    with st.container(horizontal=True, vertical_alignment="center"):
        way = _way(tongue)
        search_filters.choose(tongue, possible)
        search_filters.chips(tongue)
        if asked:
            _share(tongue, asked)
            saved_searches.keep(kit, tongue, asked, search_filters.filters())
    basket.bar(tongue)
    if asked:
        _reply(kit, tongue, asked, way)
    else:
        saved_searches.show(kit, tongue)
        start_searching.offer(kit, tongue, len(cards))
    _write_address(asked)
    if shown := passage_drawer.asked():
        quotes = _quotes(shown, way) if asked else ()
        passage_drawer.open_drawer(kit, tongue, shown, quotes)


def _quotes(shown: str, way: str) -> Sequence[Span]:
    """What is quoted on the page from the passage that is open."""
    said = {"ask": answer_text.quotes, "learned": learned_report.quotes}.get(way)
    return said(shown) if said else ()


def _take_address(possible: search_filters.Options) -> None:
    names = (search_address.WAY, search_address.PAGE, search_address.TYPED)
    told = search_address.asked((*search_filters.NAMES, *names))
    if told is None:
        return
    search_filters.take(told, possible)
    way, number = told.get(search_address.WAY), told.get(search_address.PAGE, "")
    query = " ".join(st.query_params.get(search_address.QUERY, "").split())[:LONGEST]
    st.session_state[FOR] = query
    st.session_state[WAY] = way if way in WAYS else _by_form(query)
    st.session_state[PAGE] = int(number) if number.isdecimal() and len(number) < 3 else 1
    search_reading.take(query, wanted=search_address.TYPED in told)


def _follow(asked: str) -> None:
    """A new query starts on its first page, in the way that its form asks for."""
    if st.session_state.get(FOR) != asked:
        st.session_state[FOR] = asked
        st.session_state[WAY] = _by_form(asked)
        st.session_state[PAGE] = 1


def _by_form(asked: str) -> str:
    if asks_what_was_learned(asked):
        return "learned"
    return "ask" if is_question(asked) else "find"


def _way(tongue: Tongue) -> str:
    chosen = st.segmented_control(
        say("search.way", tongue),
        WAYS,
        required=True,
        format_func=lambda code: say(f"search.way_{code}", tongue),
        label_visibility="collapsed",
        wrap=True,
        key=WAY,
        persist_state="session",
    )
    return chosen or WAYS[0]


def _reply(kit: Kit, tongue: Tongue, asked: str, way: str) -> None:
    filters = search_filters.filters()
    if way == "ask" and answer_text.draw(kit, tongue, asked, filters):
        return
    if way == "learned" and learned_report.draw(kit, tongue, asked, filters):
        return
    found = _found(kit, tongue, asked, filters)
    search_reading.say_how(tongue, asked, found.read_as)
    for notice in found.notices:
        st.caption(safe(say_reason(notice, tongue)))
    if way == "ask" or (way == "find" and not found.confident):
        _nothing(tongue, way)
        search_reading.offer_others(tongue, found.other_words)
    _hits(kit, tongue, found, asked)


def _found(kit: Kit, tongue: Tongue, asked: str, filters: Filters) -> Found:
    with st.spinner(say("search.looking", tongue)):
        return kit.search(asked, MOST, filters, as_typed=search_reading.as_typed(asked))


def _nothing(tongue: Tongue, way: str) -> None:
    """Nothing answers: said plainly, with what to try."""
    title = "ask.nothing_title" if way == "ask" else "search.unsure_title"
    narrowed = "_filtered" if search_filters.chosen() else ""
    st.warning(
        say("ask.nothing" if way == "ask" else f"search.unsure{narrowed}", tongue),
        title=say(title, tongue),
        icon=":material/help:",
    )
    if search_filters.chosen():
        st.button(
            say("search.filters_off", tongue),
            key="unsure_filters_off",
            icon=":material/filter_alt_off:",
            on_click=search_filters.clear,
        )


def _hits(kit: Kit, tongue: Tongue, found: Found, asked: str) -> None:
    # A hit without any reason is only what is left over; it is shown where nothing else is.
    near = [hit for hit in found.hits if hit.why] or list(found.hits)
    near = near if found.confident else near[:UNSURE]
    if not near:
        return
    groups = hit_groups.together(found, near)
    pages = -(-len(groups) // A_PAGE)
    number = min(max(1, int(st.session_state.get(PAGE, 1))), pages)
    if found.confident:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(safe(say("search.count", tongue, n=len(near))), width="content")
            hit_table.offer(kit, tongue, near)
    else:
        st.markdown(f"**{say('search.nearest', tongue)}**")
    for group in groups[(number - 1) * A_PAGE : number * A_PAGE]:
        hit_groups.draw(group, tongue, asked)
    if pages > 1:
        st.pagination(
            pages,
            default=number,
            key=f"{PAGE}_{number}_{pages}",
            on_change=_turn,
            args=(number, pages),
        )


def _turn(number: int, pages: int) -> None:
    # The page belongs to the address too, so the widget starts anew from what stands there.
    st.session_state[PAGE] = st.session_state[f"{PAGE}_{number}_{pages}"]


def _address(asked: str) -> dict[str, str]:
    way, number = str(st.session_state.get(WAY, "")), int(st.session_state.get(PAGE, 1))
    return {
        **search_filters.values(),
        search_address.WAY: way if asked and way != _by_form(asked) else "",
        search_address.PAGE: str(number) if asked and number > 1 else "",
        search_address.TYPED: "yes" if search_reading.as_typed(asked) else "",
    }


def _write_address(asked: str) -> None:
    search_address.write(_address(asked), asked)


def _share(tongue: Tongue, asked: str) -> None:
    with st.popover(say("search.share", tongue), icon=":material/link:", type="tertiary"):
        st.caption(say("search.share_what", tongue))
        st.code(search_address.link(_address(asked), asked), language=None, wrap_lines=True)

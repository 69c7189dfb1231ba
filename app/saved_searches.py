"""Searches kept under a name: what is new for each, open, rename, remove."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

import routes
from iolkit.errors import NotFound
from iolkit.outcomes import Filters, SavedSearch
from iolkit.phrases import Tongue, say
from plain_errors import explained
from safe_text import plain, safe, shortened

if TYPE_CHECKING:
    from iolkit.kit import Kit

SAVED = "saved"
"""In the address (?saved=3): the search was opened from the list, what was new shows as new."""
FRESH = "search_fresh"
LONGEST = 80
_PLAIN = ("programme", "format", "language", "kind", "band", "sensitivity")


def show(kit: Kit, tongue: Tongue) -> None:
    """Every saved search with the number of its new hits; nothing where none is saved."""
    searches = kit.saved_searches()
    if not searches:
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{say('saved.title', tongue)}**")
        for saved in searches:
            _row(kit, tongue, saved)


def keep(kit: Kit, tongue: Tongue, query: str, filters: Filters) -> None:
    """The button that keeps this search under a name."""
    with st.popover(say("saved.keep", tongue), icon=":material/saved_search:", type="tertiary"):
        with st.form("saved_form", border=False, clear_on_submit=True):
            name = st.text_input(
                say("saved.name", tongue),
                placeholder=shortened(query, LONGEST),
                max_chars=LONGEST,
                key="saved_name",
            )
            st.caption(say("saved.what", tongue))
            asked = st.form_submit_button(say("saved.keep_button", tongue), key="saved_keep")
        if asked:
            with explained(tongue):
                kit.save_search(plain(name or "") or shortened(query, LONGEST), query, filters)
                st.toast(say("saved.kept", tongue), icon=":material/check:")


def arrive(kit: Kit) -> None:
    """Look at the saved search that was opened; one that is gone meanwhile opens as it stands."""
    number = st.query_params.pop(SAVED, "")
    if not number.isdecimal() or len(number) > 9:
        return
    try:
        seen = kit.look_at_search(int(number))
    except NotFound:
        return
    st.session_state[FRESH] = (seen.query, frozenset(seen.fresh))


def is_new(item_id: str, query: str) -> bool:
    """Whether a hit was new when its saved search was opened; another query forgets it."""
    asked, fresh = st.session_state.get(FRESH, ("", frozenset()))
    return asked == query and item_id in fresh


def _row(kit: Kit, tongue: Tongue, saved: SavedSearch) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            safe(shortened(saved.name, LONGEST)),
            key=f"saved_open_{saved.id}",
            type="tertiary",
            icon=":material/saved_search:",
            help=safe(saved.query),
        ):
            address = _address(saved.filters)
            routes.go("search", q=saved.query, way="find", saved=str(saved.id), **address)
        if saved.fresh:
            said = safe(say("saved.new", tongue, n=len(saved.fresh)))
            st.markdown(f":green-badge[{said}]", width="content")
        else:
            st.caption(say("saved.nothing_new", tongue), width="content")
        with st.popover(say("saved.change", tongue), type="tertiary", key=f"saved_more_{saved.id}"):
            _change(kit, tongue, saved)


def _change(kit: Kit, tongue: Tongue, saved: SavedSearch) -> None:
    name = st.text_input(
        say("saved.name", tongue), saved.name, max_chars=LONGEST, key=f"saved_name_{saved.id}"
    )
    with st.container(horizontal=True):
        if st.button(say("saved.rename", tongue), key=f"saved_rename_{saved.id}"):
            with explained(tongue):
                kit.rename_search(saved.id, plain(name or ""))
                st.rerun()
        if st.button(
            say("saved.remove", tongue), key=f"saved_remove_{saved.id}", icon=":material/delete:"
        ):
            with explained(tongue):
                kit.remove_search(saved.id)
                st.rerun()


def _address(filters: Filters) -> Mapping[str, str]:
    """The filters by the names that they have in an address."""
    told = {name: getattr(filters, name) or "" for name in _PLAIN}
    told["since"] = filters.since.isoformat() if filters.since else ""
    told["until"] = filters.until.isoformat() if filters.until else ""
    told["reviewed"] = "only" if filters.reviewed else ""
    return {name: value for name, value in told.items() if value}

"""What is asked stands in the address: a link finds the same, and a reload too.

The query is bound to its field (?q=...). Filters, way and page are written here, by codes that are
the same in either language, so that a German's link opens for an English reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

QUERY = "q"
WAY = "way"
PAGE = "page"
TYPED = "typed"
_SEEN = "search_address"
_SHARED = ("space",)


def asked(names: Sequence[str]) -> dict[str, str] | None:
    """What the address asks for, when it is news; None when it is what was last written.

    Coming back by the menu brings an address without any of it: then what was set stays.
    """
    told = {name: st.query_params[name] for name in names if name in st.query_params}
    query = st.query_params.get(QUERY, "")
    seen_query, seen = st.session_state.get(_SEEN, ("", {}))
    if told == seen or (not told and query in ("", seen_query)):
        return None
    return told


def write(values: Mapping[str, str], query: str) -> None:
    """Put what is set now into the address; an empty value takes its name out."""
    told = {name: value for name, value in values.items() if value}
    for name in values:
        if name in told:
            if st.query_params.get(name) != told[name]:
                st.query_params[name] = told[name]
        else:
            st.query_params.pop(name, None)
    st.session_state[_SEEN] = (query, told)


def link(values: Mapping[str, str], query: str) -> str:
    """The address of this search, to be sent to a colleague who uses the same installation."""
    shared = {name: st.query_params[name] for name in _SHARED if name in st.query_params}
    told = {QUERY: query, **{name: value for name, value in values.items() if value}, **shared}
    page = (st.context.url or "").partition("?")[0]
    return f"{page}?{urlencode(told)}"

"""Narrowing a search: only what occurs here can be chosen, and one click takes it all off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, cast

import streamlit as st

import session_facts
from iolkit.outcomes import Filters
from iolkit.phrases import Tongue, keys, say
from iolkit.records import Language
from safe_text import plain

if TYPE_CHECKING:
    from iolkit.kit import Kit

PICKED = ("kind", "band", "language")  # few values: all in sight
LISTED = ("programme", "format")  # many values: a list
DATES = ("since", "until")
SENSITIVITY = ("clear", "flagged")
WIDGETS = (*PICKED, *LISTED, *DATES, "sensitivity")


def choose(kit: Kit, tongue: Tongue) -> Filters:
    """The filters as set; those left alone do not narrow."""
    number = sum(_set(name) is not None for name in WIDGETS)
    label = say("search.filters", tongue) + (f" ({number})" if number else "")
    with st.popover(label, icon=":material/tune:"):
        facets = kit.facets()
        for name in PICKED:
            _pills(name, facets.get(name, ()), tongue)
        _pills("sensitivity", SENSITIVITY, tongue)
        for name in LISTED:
            _select(name, facets.get(name, ()), tongue)
        _dates(tongue)
        st.button(say("search.filters_off", tongue), key="filters_off", on_click=_clear)
    return _filters()


def chosen() -> bool:
    """Whether any filter is set."""
    return any(_set(name) is not None for name in WIDGETS)


def _pills(name: str, options: Sequence[str], tongue: Tongue) -> None:
    if options:
        st.pills(
            say(f"search.by_{name}", tongue),
            options,
            format_func=lambda code: _word(name, code, tongue),
            key=_key(name),
            persist_state="session",
        )


def _select(name: str, options: Sequence[str], tongue: Tongue) -> None:
    if options:
        st.selectbox(
            say(f"search.by_{name}", tongue),
            options,
            index=None,
            format_func=lambda code: _word(name, code, tongue),
            placeholder=say("search.any", tongue),
            key=_key(name),
            persist_state="session",
        )


def _dates(tongue: Tongue) -> None:
    left, right = st.columns(2)
    for column, name in zip((left, right), DATES, strict=True):
        column.date_input(
            say(f"search.by_{name}", tongue),
            value=None,
            format="DD.MM.YYYY" if tongue == "de" else "DD/MM/YYYY",
            key=_key(name),
            persist_state="session",
        )


def _word(name: str, code: str, tongue: Tongue) -> str:
    if name == "format":
        return session_facts.format_name(code, tongue)
    prefix = {"kind": "kind.", "band": "transfer.band_", "language": "language."}.get(
        name, "search."
    )
    key = f"{prefix}{code}"
    return say(key, tongue) if key in keys(tongue) else plain(code)


def _filters() -> Filters:
    since, until = (_day(name) for name in DATES)
    return Filters(
        programme=_text("programme"),
        format=_text("format"),
        since=since,
        until=until,
        language=cast("Language | None", _text("language")),
        kind=_text("kind"),
        band=_text("band"),
        sensitivity=cast('Literal["clear", "flagged"] | None', _text("sensitivity")),
    )


def _key(name: str) -> str:
    return f"filter_{name}"


def _set(name: str) -> object:
    return st.session_state.get(_key(name)) or None


def _text(name: str) -> str | None:
    value = _set(name)
    return value if isinstance(value, str) else None


def _day(name: str) -> date | None:
    value = _set(name)
    return value if isinstance(value, date) else None


def _clear() -> None:
    for name in WIDGETS:
        st.session_state[_key(name)] = None

"""Narrowing a search: only what occurs here can be chosen, and what is set stays in sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, cast

import streamlit as st

import session_facts
from iolkit.outcomes import Filters
from iolkit.phrases import Tongue, day, keys, say
from iolkit.records import Language
from safe_text import plain, safe, shortened

if TYPE_CHECKING:
    from iolkit.kit import Kit

PICKED = ("kind", "band", "language")  # few values: all in sight
LISTED = ("programme", "format", "year")  # many values: a list
DATES = ("since", "until")
SWITCHED = ("sensitivity", "reviewed")
CHOICES = {"sensitivity": ("clear", "flagged"), "reviewed": ("only",)}
NAMES = (*PICKED, *SWITCHED, *LISTED, *DATES)

Options = Mapping[str, Sequence[str]]


def options(kit: Kit) -> Options:
    """What can be narrowed to here, by filter."""
    held = (card.session.held_on for card in kit.notes())
    years = sorted({str(one.year) for one in held if one}, reverse=True)
    return {**kit.facets(), **CHOICES, "year": years}


def take(asked: Mapping[str, str], possible: Options) -> None:
    """Set the filters that an address asks for; what does not occur here is left alone."""
    for name in NAMES:
        value = asked.get(name, "")
        if name in DATES:
            st.session_state[_key(name)] = _as_day(value)
        else:
            st.session_state[_key(name)] = value if value in possible.get(name, ()) else None


def choose(tongue: Tongue, possible: Options) -> None:
    """The button with every filter behind it."""
    with st.popover(say("search.filters", tongue), icon=":material/tune:"):
        for name in (*PICKED, *SWITCHED):
            _pills(name, possible.get(name, ()), tongue)
        for name in LISTED:
            _select(name, possible.get(name, ()), tongue)
        _dates(tongue)


def chips(tongue: Tongue) -> None:
    """Each filter that is set, one click to take it off; a last one takes all off."""
    active = chosen()
    for name in active:
        st.button(
            safe(_chip(name, tongue)),
            key=f"chip_{name}",
            icon=":material/close:",
            on_click=clear,
            args=((name,),),
            help=say("search.filter_off", tongue),
        )
    if len(active) > 1:
        st.button(
            say("search.filters_off", tongue), key="filters_off", type="tertiary", on_click=clear
        )


def chosen() -> tuple[str, ...]:
    """The filters that are set."""
    return tuple(name for name in NAMES if _set(name) is not None)


def values() -> dict[str, str]:
    """The filters by name as they stand in an address; empty where not set."""
    return {name: str(_set(name) or "") for name in NAMES}


def filters() -> Filters:
    """The filters as set; those left alone do not narrow."""
    since, until = (_day(name) for name in DATES)
    if year := _text("year"):
        since = max(filter(None, (since, date(int(year), 1, 1))))
        until = min(filter(None, (until, date(int(year), 12, 31))))
    return Filters(
        programme=_text("programme"),
        format=_text("format"),
        since=since,
        until=until,
        language=cast("Language | None", _text("language")),
        kind=_text("kind"),
        band=_text("band"),
        sensitivity=cast('Literal["clear", "flagged"] | None', _text("sensitivity")),
        reviewed=_text("reviewed") is not None,
    )


def clear(names: Sequence[str] = NAMES) -> None:
    """Take filters off."""
    for name in names:
        st.session_state[_key(name)] = None


def _pills(name: str, possible: Sequence[str], tongue: Tongue) -> None:
    if possible:
        st.pills(
            say(f"search.by_{name}", tongue),
            possible,
            format_func=lambda code: _word(name, code, tongue),
            key=_key(name),
            persist_state="session",
        )


def _select(name: str, possible: Sequence[str], tongue: Tongue) -> None:
    if possible:
        st.selectbox(
            say(f"search.by_{name}", tongue),
            possible,
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


def _chip(name: str, tongue: Tongue) -> str:
    if name in DATES:
        held = _day(name)
        return say(f"search.chip_{name}", tongue, day=day(held, tongue) if held else "")
    return shortened(_word(name, str(_set(name)), tongue), 40)


def _word(name: str, code: str, tongue: Tongue) -> str:
    if name == "format":
        return session_facts.format_name(code, tongue)
    prefix = {"kind": "kind.", "band": "transfer.band_", "language": "language."}.get(
        name, "search."
    )
    key = f"{prefix}{code}"
    return say(key, tongue) if key in keys(tongue) else plain(code)


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


def _as_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None

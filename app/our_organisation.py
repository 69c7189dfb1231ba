"""Our organisation: who we are and which names we know, told once and used for every note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import applying
import org_profile
from iolkit.phrases import Tongue, say
from iolkit.records import Lists
from plain_errors import explained

if TYPE_CHECKING:
    from iolkit.kit import Kit

OURS = "own_forms"
SECRET = ("partners", "suppliers", "code_names", "people")
ALLOWED = "allowed"
NAMES = (OURS, *SECRET, ALLOWED)
TEXTS = ("own_org", "industry")


def page(kit: Kit, tongue: Tongue) -> None:
    """One form; what is saved counts for notes read from then on, and on wish for all."""
    st.markdown(say("names.what", tongue))
    known = kit.lists()
    with st.form("names_form", border=False):
        st.subheader(say("names.ours", tongue), anchor=False)
        left, right = st.columns(2)
        left.text_input(say("names.own_org", tongue), known.own_org, key="names_own_org")
        right.text_input(say("names.industry", tongue), known.industry, key="names_industry")
        _lines(st, tongue, known, OURS)
        st.subheader(say("names.secret", tongue), anchor=False)
        st.caption(say("names.one_a_line", tongue))
        columns = st.columns(2)
        for number, name in enumerate(SECRET):
            _lines(columns[number % 2], tongue, known, name)
        st.subheader(say("names.free", tongue), anchor=False)
        _lines(st, tongue, known, ALLOWED)
        if st.form_submit_button(
            say("names.save", tongue), key="names_save", type="primary", icon=":material/save:"
        ):
            _save(kit, tongue, known)
    applying.show(kit, tongue)
    st.subheader(say("here.profile", tongue), anchor=False)
    st.caption(say("here.profile_what", tongue))
    org_profile.draw(kit, tongue)


def _lines(place: object, tongue: Tongue, known: Lists, name: str) -> None:
    place.text_area(  # type: ignore[attr-defined]  # the page or one of its columns
        say(f"names.{name}", tongue),
        "\n".join(getattr(known, name)),
        height=100,
        help=say(f"names.{name}_help", tongue),
        key=f"names_{name}",
    )


def _save(kit: Kit, tongue: Tongue, known: Lists) -> None:
    texts = {name: str(st.session_state[f"names_{name}"]).strip() for name in TEXTS}
    told = Lists(**{name: _told(name) for name in NAMES}, **texts)  # type: ignore[arg-type]  # names are tuples, texts are texts
    with explained(tongue):
        kit.save_lists(told)
        st.toast(say("names.saved", tongue), icon=":material/check:")
        if told != known:
            applying.offer(kit)


def _told(name: str) -> tuple[str, ...]:
    lines = (line.strip() for line in str(st.session_state[f"names_{name}"]).splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))

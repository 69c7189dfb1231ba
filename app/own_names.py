"""Names that the person knows better than any recognizer, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from iolkit.phrases import Tongue, say
from iolkit.records import Lists
from plain_errors import explained

if TYPE_CHECKING:
    from iolkit.kit import Kit

FIELDS = ("partners", "suppliers", "code_names", "people", "allowed")


def show(kit: Kit, tongue: Tongue) -> None:
    """Closed until asked for; what is saved counts for notes read from then on."""
    box = st.expander(
        say("names.title", tongue), icon=":material/badge:", key="names_box", on_change="rerun"
    )
    if not box.open:
        return
    with box, st.form("names_form", border=False):
        st.markdown(say("names.what", tongue))
        known = kit.lists()
        for name in FIELDS:
            st.text_area(
                say(f"names.{name}", tongue),
                "\n".join(getattr(known, name)),
                height=100,
                key=f"names_{name}",
            )
        if st.form_submit_button(say("names.save", tongue), key="names_save"):
            with explained(tongue):
                kit.save_lists(Lists(**{name: _lines(name) for name in FIELDS}))
                st.toast(say("names.saved", tongue), icon=":material/check:")


def _lines(name: str) -> tuple[str, ...]:
    lines = (line.strip() for line in str(st.session_state[f"names_{name}"]).splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))

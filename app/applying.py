"""Reading the notes already here anew after the names changed, a few at a time.

How far it is stands in the space, so leaving the page only pauses it. Reviews stay as they are.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import streamlit as st

from iolkit.errors import NotFound
from iolkit.phrases import Tongue, say
from plain_errors import explained
from safe_text import safe

if TYPE_CHECKING:
    from iolkit.kit import Kit

DONE = "names_applied"
"""Choice of the space: "" = nothing to do, "0" or more = notes of the oldest-first list done."""
RUNNING = "names_running"
BREATH_S = 1.0


def offer(kit: Kit) -> None:
    """The names changed: every note here was read without them."""
    kit.choose(DONE, "0" if kit.find_cards(limit=1).total else "")
    st.session_state.pop(RUNNING, None)


def show(kit: Kit, tongue: Tongue) -> None:
    """The offer, or how far it is; nothing when every note was read with the names as they are."""
    done = kit.choice(DONE)
    if not done:
        return
    with st.container(border=True):
        if st.session_state.get(RUNNING):
            _work(kit, tongue)
            return
        total = kit.find_cards(limit=1).total
        left = max(0, total - int(done))
        st.markdown(safe(say("names.apply_what", tongue, n=left)))
        with st.container(horizontal=True):
            st.button(
                say("names.apply", tongue),
                key="names_apply",
                icon=":material/autorenew:",
                on_click=_run,
            )
            st.button(
                say("names.apply_not", tongue),
                key="names_apply_not",
                type="tertiary",
                on_click=kit.choose,
                args=(DONE, ""),
            )


def _run() -> None:
    st.session_state[RUNNING] = True


def _stop() -> None:
    st.session_state.pop(RUNNING, None)


@st.fragment(run_every=0.2)
def _work(kit: Kit, tongue: Tongue) -> None:
    """Reads notes for a second, shows how far it is, and comes again."""
    done = int(kit.choice(DONE) or 0)
    until = time.monotonic() + BREATH_S
    notes = [card.id for card in reversed(kit.notes())]
    with explained(tongue):
        while done < len(notes) and time.monotonic() < until:
            try:
                kit.reread(notes[done])
            except NotFound:  # removed meanwhile
                break
            done += 1
            kit.choose(DONE, str(done))
        if done >= len(notes):
            kit.choose(DONE, "")
            _stop()
            st.toast(say("names.applied", tongue), icon=":material/check:")
            st.rerun()
        share = done / len(notes)
        st.progress(share, text=safe(say("names.applying", tongue, done=done, total=len(notes))))
    st.button(
        say("names.apply_stop", tongue),
        key="names_apply_stop",
        icon=":material/stop_circle:",
        on_click=_stop,
    )

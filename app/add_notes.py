"""Add: bring notes in, watch them being read, see and remove what is here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

import job_panel
import session_facts
import space_choice
from iolkit.outcomes import NoteCard, Upload
from iolkit.phrases import Tongue, say
from iolkit.records import Session
from plain_errors import explained
from safe_text import plain

if TYPE_CHECKING:
    from iolkit.kit import Kit

WAYS = ("files", "text")
ROUND = "add_round"
MEGABYTES = 50


def page(kit: Kit, tongue: Tongue) -> None:
    """Uploads and pasted text become a job; the list shows every note here."""
    cards = kit.notes()
    st.markdown(say("page_add.what", tongue))
    st.caption(f":material/lock: {say('page_add.where', tongue)}")
    finished = job_panel.show(kit, tongue)
    if not cards and not finished:
        st.info(say("page_add.empty", tongue), title=say("page_add.empty_title", tongue))
        space_choice.offer_demo(tongue)
    _intake(kit, tongue, cards, primary=not finished)


def _intake(kit: Kit, tongue: Tongue, cards: Sequence[NoteCard], *, primary: bool) -> None:
    way = st.segmented_control(
        say("page_add.way", tongue),
        WAYS,
        default=WAYS[0],
        required=True,
        format_func=lambda code: say(f"page_add.way_{code}", tongue),
        label_visibility="collapsed",
        key="add_way",
    )
    # A new round empties every field at once, but only after the kit has taken the notes over.
    suffix = str(st.session_state.setdefault(ROUND, 0))
    with st.form("add_form"):
        uploads = _files(tongue, suffix) if way == "files" else _text(tongue, suffix)
        with st.expander(say("page_add.session", tongue), icon=":material/event_note:"):
            st.caption(say("page_add.session_why", tongue))
            own_org = cards[0].session.own_org if cards else ""
            session = session_facts.form(tongue, kit.facets(), own_org, suffix)
        sent = st.form_submit_button(
            say("page_add.read", tongue),
            key="add_send",
            type="primary" if primary else "secondary",
            icon=":material/upload:",
        )
    if sent and not uploads:
        st.warning(say(f"page_add.nothing_{way}", tongue))
    elif sent:
        with explained(tongue):
            job_panel.watch(kit.submit(uploads, _told(session, own_org)))
            st.session_state[ROUND] += 1
            st.rerun()


def _files(tongue: Tongue, suffix: str) -> list[Upload]:
    chosen = st.file_uploader(
        say("page_add.files", tongue, megabytes=MEGABYTES),
        accept_multiple_files=True,
        max_upload_size=MEGABYTES,
        key=f"add_files_{suffix}",
    )
    return [Upload(name=one.name, data=one.getvalue()) for one in chosen or ()]


def _text(tongue: Tongue, suffix: str) -> list[Upload]:
    title = st.text_input(say("page_add.title", tongue), max_chars=120, key=f"add_title_{suffix}")
    text = st.text_area(say("page_add.text", tongue), height=220, key=f"add_text_{suffix}")
    if not (text or "").strip():
        return []
    name = plain(title or "").replace("/", "-") or say("page_add.untitled", tongue)
    return [Upload(name=f"{name}.txt", data=(text or "").encode())]


def _told(session: Session, own_org: str) -> Session | None:
    """None when the person has told nothing: then the files' own facts stand."""
    return None if session in (Session(), Session(own_org=own_org)) else session

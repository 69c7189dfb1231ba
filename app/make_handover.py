"""Handover: choose, see what would be said and what would not, take the checked file along."""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import TYPE_CHECKING, Literal, cast

import streamlit as st

import handover_changes
import handover_choice
import handover_consent
import handover_history
import handover_preview
import routes
from decisions import WRITTEN
from handover_choice import Choice
from iolkit.errors import NotReleased
from iolkit.outcomes import Draft, Handover
from iolkit.phrases import Tongue, say
from plain_errors import sentence
from safe_text import plain, shortened

if TYPE_CHECKING:
    from iolkit.kit import Kit

Format = Literal["docx", "html", "md", "pdf"]
MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "md": "text/markdown",
    "pdf": "application/pdf",
}
NO_FILE_NAME = frozenset('<>:"/\\|?*.…')


def page(kit: Kit, tongue: Tongue) -> None:
    """Nothing leaves that a person has not seen here and that the last check has not passed."""
    cards = kit.notes()
    if not cards:
        st.info(say("send.empty", tongue), title=say("send.empty_title", tongue))
        if st.button(say("page.add", tongue), key="send_to_add", type="primary"):
            routes.go("add")
        return
    st.markdown(say("send.what", tongue))
    choice = handover_choice.choose(kit, tongue, cards)
    if choice is None:
        st.caption(say("send.incomplete", tongue))
    else:
        _offer(kit, tongue, choice)
    handover_history.draw(kit, tongue)


def _offer(kit: Kit, tongue: Tongue, choice: Choice) -> None:
    draft = _draft(kit, tongue, choice)
    handover_consent.warn(tongue, draft, choice)
    handover_consent.ask(kit, tongue, draft, choice)
    if draft.handover is None:
        _nothing_left(tongue, choice)
        handover_changes.draw(kit, tongue, draft)
        return
    _download(kit, tongue, choice, draft.handover)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        handover_preview.draw(tongue, draft.handover)
    with right:
        handover_changes.draw(kit, tongue, draft)


def _draft(kit: Kit, tongue: Tongue, choice: Choice) -> Draft:
    """Kept for this visit until the choice or a decision changes."""
    state = (choice, tuple((card.id, card.reviewed) for card in kit.notes()))
    kept = st.session_state.get(WRITTEN)
    if kept is not None and kept[0] == state:
        draft: Draft = kept[1]
        return draft
    with st.spinner(say("send.making", tongue)):
        draft = kit.draft(
            choice.note_ids, choice.audience, choice.language, item_ids=choice.item_ids
        )
    st.session_state[WRITTEN] = (state, draft, set())
    return draft


def _download(kit: Kit, tongue: Tongue, choice: Choice, made: Handover) -> None:
    """The file is searched for secrets here, and written and searched anew when it is fetched."""
    row = st.container(horizontal=True, vertical_alignment="bottom")
    kind = row.segmented_control(
        say("send.format", tongue),
        kit.formats,
        default="docx",
        required=True,
        format_func=lambda code: say(f"send.format_{code}", tongue),
        key="send_format",
        persist_state="session",
    )
    form = cast("Format", kind or "docx")
    try:
        _proved(kit, made, form, choice)
    except NotReleased as error:
        _stopped(error, tongue, choice)
        return
    row.download_button(
        say("send.download", tongue),
        partial(kit.export, made, form, choice.note_ids),
        file_name(made, choice, form),
        MIME[form],
        key="send_download",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )
    st.caption(f":material/verified_user: {say('send.proved', tongue)}")


def _proved(kit: Kit, made: Handover, form: Format, choice: Choice) -> None:
    passed: set[str] = st.session_state[WRITTEN][2]
    if form not in passed:
        kit.prove(made, form, choice.note_ids)
        passed.add(form)


def file_name(made: Handover, choice: Choice, form: str) -> str:
    """The document's title, which its audience may read, and the audience."""
    to = handover_choice.audience_name(choice.audience, choice.language)
    words = f"{shortened(made.title.text, 70)} ({to})"
    name = "".join(" " if sign in NO_FILE_NAME else sign for sign in plain(words))
    return f"{unicodedata.normalize('NFC', ' '.join(name.split()))}.{form}"


def _nothing_left(tongue: Tongue, choice: Choice) -> None:
    st.error(
        say("send.nothing_left", tongue), title=say("send.stopped", tongue), icon=":material/block:"
    )
    _to_review(tongue, choice)


def _stopped(error: NotReleased, tongue: Tongue, choice: Choice) -> None:
    st.error(sentence(error, tongue), title=say("send.stopped", tongue), icon=":material/block:")
    st.caption(say("send.stopped_help", tongue))
    _to_review(tongue, choice)


def _to_review(tongue: Tongue, choice: Choice) -> None:
    if st.button(say("send.to_review", tongue), key="send_to_review"):
        routes.go("review", note=choice.note_ids[0])

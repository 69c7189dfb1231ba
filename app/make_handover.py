"""Handover: choose, see what would be said, take the checked file along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

import streamlit as st

import handover_choice
import handover_preview
import routes
from decisions import WRITTEN
from handover_choice import Choice
from iolkit.errors import NotReleased
from iolkit.outcomes import Handover
from iolkit.phrases import Tongue, say
from plain_errors import sentence

if TYPE_CHECKING:
    from iolkit.kit import Kit

Format = Literal["docx", "html", "md", "pdf"]
MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "md": "text/markdown",
    "pdf": "application/pdf",
}


def page(kit: Kit, tongue: Tongue) -> None:
    """Nothing is written before the preview, and nothing leaves that the last check stops."""
    cards = kit.notes()
    if not cards:
        st.info(say("send.empty", tongue), title=say("send.empty_title", tongue))
        if st.button(say("page.add", tongue), key="send_to_add", type="primary"):
            routes.go("add")
        return
    st.markdown(say("send.what", tongue))
    choice = handover_choice.choose(kit, tongue, cards)
    kept = st.session_state.get(WRITTEN)
    made = kept[1] if kept is not None and kept[0] == choice else None
    if st.button(
        say("send.preview", tongue),
        key="send_preview",
        type="secondary" if isinstance(made, Handover) else "primary",
        icon=":material/preview:",
        disabled=choice is None,
    ):
        _make(kit, tongue, cast("Choice", choice))
        st.rerun()
    if choice is None:
        st.caption(say("send.incomplete", tongue))
    elif isinstance(made, NotReleased):
        _stopped(made, tongue, choice)
    elif made is not None:
        _show(kit, tongue, choice, made)


def _make(kit: Kit, tongue: Tongue, choice: Choice) -> None:
    """Keep the document or why there is none, so that the next click still finds it."""
    made: Handover | NotReleased
    try:
        with st.spinner(say("send.making", tongue)):
            made = kit.handover(
                choice.note_ids, choice.audience, choice.language, item_ids=choice.item_ids
            )
    except NotReleased as error:
        made = error
    st.session_state[WRITTEN] = (choice, made)


def _show(kit: Kit, tongue: Tongue, choice: Choice, made: Handover) -> None:
    kind = st.segmented_control(
        say("send.format", tongue),
        kit.formats,
        default="docx",
        required=True,
        format_func=lambda code: say(f"send.format_{code}", tongue),
        key="send_format",
        persist_state="session",
    )
    form = cast("Format", kind or "docx")
    # Written anew on every run: the last check must know every secret that is known by now.
    try:
        data = kit.export(made, form, choice.note_ids)
    except NotReleased as error:
        _stopped(error, tongue, choice)
        return
    st.download_button(
        say("send.download", tongue),
        data,
        f"{say('send.file_name', choice.language)}.{form}",
        MIME[form],
        key="send_download",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )
    handover_preview.draw(kit, tongue, made, choice.note_ids)


def _stopped(error: NotReleased, tongue: Tongue, choice: Choice) -> None:
    st.error(sentence(error, tongue), title=say("send.stopped", tongue), icon=":material/block:")
    st.caption(say("send.stopped_help", tongue))
    if st.button(say("send.to_review", tongue), key="send_to_review"):
        routes.go("review", note=choice.note_ids[0])

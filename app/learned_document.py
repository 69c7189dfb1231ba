"""The report on a matter as a document: for whom, what it would say, and the checked file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

import streamlit as st

import handover_preview
from handover_choice import NAMED, Choice
from iolkit.errors import NotReleased
from iolkit.outcomes import Handover, Learned
from iolkit.phrases import Tongue, say
from make_handover import MIME, Format, file_name
from plain_errors import explained, sentence
from safe_text import plain

if TYPE_CHECKING:
    from iolkit.kit import Kit

MADE = "learned_document"


def offer(kit: Kit, tongue: Tongue, learned: Learned) -> None:
    """Closed until it is asked for; a document belongs to one report, audience and language."""
    shown = st.session_state.get(MADE)
    with st.expander(
        say("learned.make", tongue), icon=":material/ios_share:", expanded=shown is not None
    ):
        st.markdown(say("learned.make_what", tongue))
        audience = _audience(kit, tongue)
        pressed = st.button(
            say("learned.make_button", tongue),
            key="learned_make",
            type="primary",
            disabled=not audience,
        )
        state = (learned, audience, tongue)
        if pressed:
            st.session_state.pop(MADE, None)
            with explained(tongue), st.spinner(say("send.making", tongue)):
                st.session_state[MADE] = (state, kit.learned_handover(learned, audience, tongue))
        kept = st.session_state.get(MADE)
        if kept is not None and kept[0] == state:
            _download(kit, tongue, learned, kept[1])
            handover_preview.draw(tongue, kept[1])


def _audience(kit: Kit, tongue: Tongue) -> str:
    code = st.segmented_control(
        say("send.audience", tongue),
        (*kit.audiences, NAMED),
        default="team",
        required=True,
        format_func=lambda one: say(f"send.to_{one}", tongue),
        wrap=True,
        key="learned_audience",
    )
    st.caption(say(f"send.about_{code}", tongue))
    if code != NAMED:
        return code or ""
    named = plain(st.text_input(say("send.org", tongue), key="learned_org", max_chars=120) or "")
    return f"{NAMED}:{named}" if named else ""


def _download(kit: Kit, tongue: Tongue, learned: Learned, made: Handover) -> None:
    """The file is searched for secrets here, and written and searched anew when it is fetched."""
    row = st.container(horizontal=True, vertical_alignment="bottom")
    kind = row.segmented_control(
        say("send.format", tongue),
        kit.formats,
        default="docx",
        required=True,
        format_func=lambda code: say(f"send.format_{code}", tongue),
        key="learned_format",
    )
    form = cast("Format", kind or "docx")
    try:
        kit.prove(made, form, learned.note_ids)
    except NotReleased as error:
        title = say("send.stopped", tongue)
        st.error(sentence(error, tongue), title=title, icon=":material/block:")
        return
    row.download_button(
        say("send.download", tongue),
        partial(kit.export, made, form, learned.note_ids),
        file_name(made, Choice(learned.note_ids, None, made.audience, made.language), form),
        MIME[form],
        key="learned_download",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )
    st.caption(f":material/verified_user: {say('send.proved', tongue)}")

"""The report on a matter as a document: for whom, what it would say, and the checked file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import audience_choice
import handover_download
import handover_preview
from iolkit.outcomes import Learned
from iolkit.phrases import Tongue, say
from plain_errors import explained

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
        organisations = audience_choice.organisations_of(card.session for card in kit.notes())
        audience = audience_choice.choose(kit, tongue, organisations, place="learned")
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
            handover_download.offer(kit, tongue, kept[1], learned.note_ids, place="learned")
            handover_preview.draw(kit, tongue, kept[1])

"""What may I say? A talk or a mail before a session: a light a sentence, and the safe words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import audience_choice
import share_balance
import share_choice
import share_lights
from iolkit.outcomes import Check
from iolkit.phrases import Tongue, say

if TYPE_CHECKING:
    from iolkit.kit import Kit

ANSWER = "check_answer"
"""What was asked last and its answer, for this visit only; nothing of it is written anywhere."""


def page(kit: Kit, tongue: Tongue) -> None:
    """Nothing that is pasted here is stored."""
    st.markdown(say("check.what", tongue))
    st.caption(f":material/lock: {say('check.not_kept', tongue)}")
    organisations = audience_choice.organisations_of(card.session for card in kit.notes())
    asked = share_choice.choose(kit, tongue, organisations)
    pressed = st.button(
        say("check.go", tongue),
        key="check_go",
        type="primary",
        icon=":material/traffic:",
        disabled=not asked.ready,
    )
    if pressed:
        st.session_state[ANSWER] = (asked, _checked(kit, tongue, asked))
    _show(tongue, asked)
    share_balance.draw(kit, tongue, organisations, asked.audience)


def _checked(kit: Kit, tongue: Tongue, asked: share_choice.Asked) -> Check:
    with st.spinner(say("check.working", tongue)):
        if asked.upload:
            return kit.check_upload(asked.upload, asked.audience, asked.session)
        return kit.check(asked.text, asked.audience, session=asked.session)


def _show(tongue: Tongue, asked: share_choice.Asked) -> None:
    kept: tuple[share_choice.Asked, Check] | None = st.session_state.get(ANSWER)
    if kept is None:
        st.caption(say("check.waiting", tongue))
        return
    before, checked = kept
    if before != asked:
        st.info(say("check.stale", tongue), icon=":material/refresh:")
    share_lights.draw(tongue, checked)

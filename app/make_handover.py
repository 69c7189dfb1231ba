"""Handover: choose, see what would be said and what would not, take the checked file along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import handover_changes
import handover_choice
import handover_consent
import handover_download
import handover_history
import handover_preview
import nothing_yet
import routes
from decisions import WRITTEN
from handover_choice import Choice
from iolkit.outcomes import Draft
from iolkit.phrases import Tongue, say

if TYPE_CHECKING:
    from iolkit.kit import Kit


def page(kit: Kit, tongue: Tongue) -> None:
    """Nothing leaves that a person has not seen here and that the last check has not passed."""
    cards = kit.notes()
    if not cards:
        nothing_yet.show(tongue, ("send.empty", "send.empty_title"), "send")
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
    stopped = handover_download.offer(kit, tongue, draft.handover, choice.note_ids, place="send")
    if stopped:
        st.caption(say("send.stopped_help", tongue))
        _to_review(tongue, choice)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        handover_preview.draw(kit, tongue, draft.handover)
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
    st.session_state[WRITTEN] = (state, draft)
    return draft


def _nothing_left(tongue: Tongue, choice: Choice) -> None:
    st.error(
        say("send.nothing_left", tongue), title=say("send.stopped", tongue), icon=":material/block:"
    )
    _to_review(tongue, choice)


def _to_review(tongue: Tongue, choice: Choice) -> None:
    if st.button(say("send.to_review", tongue), key="send_to_review"):
        routes.go("review", note=choice.note_ids[0])

"""What goes into a handover, and for whom: notes, items, audience, language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import streamlit as st

import audience_choice
import handover_items
import note_list
from iolkit.outcomes import NoteCard
from iolkit.phrases import TONGUES, Tongue, say
from safe_text import plain
from tongue_choice import NAMES

if TYPE_CHECKING:
    from iolkit.kit import Kit

NOTES, PROGRAMME = "send_notes", "send_programme"


@dataclass(frozen=True)
class Choice:
    """A complete choice; `item_ids` None = every item that nobody dismissed."""

    note_ids: tuple[str, ...]
    item_ids: tuple[str, ...] | None
    audience: str
    language: Literal["de", "en"]


def choose(kit: Kit, tongue: Tongue, cards: Sequence[NoteCard]) -> Choice | None:
    """The choice as it stands; None while something is missing."""
    handover_items.take_address(kit, {card.id for card in cards}, NOTES)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.markdown(f"**{say('send.step_what', tongue)}**")
        note_ids = _notes(tongue, cards)
        chosen = handover_items.choose(kit, tongue, note_ids) if note_ids else None
    with right:
        st.markdown(f"**{say('send.step_whom', tongue)}**")
        organisations = audience_choice.organisations_of(card.session for card in cards)
        audience = audience_choice.choose(kit, tongue, organisations, place="send")
        language = _language(tongue)
    if not note_ids or not audience or chosen == ():
        return None
    if chosen is not None:  # a note without a chosen item does not leave, nor does its rule count
        kept = handover_items.notes_of(kit, note_ids, chosen)
        return Choice(kept, chosen, audience, language)
    return Choice(note_ids, None, audience, language)


def _notes(tongue: Tongue, cards: Sequence[NoteCard]) -> tuple[str, ...]:
    by_id = {card.id: card for card in cards}
    if NOTES not in st.session_state:
        st.session_state[NOTES] = [cards[0].id] if len(cards) == 1 else []
    offered = _of_programme(tongue, cards)
    held = [one for one in st.session_state[NOTES] if one in by_id]
    chosen = st.multiselect(
        say("send.notes", tongue),
        list(dict.fromkeys((*held, *offered))),
        format_func=lambda note_id: note_list.title(by_id[note_id], tongue),
        placeholder=say("send.notes_hint", tongue),
        select_all=False,  # its label would be English
        key=NOTES,
        persist_state="session",
    )
    return tuple(note_id for note_id in chosen if note_id in by_id)


def _of_programme(tongue: Tongue, cards: Sequence[NoteCard]) -> list[str]:
    """The notes to choose from; a list of programmes narrows them where there are several."""
    programmes = sorted({card.session.programme for card in cards} - {""}, key=str.casefold)
    if len(programmes) < 2:
        return [card.id for card in cards]
    programme = st.selectbox(
        say("session.programme", tongue),
        programmes,
        index=None,
        format_func=plain,
        placeholder=say("send.every_programme", tongue),
        key=PROGRAMME,
        persist_state="session",
    )
    return [card.id for card in cards if programme in (None, card.session.programme)]


def _language(tongue: Tongue) -> Literal["de", "en"]:
    chosen: Literal["de", "en"] = st.segmented_control(
        say("send.language", tongue),
        TONGUES,
        default=tongue,
        required=True,
        format_func=lambda code: NAMES[code],
        key="send_language",
        persist_state="session",
    )
    return chosen

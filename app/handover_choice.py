"""What goes into a handover, and for whom: notes, items, audience, language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import streamlit as st

import note_list
from iolkit.outcomes import NoteCard
from iolkit.phrases import TONGUES, Tongue, say
from safe_text import plain, shortened
from tongue_choice import NAMES

if TYPE_CHECKING:
    from iolkit.kit import Kit

NAMED = "org"


@dataclass(frozen=True)
class Choice:
    """A complete choice; `item_ids` None = every item that nobody dismissed."""

    note_ids: tuple[str, ...]
    item_ids: tuple[str, ...] | None
    audience: str
    language: Literal["de", "en"]


def choose(kit: Kit, tongue: Tongue, cards: Sequence[NoteCard]) -> Choice | None:
    """The choice as it stands; None while something is missing."""
    by_id = {card.id: card for card in cards}
    asked = st.query_params.get("note")
    chosen = st.multiselect(
        say("send.notes", tongue),
        list(by_id),
        default=[asked] if asked in by_id else None,
        format_func=lambda note_id: note_list.title(by_id[note_id]),
        placeholder=say("send.notes_hint", tongue),
        select_all=False,  # its label would be English
        wrap=False,  # a field that changes its height moves the button away under a finger
        key="send_notes",
        persist_state="session",
    )
    note_ids = tuple(note_id for note_id in chosen if note_id in by_id)
    item_ids = _items(kit, tongue, note_ids) if note_ids else None
    audience = _audience(kit, tongue)
    language = st.segmented_control(
        say("send.language", tongue),
        TONGUES,
        default=tongue,
        required=True,
        format_func=lambda code: NAMES[code],
        key="send_language",
        persist_state="session",
    )
    if not note_ids or not audience or item_ids == ():
        return None
    return Choice(note_ids, item_ids, audience, language)


def _audience(kit: Kit, tongue: Tongue) -> str:
    code = st.segmented_control(
        say("send.audience", tongue),
        (*kit.audiences, NAMED),
        default="team",
        required=True,
        format_func=lambda one: say(f"send.to_{one}", tongue),
        key="send_audience",
        persist_state="session",
    )
    if code != NAMED:
        st.caption(say(f"send.about_{code}", tongue))
        return code or ""
    name = st.text_input(say("send.org", tongue), key="send_org", persist_state="session")
    return f"{NAMED}:{plain(name)}" if plain(name or "") else ""


def _items(kit: Kit, tongue: Tongue, note_ids: tuple[str, ...]) -> tuple[str, ...] | None:
    if not st.toggle(say("send.some_items", tongue), key="send_some", persist_state="session"):
        return None
    names = _names(kit, note_ids)
    chosen = st.multiselect(
        say("send.items", tongue),
        list(names),
        default=list(names),
        format_func=lambda item_id: names[item_id],
        select_all=False,
        # Other notes have other items: the choice belongs to these notes.
        key=f"send_items_{'_'.join(one[:8] for one in note_ids)}",
        persist_state="session",
    )
    return tuple(item_id for item_id in chosen if item_id in names)


def _names(kit: Kit, note_ids: tuple[str, ...]) -> dict[str, str]:
    """Items that may be chosen, by the start of their masked text."""
    names: dict[str, str] = {}
    for note_id in note_ids:
        reviewed = kit.note(note_id)
        for item in reviewed.analysis.items:
            if reviewed.states.get(item.id) != "dismissed":
                names[item.id] = shortened(kit.passage(item.id), 90)
    return names

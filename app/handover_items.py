"""Which learning items go into a handover: all of the chosen notes, or those that are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

import basket
from iolkit.errors import NotFound
from iolkit.outcomes import Reviewed
from iolkit.phrases import Tongue, say
from iolkit.records import Item
from safe_text import safe, shortened
from stand_ins import worded

if TYPE_CHECKING:
    from iolkit.kit import Kit

_SEEN = "send_address"


def take_address(kit: Kit, known: set[str], notes_key: str) -> None:
    """Choose what the address asks for (?note=, ?items=), once."""
    told = (st.query_params.get("note", ""), st.query_params.get(basket.PARAMETER, ""))
    if told == st.session_state.get(_SEEN) or not any(told):
        return
    st.session_state[_SEEN] = told
    wanted = set(told[1].split(",")[: basket.MOST]) - {""}
    places = {item_id: note_id for item_id in wanted if (note_id := _note_of(kit, item_id))}
    note_ids = [told[0], *dict.fromkeys(places.values())]
    st.session_state[notes_key] = [one for one in dict.fromkeys(note_ids) if one in known]
    for note_id in dict.fromkeys(places.values()):
        for item in items_of(kit.note(note_id)):
            st.session_state[_key(item.id)] = item.id in places


def choose(kit: Kit, tongue: Tongue, note_ids: Sequence[str]) -> tuple[str, ...] | None:
    """The ids of the ticked items; None when every item is."""
    reviewed = {note_id: kit.note(note_id) for note_id in note_ids}
    every = [item for one in reviewed.values() for item in items_of(one)]
    ticked = [item.id for item in every if st.session_state.get(_key(item.id), True)]
    label = say("send.items_of", tongue, chosen=len(ticked), total=len(every))
    with st.expander(label, icon=":material/checklist:", key="send_items", on_change="rerun"):
        for one in reviewed.values():
            if len(reviewed) > 1:
                title = (
                    shortened(kit.cited(items_of(one)[0].id).facts.get("title", ""), 80)
                    if (items_of(one))
                    else ""
                )
                st.markdown(f"**{worded(safe(title), tongue)}**")
            for item in items_of(one):
                _tick(kit, tongue, item)
            if not items_of(one):
                st.caption(say("review.no_items", tongue))
    return None if len(ticked) == len(every) else tuple(ticked)


def notes_of(kit: Kit, note_ids: Sequence[str], item_ids: Sequence[str]) -> tuple[str, ...]:
    """Those of the notes that hold a chosen item."""
    return tuple(
        note_id
        for note_id in note_ids
        if any(item.id in item_ids for item in items_of(kit.note(note_id)))
    )


def items_of(reviewed: Reviewed) -> tuple[Item, ...]:
    """The items that nobody dismissed."""
    return reviewed.items


def _tick(kit: Kit, tongue: Tongue, item: Item) -> None:
    words = worded(safe(shortened(kit.passage(item.id), 110)), tongue)
    key = _key(item.id)
    st.session_state.setdefault(key, True)
    st.checkbox(
        f"{words} :blue-badge[{safe(say(f'kind.{item.kind}', tongue))}]",
        key=key,
        persist_state="session",
    )


def _key(item_id: str) -> str:
    return f"send_item_{item_id}"


def _note_of(kit: Kit, item_id: str) -> str:
    """The note of an item; empty for an item that is gone, as an old link may name one."""
    try:
        return kit.cited(item_id).facts.get("note_id", "")
    except NotFound:
        return ""

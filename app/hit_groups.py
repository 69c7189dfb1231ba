"""Hits on the page: what several people wrote of one thing takes the place of one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import hit_card
import passage_drawer
import saved_searches
from iolkit.outcomes import Found, Hit
from iolkit.phrases import Tongue, say
from safe_text import safe

Group = tuple[Hit, ...]


def together(found: Found, shown: Sequence[Hit]) -> tuple[Group, ...]:
    """The hits to be shown, those that say the same together, best first."""
    by_key = {hit.id: hit for hit in shown}
    groups = [tuple(by_key.pop(key) for key in each if key in by_key) for each in found.groups]
    alone = [(hit,) for hit in by_key.values()]
    return tuple(group for group in (*groups, *alone) if group)


def draw(group: Group, tongue: Tongue, asked: str) -> None:
    """The best of a group as a card; the others folded up below it."""
    first, *others = group
    _card(first, tongue, asked)
    if not others:
        return
    label = safe(say("hit.same", tongue, n=len(others)))
    with st.expander(label, icon=":material/group:", key=f"same_{first.id}"):
        for hit in others:
            _card(hit, tongue, asked)


def _card(hit: Hit, tongue: Tongue, asked: str) -> None:
    new = saved_searches.is_new(hit.passage.item_id, asked)
    if hit_card.draw(hit, tongue, new=new):
        passage_drawer.ask_for(hit.passage.item_id)

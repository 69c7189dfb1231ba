"""Who else tells the same as an item, and who says otherwise: lines beside its rating."""

from __future__ import annotations

import streamlit as st

from decisions import Desk
from iolkit.errors import IolkitError
from iolkit.outcomes import Corroboration
from iolkit.phrases import Tongue, say
from safe_text import safe, shortened
from stand_ins import worded

QUOTE = 200


def show(desk: Desk, item_id: str) -> None:
    """How many independent organisations and sessions, from which years, and what speaks against
    it; nothing where nobody can compare."""
    try:
        found = desk.kit.corroboration(item_id)
    except IolkitError:
        # An item that waits to be masked anew, or no search model: the card goes on without.
        return
    st.caption(safe(line(found, desk.tongue)))
    for each in found.against:
        words = worded(safe(shortened(each.words, QUOTE)), desk.tongue)
        quote = say("transfer.quote", desk.tongue, words=words)
        key = "support.against_in" if each.year else "support.against"
        st.markdown(f":small[{say(key, desk.tongue, quote=quote, year=str(each.year or ''))}]")


def line(found: Corroboration, tongue: Tongue) -> str:
    """Counts in a sentence: no name of anybody is told by them."""
    support = found.support
    if not found.items:
        parts = [say("support.alone", tongue)]
    else:
        parts = [say("support.organisations", tongue, n=support.organisations)]
        if support.unnamed:
            parts.append(say("support.unnamed", tongue, n=support.unnamed))
        parts.append(say("support.sessions", tongue, n=support.sessions))
        if support.cards:
            parts.append(say("support.cards", tongue, n=support.cards))
    if found.oldest and found.newest:
        first, last = found.oldest.year, found.newest.year
        key = "support.year" if first == last else "support.years"
        parts.append(say(key, tongue, first=str(first), last=str(last)))
    return " · ".join(parts)

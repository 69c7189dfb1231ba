"""How clear an item is: six things a learner needs to be told, each with the words that tell it.

Dots and words say the same, so nothing hangs on colour.
"""

from __future__ import annotations

import streamlit as st

from iolkit.outcomes import Completeness, SlotState
from iolkit.phrases import Tongue, say
from safe_text import safe, shortened
from stand_ins import worded

QUOTE = 140
SIGNS = {"note": "●", "person": "●", "": "○"}


def show(item: Completeness, tongue: Tongue) -> None:
    """The gauge and its six lines."""
    full, whole = "●" * item.filled, len(item.slots)
    said = say("debrief.filled", tongue, filled=item.filled)
    st.markdown(f"{full}{'○' * (whole - item.filled)} {safe(said)}")
    st.markdown("  \n".join(_line(each, tongue) for each in item.slots))


def _line(slot: SlotState, tongue: Tongue) -> str:
    name = safe(say(f"debrief.about_{slot.slot}", tongue))
    if not slot.told_by:
        return f"{SIGNS['']} **{name}**: {safe(say('debrief.nobody_said', tongue))}"
    words = worded(safe(shortened(slot.words, QUOTE)), tongue) if slot.words else ""
    quoted = say("transfer.quote", tongue, words=words) if words else ""
    later = f" ({safe(say('debrief.by_person', tongue))})" if slot.told_by == "person" else ""
    return f"{SIGNS[slot.told_by]} **{name}**{later}: {quoted}".rstrip(": ")

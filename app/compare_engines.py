"""One note as both engines read it, side by side: for whoever wants to know what a model adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from decisions import Desk
from iolkit.outcomes import Compared, ItemPair, Reviewed
from iolkit.phrases import Tongue, say
from iolkit.records import DIMENSIONS, Analysis, Item
from plain_errors import explained
from safe_text import safe, shortened
from sent_log import cost_line

if TYPE_CHECKING:
    from iolkit.kit import Kit

KEPT = "compared"
LONGEST = 160


def show(desk: Desk, reviewed: Reviewed) -> None:
    """Offered only where a model is set up; asking it costs, so it is a click of its own."""
    if not _possible(desk.kit):
        return
    note_id = reviewed.analysis.note.id
    with st.expander(say("language_model.compare", desk.tongue), icon=":material/compare_arrows:"):
        st.caption(say("language_model.compare_what", desk.tongue))
        if st.button(
            say("language_model.compare_go", desk.tongue),
            key="compare_go",
            icon=":material/neurology:",
        ):
            st.session_state.pop(KEPT, None)
            with explained(desk.tongue), st.spinner(say("language_model.asking", desk.tongue)):
                st.session_state[KEPT] = (note_id, desk.kit.compare(note_id))
        kept = st.session_state.get(KEPT)
        if kept and kept[0] == note_id:
            _draw(kept[1], desk)


def _possible(kit: Kit) -> bool:
    state = kit.model_state()
    return state.ready or state.replay


def _draw(seen: Compared, desk: Desk) -> None:
    tongue = desk.tongue
    ours, added = len(seen.embedded.flags), _added(seen)
    if not added:
        st.markdown(safe(say("language_model.no_more_flags", tongue, ours=ours)))
    else:
        st.markdown(safe(say("language_model.more_flags", tongue, n=len(added), ours=ours)))
        st.markdown("\n".join(f"- {safe(words)}" for words in added))
    left, right = st.columns(2)
    left.markdown(f"**{say('language_model.engine_embedded', tongue)}**")
    right.markdown(f"**{say('language_model.engine_llm', tongue)}**")
    for pair in seen.items:
        _pair(pair, seen, tongue)
    if seen.spent.anything:
        st.caption(safe(cost_line(seen.spent, desk.kit.price(), tongue)))
    else:
        st.caption(safe(say("language_model.known_already", tongue)))


def _added(seen: Compared) -> list[str]:
    """What the model marked that nothing of ours covers."""
    text = seen.llm.note.text
    known = [flag.span for flag in seen.embedded.flags]
    return [
        shortened(flag.span.of(text), LONGEST)
        for flag in seen.llm.flags
        if not any(flag.span.overlaps(span) for span in known)
    ]


def _pair(pair: ItemPair, seen: Compared, tongue: Tongue) -> None:
    sides = ((pair.embedded, seen.embedded), (pair.llm, seen.llm))
    for column, (item, analysis) in zip(st.columns(2), sides, strict=True):
        with column.container(border=True, height="stretch"):
            if item is None:
                st.caption(say("language_model.no_item", tongue))
                continue
            _item(item, analysis, tongue)


def _item(item: Item, analysis: Analysis, tongue: Tongue) -> None:
    st.markdown(safe(shortened(item.span.of(analysis.note.text), LONGEST)))
    assessment = next((one for one in analysis.assessments if one.item_id == item.id), None)
    if assessment is None:
        return
    levels = {rating.dimension: rating.level for rating in assessment.ratings}
    told = [f"{say(f'items.dim_{name}', tongue)} {levels.get(name) or '–'}" for name in DIMENSIONS]
    kind = say(f"kind.{item.kind}", tongue)
    st.caption(safe(" · ".join((kind, *told))))

"""What was learned about a matter, over all notes: themes with quotes, who stands behind them, what
speaks against them, how far it travels, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import answer_text
import learned_document
import theme_picture
from iolkit.outcomes import Filters, Learned, Passage, Theme
from iolkit.phrases import Tongue, say, say_reason
from iolkit.records import Span
from safe_text import safe

if TYPE_CHECKING:
    from iolkit.kit import Kit

KEPT = "learned"
SEVERAL = 2
"""Organisations behind one sentence from which it is worth saying beside those of its theme."""


def draw(kit: Kit, tongue: Tongue, asked: str, filters: Filters) -> bool:
    """Draw the report, kept over reruns; False (and said so) when too little was found."""
    learned = _learned(kit, tongue, asked, filters)
    if not learned.themes:
        words = say("learned.too_little", tongue, topic=learned.topic)
        title = say("learned.too_little_title", tongue)
        st.warning(safe(words), title=title, icon=":material/help:")
        return False
    said = [quote for theme in learned.themes for quote in theme.quotes]
    sources = {key: kit.cited(key) for key in answer_text.cited(said)}
    st.subheader(safe(say("learned.title", tongue, topic=learned.topic)), anchor=False)
    st.markdown(safe(say("learned.items", tongue, n=len(learned.items))))
    st.caption(safe(answer_text.behind(learned.support, tongue)))
    for number, theme in enumerate(learned.themes, start=1):
        _theme(tongue, number, theme, sources)
    with st.container(border=True):
        st.markdown(f"**{safe(say('learned.missing', tongue))}**")
        gaps = [say_reason(gap, tongue) for gap in learned.gaps]
        st.markdown("\n".join(f"- {safe(gap)}" for gap in gaps or [say("learned.no_gaps", tongue)]))
    learned_document.offer(kit, tongue, learned)
    st.markdown(f"**{safe(say('ask.sources', tongue))}**")
    answer_text.chips(tongue, sources, "learned")
    st.caption(_made_by(learned, tongue))
    return True


def quotes(key: str) -> list[Span]:
    """What the report on show takes from a source; counts in its masked text."""
    kept = st.session_state.get(KEPT)
    if not kept:
        return []
    said = [quote for theme in kept[1].themes for quote in theme.quotes]
    return sorted(
        {one.span for each in said for one in (*each.citations, *each.against) if one.key == key}
    )


def name(tongue: Tongue, number: int, theme: Theme) -> str:
    """What a theme is called: its words, or that it is literature, or its number. Not escaped."""
    if theme.words:
        return " · ".join(theme.words)
    if not theme.support.notes:
        return say("learned.literature", tongue)
    return say("learned.theme", tongue, number=number)


def _theme(tongue: Tongue, number: int, theme: Theme, sources: dict[str, Passage]) -> None:
    with st.container(border=True):
        count = say("learned.items", tongue, n=len(theme.items))
        st.markdown(f"#### {number}\\. {safe(name(tongue, number, theme))}", anchors=False)
        st.caption(f"{safe(count)}. {safe(answer_text.behind(theme.support, tongue))}")
        for quote in theme.quotes:
            st.markdown(answer_text.said(quote, sources, tongue, least=SEVERAL))
        theme_picture.draw(tongue, theme)


def _learned(kit: Kit, tongue: Tongue, asked: str, filters: Filters) -> Learned:
    # A review or a new note changes what may be quoted: then the report is made anew.
    state = (asked, filters, tongue, tuple((card.id, card.reviewed) for card in kit.notes()))
    kept = st.session_state.get(KEPT)
    if kept is not None and kept[0] == state:
        found: Learned = kept[1]
        return found
    with st.spinner(say("learned.looking", tongue)):
        learned = kit.learned(asked, filters, tongue)
    st.session_state[KEPT] = (state, learned)
    return learned


def _made_by(learned: Learned, tongue: Tongue) -> str:
    if learned.made_by.engine == "llm":
        return say("ask.by_model", tongue, model=safe(learned.made_by.model))
    return say("learned.by_embedded", tongue)

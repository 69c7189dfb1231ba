"""An answer: every sentence with the sources it rests on, each a click away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

import passage_drawer
from hit_card import about
from iolkit.outcomes import Answer, Filters, Passage
from iolkit.phrases import Tongue, say
from iolkit.records import Span
from safe_text import plain, safe, shortened
from stand_ins import worded

if TYPE_CHECKING:
    from iolkit.kit import Kit

KEPT = "answer"
CARD = "practice_card"


def draw(kit: Kit, tongue: Tongue, question: str, filters: Filters) -> bool:
    """Ask once a question, keep the answer over reruns, draw it; False when there is none."""
    answer = _answer(kit, tongue, question, filters)
    if not answer.grounded:
        return False
    keys = list(dict.fromkeys(citation.key for citation in answer.citations))
    sources = [kit.cited(key) for key in keys]
    with st.container(border=True):
        for sentence in answer.sentences:
            numbers = sorted({keys.index(citation.key) + 1 for citation in sentence.citations})
            chips = " ".join(f":blue-badge[{number}]" for number in numbers)
            st.markdown(f"{worded(safe(sentence.text), tongue)} {chips}")
        support = _support(kit, tongue, sources)
        st.caption(f"{safe(support)}  \n{_made_by(answer, tongue)}")
    st.markdown(f"**{safe(say('ask.sources', tongue))}**")
    with st.grid(2, min_column_width=280):
        for number, source in enumerate(sources, start=1):
            if _chip(tongue, number, source):
                passage_drawer.ask_for(source.key)
    return True


def quotes(key: str) -> list[Span]:
    """What the answer on show takes from a source; counts in its masked text."""
    kept = st.session_state.get(KEPT)
    return sorted({one.span for one in kept[1].citations if one.key == key}) if kept else []


def _answer(kit: Kit, tongue: Tongue, question: str, filters: Filters) -> Answer:
    # A review or a new note changes what may be quoted: then the question is asked anew.
    state = (question, filters, tuple((card.id, card.reviewed) for card in kit.notes()))
    kept = st.session_state.get(KEPT)
    if kept is not None and kept[0] == state:
        found: Answer = kept[1]
        return found
    with st.spinner(say("ask.looking", tongue)):
        answer = kit.ask(question, filters)
    st.session_state[KEPT] = (state, answer)
    return answer


def _support(kit: Kit, tongue: Tongue, sources: Sequence[Passage]) -> str:
    """How many notes, sessions and organisations stand behind the answer; names stay out."""
    cited = {source.facts.get("note_id", "") for source in sources}
    cards = [card for card in kit.notes() if card.id in cited]
    sessions = {
        (card.session.title, card.session.held_on)
        for card in cards
        if card.session.format != CARD  # which nobody met for
    }
    hosts = {
        name.casefold()
        for card in cards
        for name in ((card.session.host,) if card.session.host else card.session.partners)
        if name
    }
    parts = [say("ask.notes", tongue, n=len(cards))]
    if sessions:
        parts.append(say("ask.sessions", tongue, n=len(sessions)))
    if hosts:
        parts.append(say("ask.organisations", tongue, n=len(hosts)))
    return say("ask.support", tongue, what=" · ".join(parts))


def _chip(tongue: Tongue, number: int, source: Passage) -> bool:
    facts = source.facts
    name = worded(shortened(plain(facts.get("title") or facts.get("source", "")), 90), tongue)
    return st.button(
        f"**{number}** · {safe(name)}",
        key=f"source_{source.key}",
        help=safe(about(facts, tongue)),
        width="stretch",
    )


def _made_by(answer: Answer, tongue: Tongue) -> str:
    if answer.made_by.engine == "llm":
        return say("ask.by_model", tongue, model=safe(answer.made_by.model))
    return say("ask.by_embedded", tongue)

"""An answer: every sentence with the sources it rests on, each a click away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from iolkit.outcomes import Answer
from iolkit.phrases import Tongue, say
from iolkit.records import Span
from passage_drawer import open_drawer
from safe_text import safe, shortened

if TYPE_CHECKING:
    from iolkit.kit import Kit

KEPT = "answer"


def draw(kit: Kit, tongue: Tongue, question: str) -> None:
    """Ask once a question, keep the answer over reruns, draw it."""
    answer = _answer(kit, tongue, question)
    if not answer.grounded:
        st.info(say("ask.nothing", tongue), title=say("ask.nothing_title", tongue))
        return
    keys = list(dict.fromkeys(citation.key for citation in answer.citations))
    with st.container(border=True):
        for sentence in answer.sentences:
            numbers = sorted({keys.index(citation.key) + 1 for citation in sentence.citations})
            chips = " ".join(f":blue-badge[{number}]" for number in numbers)
            st.markdown(f"{safe(sentence.text)} {chips}")
        st.caption(_made_by(answer, tongue))
    st.markdown(f"**{safe(say('ask.sources', tongue))}**")
    with st.grid(2, min_column_width=280):
        for number, key in enumerate(keys, start=1):
            if _chip(kit, number, key):
                quotes = [one.span for one in answer.citations if one.key == key]
                open_drawer(kit, tongue, key, _apart(quotes))


def _answer(kit: Kit, tongue: Tongue, question: str) -> Answer:
    kept = st.session_state.get(KEPT)
    if isinstance(kept, Answer) and kept.question == question:
        return kept
    with st.spinner(say("ask.looking", tongue)):
        answer = kit.ask(question)
    st.session_state[KEPT] = answer
    return answer


def _chip(kit: Kit, number: int, key: str) -> bool:
    facts = kit.cited(key).facts
    name = shortened(facts.get("title") or facts.get("source", ""), 60)
    return st.button(f"{number} · {safe(name)}", key=f"source_{key}", width="stretch")


def _made_by(answer: Answer, tongue: Tongue) -> str:
    if answer.made_by.engine == "llm":
        return say("ask.by_model", tongue, model=safe(answer.made_by.model))
    return say("ask.by_embedded", tongue)


def _apart(spans: list[Span]) -> list[Span]:
    return sorted(set(spans))

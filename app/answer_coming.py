"""An answer on its way: asked beside the page, read sentence by sentence, stopped by a click.

Every sentence that is shown has been compared with the notes. What came before an answer broke off
is never shown as one.
"""

from __future__ import annotations

import queue
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from iolkit.errors import ChatUnavailable
from iolkit.outcomes import Answer, CitedSentence, EngineName, Filters
from iolkit.phrases import Tongue, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from iolkit.kit import Kit

    Show = Callable[[tuple[CitedSentence, ...]], object]

SO_FAR, BROKEN, WITHOUT = "answer_so_far", "answer_broken", "answer_without_model"
LOOK_S = 0.1
"""How often the page looks for news, and for a click."""


@dataclass(frozen=True, slots=True)
class Question:
    """All that an answer depends on: a review or a new note changes what may be quoted."""

    text: str
    filters: Filters
    as_typed: bool
    engine: EngineName
    notes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """A question whose answer did not come to its end: what was checked by then, and why."""

    question: Question
    sentences: tuple[CitedSentence, ...]
    error: ChatUnavailable


def question(kit: Kit, text: str, filters: Filters, *, as_typed: bool) -> Question:
    """A question as it is to be asked now, and by whom: a person may go on without a model."""
    without = st.session_state.get(WITHOUT) == text
    engine: EngineName = "embedded" if without else kit.engine_choice()
    notes = tuple((card.id, card.reviewed) for card in kit.notes())
    return Question(text, filters, as_typed, engine, notes)


def broken(question: Question) -> Broken | None:
    """Whether the answer to this question broke off."""
    kept: Broken | None = st.session_state.get(BROKEN)
    return kept if kept is not None and kept.question == question else None


def answer(kit: Kit, tongue: Tongue, question: Question, show: Show) -> Answer | None:
    """The answer, read along while it comes; None where it breaks off, which `broken` tells.

    `show` draws sentences. Any click ends what a language model is asked: nobody would read it.
    """
    st.session_state[SO_FAR] = ()
    place = st.empty()
    told: queue.SimpleQueue[tuple[CitedSentence, ...]] = queue.SimpleQueue()
    stop = threading.Event()
    pool = ThreadPoolExecutor(1, "iolkit-ask")
    try:
        coming = pool.submit(
            partial(kit.ask, question.text, question.filters),
            engine=question.engine,
            as_typed=question.as_typed,
            heard=told.put,
            stop=stop,
        )
        with place.container():
            _read_along(tongue, question, coming, told, show)
        found = coming.result()
    except ChatUnavailable as error:
        st.session_state[BROKEN] = Broken(question, st.session_state[SO_FAR], error)
        found = None
    finally:
        stop.set()
        pool.shutdown(wait=False)
    place.empty()
    return found


def again(question: Question, *, without: bool = False) -> None:
    """Ask once more, from now on `without` a language model where the person says so."""
    st.session_state[BROKEN] = None
    if without:
        st.session_state[WITHOUT] = question.text


def _read_along(
    tongue: Tongue,
    question: Question,
    coming: Future[Answer],
    told: queue.SimpleQueue[tuple[CitedSentence, ...]],
    show: Show,
) -> None:
    """Show what stands so far until the answer is there."""
    if question.engine == "llm":
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(say("ask.coming", tongue), width="content")
            st.button(
                say("ask.stop", tongue),
                key="ask_stop",
                icon=":material/stop_circle:",
                on_click=_stop,
                args=(question,),
            )
    with st.spinner(say("ask.looking", tongue)):
        place = st.empty()
        while not (coming.done() and told.empty()):
            try:
                st.session_state[SO_FAR] = told.get(timeout=LOOK_S)
            except queue.Empty:
                # Streamlit hears a click only where a run touches its session.
                st.session_state.get(SO_FAR)
                continue
            with place.container(border=True):
                show(st.session_state[SO_FAR])


def _stop(question: Question) -> None:
    told = st.session_state.get(SO_FAR, ())
    st.session_state[BROKEN] = Broken(question, told, ChatUnavailable("chat_stopped"))

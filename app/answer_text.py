"""An answer: every sentence with the sources it rests on, who stands behind it, what speaks
against it; each source a click away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

import answer_coming
import passage_drawer
import plain_errors
import search_reading
from answer_coming import Broken, Question
from hit_card import about
from iolkit.outcomes import Answer, CitedSentence, Filters, Passage, Support
from iolkit.phrases import Tongue, day, say
from iolkit.records import Span
from safe_text import plain, safe, shortened
from stand_ins import worded

if TYPE_CHECKING:
    from iolkit.kit import Kit

KEPT = "answer"


def draw(kit: Kit, tongue: Tongue, question: str, filters: Filters) -> bool:
    """Ask once a question, keep the answer over reruns, draw it; False when there is none."""
    typed = search_reading.as_typed(question)
    asked = answer_coming.question(kit, question, filters, as_typed=typed)
    answer = None if answer_coming.broken(asked) else _answer(kit, tongue, asked)
    if answer is None:
        if broken := answer_coming.broken(asked):
            _broken_off(kit, tongue, broken)
        return True
    if not answer.grounded:
        return False
    search_reading.say_how(tongue, question, answer.read_as)
    sources = {key: kit.cited(key) for key in cited(answer.sentences)}
    with st.container(border=True):
        for sentence in answer.sentences:
            st.markdown(said(sentence, sources, tongue))
        if answer.support:
            st.caption(f"{safe(behind(answer.support, tongue))}  \n{_made_by(answer, tongue)}")
    st.markdown(f"**{safe(say('ask.sources', tongue))}**")
    chips(tongue, sources, "source")
    return True


def quotes(key: str) -> list[Span]:
    """What the answer on show takes from a source; counts in its masked text."""
    kept = st.session_state.get(KEPT)
    if not kept:
        return []
    shown = (*kept[1].citations, *kept[1].objections)
    return sorted({one.span for one in shown if one.key == key})


def cited(sentences: Iterable[CitedSentence]) -> tuple[str, ...]:
    """The items quoted for or against, each once, in order of appearance."""
    every = (one.key for each in sentences for one in (*each.citations, *each.against))
    return tuple(dict.fromkeys(every))


def said(
    sentence: CitedSentence, sources: dict[str, Passage], tongue: Tongue, *, least: int = 0
) -> str:
    """A sentence as markdown: its words, the numbers of its sources, who stands behind it (from
    `least` organisations on), and what speaks against it, quoted."""
    keys = list(sources)
    lines = [f"{safe(sentence.text)} {_badges(keys, [one.key for one in sentence.citations])}"]
    if sentence.support and sentence.support.organisations >= least:
        lines.append(f":small[{safe(stands_behind(sentence.support, tongue))}]")
    for one in sentence.against:
        quote = safe(one.span.of(sources[one.key].text))
        lines.append(
            f":orange-badge[{safe(say('learned.against', tongue))}] {quote} "
            f"{_badges(keys, [one.key])}"
        )
    return worded("  \n".join(lines), tongue)


def stands_behind(support: Support, tongue: Tongue) -> str:
    """How many organisations a statement rests on, in a sentence; literature is none."""
    if support.organisations:
        return say("ask.by_one", tongue, n=support.organisations)
    return say("ask.by_card" if not support.notes else "ask.by_unnamed", tongue)


def behind(support: Support, tongue: Tongue) -> str:
    """Everybody behind an answer or a report, in numbers; names stay out."""
    counted = (
        ("organisations", support.organisations),
        ("unnamed", support.unnamed),
        ("sessions", support.sessions),
        ("cards", support.cards),
    )
    parts = [say(f"learned.{name}", tongue, n=count) for name, count in counted if count]
    if support.years:
        parts.append("–".join(dict.fromkeys(str(support.years[at]) for at in (0, -1))))
    told = say(
        "learned.behind" if support.notes else "learned.nobody", tongue, what=" · ".join(parts)
    )
    newest = support.newest
    return f"{told} {say('learned.newest', tongue, day=day(newest, tongue))}" if newest else told


def chips(tongue: Tongue, sources: dict[str, Passage], place: str) -> None:
    """A numbered button a source, which opens its passage; `place` keeps two lists apart."""
    with st.grid(2, min_column_width=280):
        for number, (key, source) in enumerate(sources.items(), start=1):
            title = plain(source.facts.get("title") or source.facts.get("source", ""))
            name = worded(shortened(title, 90), tongue)
            opened = st.button(
                f"**{number}** · {safe(name)}",
                key=f"{place}_{key}",
                help=safe(about(source.facts, tongue)),
                width="stretch",
            )
            if opened:
                passage_drawer.ask_for(key)


def _badges(keys: Sequence[str], cited: Sequence[str]) -> str:
    numbers = sorted({keys.index(key) + 1 for key in cited})
    return " ".join(f":blue-badge[{number}]" for number in numbers)


def _answer(kit: Kit, tongue: Tongue, question: Question) -> Answer | None:
    kept = st.session_state.get(KEPT)
    if kept is not None and kept[0] == question:
        found: Answer = kept[1]
        return found
    answer = answer_coming.answer(kit, tongue, question, partial(_so_far, kit, tongue))
    if answer is not None:
        st.session_state[KEPT] = (question, answer)
    return answer


def _so_far(kit: Kit, tongue: Tongue, sentences: Sequence[CitedSentence]) -> dict[str, Passage]:
    """Draw what stands of an answer; its sources."""
    sources = {key: kit.cited(key) for key in cited(sentences)}
    for sentence in sentences:
        st.markdown(said(sentence, sources, tongue))
    return sources


def _broken_off(kit: Kit, tongue: Tongue, broken: Broken) -> None:
    """Why there is no answer, what was checked by then, and the ways on."""
    title = say("ask.broken_title", tongue)
    st.warning(plain_errors.sentence(broken.error, tongue), title=title, icon=":material/link_off:")
    with st.container(horizontal=True):
        st.button(
            say("ask.again", tongue),
            key="ask_again",
            icon=":material/refresh:",
            on_click=answer_coming.again,
            args=(broken.question,),
        )
        st.button(
            say("ask.without", tongue),
            key="ask_without",
            icon=":material/lock:",
            on_click=partial(answer_coming.again, without=True),
            args=(broken.question,),
        )
    if broken.sentences:
        st.markdown(safe(say("ask.broken_so_far", tongue)))
        with st.container(border=True):
            sources = _so_far(kit, tongue, broken.sentences)
        chips(tongue, sources, "source")


def _made_by(answer: Answer, tongue: Tongue) -> str:
    if answer.made_by.engine == "llm":
        return say("ask.by_model", tongue, model=safe(answer.made_by.model))
    return say("ask.by_embedded", tongue)

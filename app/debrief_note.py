"""Debrief: at most seven questions about what a note leaves open, one at a time, and what they
brought. Nothing is asked twice; everything can be skipped and taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

import basket
import clarity_gauge
import note_list
import routes
from decisions import Desk
from iolkit.errors import NotFound
from iolkit.outcomes import Debrief, DebriefQuestion, NoteCard
from iolkit.phrases import Tongue, say, say_reason
from safe_text import safe, shortened
from stand_ins import worded

if TYPE_CHECKING:
    from iolkit.kit import Kit

PARAMETER, ITEM = "note", "item"
FINISHED = "debrief_finished"
"""Of this visit: the notes whose debrief a person has ended."""
HEIGHT = 160
SHOWN = 6
"""Items that are named where a question is about several."""


def page(kit: Kit, tongue: Tongue) -> None:
    """The question that is worth most now; when none is left, how complete the note is."""
    card = _card(kit)
    if card is None:
        st.info(say("debrief.none", tongue), title=say("debrief.none_title", tongue))
        if st.button(say("page.review", tongue), key="debrief_to_review", type="primary"):
            routes.go("review")
        return
    desk = Desk(kit, tongue, card.id)
    item_id = _item(kit, card)
    state = kit.debrief(card.id, item_id, language=tongue)
    st.caption(safe(note_list.title(card, tongue)))
    desk.show_problem()
    question = state.question
    if not state.items:
        st.info(say("review.no_items", tongue))
    elif question is None or card.id in st.session_state.get(FINISHED, ()):
        _picture(desk, state, item_id)
    else:
        _ask(desk, state, question, item_id)


def _card(kit: Kit) -> NoteCard | None:
    """The note of the address, else the next one that leaves much open."""
    asked = st.query_params.get(PARAMETER) or kit.next_gap()
    try:
        return kit.card(str(asked)) if asked else None
    except NotFound:
        return None


def _item(kit: Kit, card: NoteCard) -> str:
    asked = str(st.query_params.get(ITEM) or "")
    return asked if asked in {item.id for item in kit.note(card.id).items} else ""


def _ask(desk: Desk, state: Debrief, question: DebriefQuestion, item_id: str) -> None:
    tongue, most = desk.tongue, state.asked + len(state.questions)
    said = say("debrief.number", tongue, number=state.asked + 1, most=most)
    st.progress(state.asked / most, text=safe(said))
    # The number is part of the keys: after a step back the fields are empty again.
    key = f"{question.key}_{state.asked}"
    text, choice = f"debrief_text_{key}", f"debrief_choice_{key}"
    with st.container(border=True):
        st.caption(_about(state, question, tongue))
        st.markdown(f"**{safe(question.text)}**")
        st.caption(safe(say_reason(question.why, tongue)))
        if question.choices:
            words = {each.value: each.words for each in question.choices}
            st.radio(
                say("debrief.choose", tongue),
                list(words),
                index=None,
                format_func=lambda value: safe(words[value]),
                key=choice,
                label_visibility="collapsed",
            )
        label = "debrief.reason" if question.choices else "debrief.answer"
        st.text_area(
            say(label, tongue), key=text, height=96 if question.choices else HEIGHT, max_chars=2000
        )
        st.caption(safe(say("debrief.example", tongue, words=question.example)))
        with st.container(horizontal=True):
            st.button(
                say("debrief.save", tongue),
                key="debrief_save",
                type="primary",
                icon=":material/check:",
                on_click=_save,
                args=(desk, question, (text, choice), item_id),
            )
            st.button(
                say("debrief.skip", tongue),
                key="debrief_skip",
                on_click=_skip,
                args=(desk, question, item_id),
            )
            _back(desk, state)
    st.caption(safe(say("debrief.safe", tongue)))
    st.button(
        say("debrief.finish", tongue),
        key="debrief_finish",
        type="tertiary",
        on_click=_finish,
        args=(desk.note_id, True),
    )


def _about(state: Debrief, question: DebriefQuestion, tongue: Tongue) -> str:
    """The item that is asked about, or how many of them."""
    about = [each for each in state.items if each.item_id in question.items]
    if len(about) == 1:
        headline = shortened(about[0].headline, 140)
        return worded(safe(say("debrief.item", tongue, headline=headline)), tongue)
    lines = [say("debrief.items", tongue, n=len(about))]
    lines += [f"· {shortened(each.headline, 80)}" for each in about[:SHOWN]]
    return worded("  \n".join(map(safe, lines)), tongue)


def _back(desk: Desk, state: Debrief) -> None:
    st.button(
        say("debrief.back", desk.tongue),
        key="debrief_back",
        icon=":material/undo:",
        disabled=not state.asked,
        on_click=_undo,
        args=(desk,),
    )


def _save(desk: Desk, question: DebriefQuestion, keys: tuple[str, str], item_id: str) -> None:
    text, choice = (str(st.session_state.get(key) or "") for key in keys)
    verb = partial(desk.kit.debrief_answer, desk.note_id, question.key, text, choice)
    desk.attempt(partial(verb, item_id=item_id))


def _skip(desk: Desk, question: DebriefQuestion, item_id: str) -> None:
    desk.attempt(partial(desk.kit.debrief_skip, desk.note_id, question.key, item_id=item_id))


def _undo(desk: Desk) -> None:
    _finish(desk.note_id, False)
    desk.attempt(lambda: desk.kit.debrief_undo(desk.note_id))


def _finish(note_id: str, ended: bool) -> None:
    others = set(st.session_state.get(FINISHED, ())) - {note_id}
    st.session_state[FINISHED] = tuple(sorted(others | ({note_id} if ended else set())))


def _picture(desk: Desk, state: Debrief, item_id: str) -> None:
    """What is there now, item by item, and where to go from here."""
    tongue = desk.tongue
    st.success(say("debrief.done_title", tongue, n=state.answered), icon=":material/check:")
    with st.container(horizontal=True):
        if st.button(
            say("debrief.to_handover", tongue),
            key="debrief_to_handover",
            type="primary",
            icon=":material/arrow_forward:",
        ):
            chosen = {basket.PARAMETER: item_id} if item_id else {PARAMETER: desk.note_id}
            routes.go("handover", **chosen)
        if st.button(say("here.link", tongue), key="debrief_to_plan", icon=":material/home_work:"):
            routes.go("plan", item=item_id or state.items[0].item_id)
        if st.button(say("debrief.to_note", tongue), key="debrief_to_note"):
            routes.go("review", **{PARAMETER: desk.note_id})
        if state.question is not None:
            st.button(
                say("debrief.go_on", tongue),
                key="debrief_go_on",
                on_click=_finish,
                args=(desk.note_id, False),
            )
        _back(desk, state)
    for place, each in enumerate(state.items, 1):
        with st.container(border=True):
            st.markdown(f"**{place}. {worded(safe(shortened(each.headline, 140)), tongue)}**")
            clarity_gauge.show(each, tongue)
    for step in state.next_steps:
        said = say("debrief.step", tongue, words=shortened(step, 300))
        st.markdown(worded(safe(said), tongue))

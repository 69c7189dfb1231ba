"""The learning items of a note, each with its kind, its transferability and its grounds."""

from __future__ import annotations

import streamlit as st

import clarity_gauge
import item_editing
import item_examples
import item_support
import rating_chart
import reading_engine
import routes
from decisions import Desk
from iolkit.outcomes import Reviewed
from iolkit.phrases import say
from iolkit.records import Item
from safe_text import safe, safe_lines, safe_piece, shortened

SHOWN = 5
STATE_COLOURS = {"accepted": "green", "dismissed": "gray"}
SHORT = 220
"""Code points of an item that are read without opening it."""


def show(desk: Desk, reviewed: Reviewed) -> None:
    """One card an item, numbered as in the text, five at a time."""
    items = reviewed.analysis.items
    if not items:
        st.info(say("review.no_items", desk.tongue))
    with st.container(horizontal=True):
        waiting = [item for item in items if item.id not in reviewed.states]
        if len(waiting) > 1:
            st.button(
                say("items.accept_all", desk.tongue, n=len(waiting)),
                key="items_yes_all",
                icon=":material/done_all:",
                type="tertiary",
                on_click=desk.items,
                args=(waiting, "accepted"),
            )
        if reviewed.items and st.button(
            say("items.on_map", desk.tongue),
            key="items_on_map",
            icon=":material/scatter_plot:",
            type="tertiary",
        ):
            routes.go("map", note=desk.note_id)
    number = -(-len(items) // SHOWN)
    page = st.pagination(number, key=f"items_page_{desk.note_id[:12]}") if number > 1 else 1
    first = (page - 1) * SHOWN
    for place, item in enumerate(items[first : first + SHOWN], start=first + 1):
        with st.container(border=True):
            _card(desk, reviewed, item, place)


def _card(desk: Desk, reviewed: Reviewed, item: Item, number: int) -> None:
    state = reviewed.states.get(item.id)
    _head(desk, reviewed, item, number)
    _text(desk, reviewed, item)
    assessed = next((a for a in reviewed.analysis.assessments if a.item_id == item.id), None)
    if assessed is not None:
        st.markdown(rating_chart.verdict(assessed, desk.tongue))
        reading_engine.disagreements(reviewed.analysis, item.id, desk.tongue)
        box = st.expander(
            say("review.grounds", desk.tongue),
            type="compact",
            key=f"grounds_{item.id}",
            on_change="rerun",
        )
        if box.open:
            with box:
                quotes = rating_chart.raw_quotes(assessed, reviewed.analysis.note.text)
                masked = desk.kit.grounds(item.id).quotes
                rating_chart.draw(assessed, quotes, desk.tongue, masked)
                item_examples.show(desk, item.id)
                item_support.show(desk, item.id)
        _clarity(desk, item)
    _actions(desk, item, state)
    if item_editing.is_open(item):
        item_editing.show(desk, reviewed, item, assessed)


def _clarity(desk: Desk, item: Item) -> None:
    """Which of six things are told, in a box of its own, and the way to what is missing."""
    label = say("debrief.card", desk.tongue)
    box = st.expander(label, type="compact", key=f"clarity_{item.id}", on_change="rerun")
    if not box.open:
        return
    with box:
        told = desk.kit.completeness(desk.note_id).get(item.id)
        if told is not None:
            clarity_gauge.show(told, desk.tongue)
        if st.button(
            say("debrief.card_ask", desk.tongue), key=f"ask_{item.id}", icon=":material/help:"
        ):
            routes.go("debrief", note=desk.note_id, item=item.id)


def _head(desk: Desk, reviewed: Reviewed, item: Item, number: int) -> None:
    tongue = desk.tongue
    state = reviewed.states.get(item.id)
    badges = [f":gray-badge[{number}]", f":blue-badge[{safe(say(f'kind.{item.kind}', tongue))}]"]
    if state is not None:
        word = safe(say(f"items.{state}", tongue))
        badges.append(f":{STATE_COLOURS[state]}-badge[{word}]")
    text = reviewed.analysis.note.text
    headline, rest = safe(shortened(item.headline.of(text), 160)), ""
    if item.headline.start == item.span.start and len(item.span) <= SHORT:
        rest = safe_piece(text[item.headline.end : item.span.end])
    st.markdown(f"{' '.join(badges)}  \n**{headline}**{rest}")


def _text(desk: Desk, reviewed: Reviewed, item: Item) -> None:
    """What the item says beyond its headline, where the head does not show it already."""
    text = item.span.of(reviewed.analysis.note.text)
    if item.headline.start == item.span.start and len(text) <= SHORT:
        return
    box = st.expander(
        say("items.whole", desk.tongue), type="compact", key=f"whole_{item.id}", on_change="rerun"
    )
    if box.open:
        with box:
            st.markdown(safe_lines(text))


def _actions(desk: Desk, item: Item, state: str | None) -> None:
    tongue = desk.tongue
    with st.container(horizontal=True):
        for answer, verdict, phrase, icon in (
            ("yes", "accepted", "review.accept", ":material/check:"),
            ("no", "dismissed", "review.dismiss", ":material/close:"),
        ):
            st.button(
                say(phrase, tongue),
                key=f"item_{answer}_{item.id}",
                icon=icon,
                disabled=state == verdict,
                on_click=desk.items,
                args=([item], verdict),
            )
        shut = item_editing.is_open(item)
        st.button(
            say("items.edit_close" if shut else "review.correct", tongue),
            key=f"item_edit_{item.id}",
            icon=":material/edit:",
            disabled=state == "dismissed",
            on_click=item_editing.close if shut else item_editing.open_for,
            args=() if shut else (item,),
        )
        if st.button(
            say("here.link", tongue),
            key=f"item_plan_{item.id}",
            icon=":material/home_work:",
            type="tertiary",
            disabled=state == "dismissed",
        ):
            routes.go("plan", item=item.id)

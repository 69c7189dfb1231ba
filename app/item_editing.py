"""Putting a learning item right: its kind, its borders, where it parts or joins, how it is rated.

One item at a time. Sentences are chosen from those that no other item has, so nothing can overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import get_args

import streamlit as st

import rating_chart
from decisions import Desk
from iolkit.outcomes import Reviewed
from iolkit.phrases import say
from iolkit.records import DIMENSIONS, Assessment, Item, Kind, Span
from safe_text import plain, safe, shortened

KINDS = get_args(Kind)
UNKNOWN = "null"
LEVELS = (UNKNOWN, "1", "2", "3", "4", "5")
OPEN = "item_open"
AROUND = 12
"""Sentences before and after an item that it may be widened to."""
SENTENCE = 90


def is_open(item: Item) -> bool:
    """Whether this item is being put right."""
    return bool(st.session_state.get(OPEN) == item.id)


def open_for(item: Item) -> None:
    """Begin with an item; another one is left."""
    st.session_state[OPEN] = item.id


def close() -> None:
    """Leave it."""
    st.session_state.pop(OPEN, None)


def show(desk: Desk, reviewed: Reviewed, item: Item, assessed: Assessment | None) -> None:
    """What can be changed, one thing at a time."""
    inside = sentences_of(desk, item.span)
    after = _next(reviewed, item)
    draw: dict[str, Callable[[], None]] = {"kind": lambda: _kind(desk, item)}
    draw["level"] = lambda: _level(desk, item, assessed)
    draw["borders"] = lambda: _borders(desk, reviewed, item)
    if len(inside) > 1:
        draw["split"] = lambda: _split(desk, reviewed, item, inside)
    if after is not None:
        draw["merge"] = lambda: _merge(desk, reviewed, item, after)
    chosen = st.segmented_control(
        say("items.edit", desk.tongue),
        list(draw),
        default="kind",
        required=True,
        format_func=lambda code: say(f"items.edit_{code}", desk.tongue),
        label_visibility="collapsed",
        wrap=True,
        key=f"item_edit_what_{item.id}",
        persist_state="session",
    )
    draw.get(chosen or "kind", draw["kind"])()


def sentences_of(desk: Desk, span: Span) -> list[Span]:
    """The sentences that have something in common with `span`."""
    return [each for each in desk.kit.sentences(desk.note_id) if each.overlaps(span)]


def choose_sentence(
    desk: Desk, text: str, label: str, options: Sequence[Span], key: str, now: int = 0
) -> Span:
    """One of the sentences, searched as one types."""
    by_start = {each.start: each for each in options}
    starts = list(by_start)
    chosen = st.selectbox(
        say(label, desk.tongue),
        starts,
        index=now,
        format_func=lambda start: shortened(by_start[start].of(text), SENTENCE),
        key=key,
        persist_state="session",
    )
    return by_start[chosen]


def _next(reviewed: Reviewed, item: Item) -> Item | None:
    after = (each for each in reviewed.items if each.span.start >= item.span.end)
    return min(after, key=lambda each: each.span, default=None)


def _kind(desk: Desk, item: Item) -> None:
    # The present value is part of the key: after an undo the field shows what stands now.
    key = f"kind_{item.id}_{item.kind}"
    st.selectbox(
        say("review.kind", desk.tongue),
        KINDS,
        index=KINDS.index(item.kind),
        format_func=lambda kind: say(f"kind.{kind}", desk.tongue),
        key=key,
        on_change=_set_kind,
        args=(desk, item, key),
    )


def _set_kind(desk: Desk, item: Item, key: str) -> None:
    desk.decide("item", item.id, "kind", st.session_state[key])


def _level(desk: Desk, item: Item, assessed: Assessment | None) -> None:
    tongue = desk.tongue
    levels = {r.dimension: r.level for r in assessed.ratings} if assessed else {}
    dimension = st.selectbox(
        say("items.property", tongue),
        DIMENSIONS,
        format_func=lambda code: say(f"items.dim_{code}", tongue),
        key=f"level_of_{item.id}",
        persist_state="session",
    )
    st.caption(safe(say(f"items.high_{dimension}", tongue)))
    now = UNKNOWN if levels.get(dimension) is None else str(levels[dimension])
    key = f"level_{item.id}_{dimension}_{now}"
    st.selectbox(
        say("items.level", tongue),
        LEVELS,
        index=LEVELS.index(now),
        format_func=lambda level: rating_chart.level_words(
            None if level == UNKNOWN else int(level), tongue
        ),
        key=key,
    )
    reason = f"level_why_{item.id}_{dimension}"
    st.text_input(say("items.reason", tongue), key=reason, max_chars=300, persist_state="session")
    st.button(
        say("flags.save", tongue),
        key=f"level_save_{item.id}",
        on_click=_set_level,
        args=(desk, f"{item.id}:{dimension}", key, reason),
    )


def _set_level(desk: Desk, subject: str, key: str, reason: str) -> None:
    why = plain(st.session_state.get(reason) or "")
    if desk.decide("rating", subject, "level", st.session_state[key], why):
        st.session_state[reason] = ""


def _borders(desk: Desk, reviewed: Reviewed, item: Item) -> None:
    text = reviewed.analysis.note.text
    free = _free(desk, reviewed, item)
    inside = [n for n, each in enumerate(free) if each.overlaps(item.span)]
    # The present borders are part of the keys, as above.
    key = f"{item.id}_{item.span.start}_{item.span.end}"
    first = choose_sentence(desk, text, "items.first", free, f"first_{key}", inside[0])
    last = choose_sentence(desk, text, "items.last", free, f"last_{key}", inside[-1])
    if last.end <= first.start:
        st.warning(say("items.upside_down", desk.tongue))
    st.button(
        say("items.save_borders", desk.tongue),
        key=f"borders_save_{item.id}",
        disabled=last.end <= first.start,
        on_click=_redraw,
        args=(desk, item, free, key),
    )


def _redraw(desk: Desk, item: Item, free: Sequence[Span], key: str) -> None:
    span = chosen_span(free, f"first_{key}", f"last_{key}")
    if span is not None:
        desk.attempt(lambda: desk.kit.redraw_item(item.id, span))


def chosen_span(options: Sequence[Span], first: str, last: str) -> Span | None:
    """From the sentence chosen under one key to that under the other; None when upside down.

    Read when a button is pressed: what was chosen a moment before may not be drawn yet.
    """
    start = st.session_state[first]
    end = next(each.end for each in options if each.start == st.session_state[last])
    return Span(start, end) if start < end else None


def _free(desk: Desk, reviewed: Reviewed, item: Item) -> list[Span]:
    """The item's sentences and those around that no other item has."""
    taken = [each.span for each in reviewed.items if each.id != item.id]
    before = max((s.end for s in taken if s.end <= item.span.start), default=0)
    after = min(
        (s.start for s in taken if s.start >= item.span.end),
        default=len(reviewed.analysis.note.text),
    )
    every = desk.kit.sentences(desk.note_id)
    room = [s for s in every if (s.start >= before and s.end <= after) or s.overlaps(item.span)]
    inside = [n for n, each in enumerate(room) if each.overlaps(item.span)]
    return room[max(0, inside[0] - AROUND) : inside[-1] + AROUND + 1]


def _split(desk: Desk, reviewed: Reviewed, item: Item, inside: Sequence[Span]) -> None:
    text = reviewed.analysis.note.text
    key = f"split_{item.id}_{item.span.start}_{item.span.end}"
    choose_sentence(desk, text, "items.second_from", inside[1:], key)
    st.button(
        say("items.edit_split", desk.tongue),
        key=f"split_save_{item.id}",
        icon=":material/content_cut:",
        on_click=_split_at,
        args=(desk, item, key),
    )


def _split_at(desk: Desk, item: Item, key: str) -> None:
    desk.attempt(lambda: desk.kit.split_item(item.id, st.session_state[key]))


def _merge(desk: Desk, reviewed: Reviewed, item: Item, after: Item) -> None:
    text = reviewed.analysis.note.text
    headline = shortened(after.headline.of(text), 120)
    st.caption(safe(say("items.merge_what", desk.tongue, headline=headline)))
    between = " ".join(text[item.span.end : after.span.start].split())
    if len(between) > 3:
        words = shortened(between, 120)
        st.caption(safe(say("items.merge_between", desk.tongue, words=words)))
    st.button(
        say("items.edit_merge", desk.tongue),
        key=f"merge_save_{item.id}",
        icon=":material/call_merge:",
        on_click=desk.do,
        args=(lambda: desk.kit.merge_item(item.id),),
    )

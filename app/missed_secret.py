"""Marking what the engines missed: a secret by its words, or by a sentence and words in it; a
learning item by its first and last sentence. What is typed stays until it has been marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import streamlit as st

from decisions import Desk
from flag_list import CATEGORIES, OWNERS
from iolkit.outcomes import Reviewed
from iolkit.phrases import say
from iolkit.records import Span
from item_editing import KINDS, choose_sentence
from safe_text import plain, safe, shortened

WHAT = ("secret", "item")
WAYS = ("words", "sentence")
WORDS = "missed_words"
CATEGORY = "missed_category"
OWNER = "missed_owner"
WHERE = "missed_where"
KIND = "new_kind"
DONE = "missed_done"
MOST_WORDS = 80
ITEM_SENTENCES = 15


def mentions(text: str, words: str) -> tuple[Span, ...]:
    """Where `words` stand in `text`: any case, any white space, not inside a longer word.

    Words copied from a page may carry invisible signs; they are ignored.
    """
    shown = "".join(sign for sign in words if unicodedata.category(sign) != "Cf").split()
    if not shown:
        return ()
    pattern = r"\s+".join(map(re.escape, shown))
    found = re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    return tuple(Span(*match.span()) for match in found)


def words_in(text: str, sentence: Span) -> tuple[Span, ...]:
    """The words of a sentence, with what is written onto them."""
    found = re.finditer(r"\S+", text[sentence.start : sentence.end])
    return tuple(Span(*match.span()).shift(sentence.start) for match in found)


def show(desk: Desk, reviewed: Reviewed) -> None:
    """A secret or a learning item that is not there yet."""
    done = st.session_state.pop(DONE, None)
    if done:
        st.success(safe(done), icon=":material/check:")
    what = _choice(desk, "missed.what_kind", WHAT, "missed_what")
    if what == "item":
        _item(desk, reviewed)
        return
    way = _choice(desk, "missed.way", WAYS, "missed_way")
    places = _typed(desk, reviewed) if way == "words" else _chosen(desk, reviewed)
    st.selectbox(
        say("review.category", desk.tongue),
        CATEGORIES,
        format_func=lambda code: say(f"category.{code}", desk.tongue),
        key=CATEGORY,
        persist_state="session",
    )
    st.segmented_control(
        say("review.owner", desk.tongue),
        OWNERS,
        default=OWNERS[0],
        required=True,
        format_func=lambda code: say(f"owner.{code}", desk.tongue),
        key=OWNER,
        persist_state="session",
    )
    st.button(
        say("missed.mark", desk.tongue),
        key="missed_send",
        icon=":material/ink_marker:",
        disabled=not places,
        on_click=_mark,
        args=(desk, reviewed, way),
    )


def _choice(desk: Desk, label: str, codes: Sequence[str], key: str) -> str:
    chosen = st.segmented_control(
        say(label, desk.tongue),
        codes,
        default=codes[0],
        required=True,
        format_func=lambda code: say(f"missed.{code}", desk.tongue),
        label_visibility="collapsed",
        key=key,
        persist_state="session",
    )
    return chosen or codes[0]


def _typed(desk: Desk, reviewed: Reviewed) -> list[Span]:
    """Every place of the words typed that is not marked yet."""
    text = reviewed.analysis.note.text
    words = st.text_input(
        say("missed.the_words", desk.tongue),
        key=WORDS,
        persist_state="session",
    )
    if not (words or "").strip():
        st.caption(say("missed.what", desk.tongue))
        return []
    new = _new(reviewed, words or "")
    if not mentions(text, words or ""):
        st.warning(say("missed.not_found", desk.tongue))
    elif not new:
        st.info(say("missed.already", desk.tongue))
    else:
        st.caption(say("missed.places", desk.tongue, n=len(new)))
    if len(new) > 1:
        _choice(desk, "missed.where", ("all", "first"), WHERE)
    return new


def _new(reviewed: Reviewed, words: str) -> list[Span]:
    places = mentions(reviewed.analysis.note.text, words)
    return [p for p in places if not any(flag.span.covers(p) for flag in reviewed.flags)]


def _chosen(desk: Desk, reviewed: Reviewed) -> list[Span]:
    """The words chosen in a sentence, from the first to the last; none chosen = all of it."""
    text = reviewed.analysis.note.text
    options = [s for s in desk.kit.sentences(desk.note_id) if s.of(text).strip()]
    short = desk.note_id[:12]
    sentence = choose_sentence(desk, text, "missed.sentence", options, f"missed_in_{short}")
    words = words_in(text, sentence)[:MOST_WORDS]
    st.pills(
        say("missed.pick", desk.tongue),
        range(len(words)),
        selection_mode="multi",
        format_func=lambda n: safe(words[n].of(text)),
        key=f"missed_pick_{short}_{sentence.start}",
        persist_state="session",
    )
    found = _picked(desk, reviewed)
    if found:
        said = shortened(found[0].of(text), 120)
        st.caption(safe(say("missed.this", desk.tongue, words=said)))
    else:
        st.info(say("missed.already", desk.tongue))
    return found


def _picked(desk: Desk, reviewed: Reviewed) -> list[Span]:
    text, short = reviewed.analysis.note.text, desk.note_id[:12]
    start = st.session_state[f"missed_in_{short}"]
    sentence = next(s for s in desk.kit.sentences(desk.note_id) if s.start == start)
    words = words_in(text, sentence)[:MOST_WORDS]
    picked = st.session_state.get(f"missed_pick_{short}_{start}") or []
    chosen = [words[n] for n in sorted(picked)] or list(words_in(text, sentence))
    span = _bare(text, Span(chosen[0].start, chosen[-1].end))
    known = not len(span) or any(flag.span.covers(span) for flag in reviewed.flags)
    return [] if known else [span]


def _bare(text: str, span: Span) -> Span:
    """Without the signs around the words: bullets, commas, quotation marks."""
    found = re.search(r"[\w€$£%+(].*[\w€$£%+)]|\w", span.of(text), re.DOTALL)
    return Span(*found.span()).shift(span.start) if found else span


def _mark(desk: Desk, reviewed: Reviewed, way: str) -> None:
    # Read now: what was entered a moment before the click may not be drawn yet.
    entered = st.session_state
    places = _new(reviewed, entered[WORDS] or "") if way == "words" else _picked(desk, reviewed)
    if len(places) > 1 and entered.get(WHERE) == "first":
        places = places[:1]
    if places and desk.mark(places, entered[CATEGORY], entered[OWNER]):
        # Only now is what was typed no longer needed.
        st.session_state[WORDS] = ""
        st.session_state[DONE] = say("missed.marked", desk.tongue, n=len(places))


def _item(desk: Desk, reviewed: Reviewed) -> None:
    text = reviewed.analysis.note.text
    every = desk.kit.sentences(desk.note_id)
    free = [s for s in every if not any(s.overlaps(item.span) for item in reviewed.items)]
    if not free:
        st.info(say("missed.no_room", desk.tongue))
        return
    st.caption(say("missed.item_what", desk.tongue))
    short = f"{desk.note_id[:12]}_{len(reviewed.items)}"
    first = choose_sentence(desk, text, "items.first", free, f"new_first_{short}")
    start = free.index(first)
    run = [first]
    for after in free[start + 1 : start + ITEM_SENTENCES]:
        if any(run[-1].end <= item.span.start < after.start for item in reviewed.items):
            break
        run.append(after)
    key = f"new_last_{short}_{first.start}"
    last = choose_sentence(desk, text, "items.last", run, key)
    st.selectbox(
        say("review.kind", desk.tongue),
        KINDS,
        format_func=lambda code: say(f"kind.{code}", desk.tongue),
        key=KIND,
        persist_state="session",
    )
    span = Span(first.start, last.end)
    st.caption(safe(say("missed.this", desk.tongue, words=plain(shortened(span.of(text), 300)))))
    st.button(
        say("missed.add_item", desk.tongue),
        key="missed_item_send",
        icon=":material/add:",
        on_click=_add,
        args=(desk, short),
    )


def _add(desk: Desk, short: str) -> None:
    entered = st.session_state
    start = entered[f"new_first_{short}"]
    last = entered.get(f"new_last_{short}_{start}", start)
    end = next(s.end for s in desk.kit.sentences(desk.note_id) if s.start == last)
    if desk.attempt(lambda: desk.kit.draw_item(desk.note_id, Span(start, end), entered[KIND])):
        entered[DONE] = say("missed.item_added", desk.tongue)

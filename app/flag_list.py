"""The confidential places of a note as a queue of decisions: the least sure first, each name once.

One card for all mentions of the same words: confidential, no secret, or put right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import streamlit as st

import flag_marks
import text_view
from decisions import Desk
from flag_groups import UNSURE, Group, grouped
from iolkit.outcomes import Reviewed
from iolkit.phrases import say, say_reason
from iolkit.records import Category, Flag, Owner
from safe_text import plain, safe, shortened

CATEGORIES = get_args(Category)
OWNERS = get_args(Owner)
SHOWN = 8
FILTER_FROM = 6
"""Fewer decisions than this are seen at a glance."""
PLACES_SHOWN = 20


def show(desk: Desk, reviewed: Reviewed) -> None:
    """The queue, eight cards at a time."""
    groups = grouped(reviewed.analysis.note.text, reviewed.analysis.flags, reviewed.states)
    if not groups:
        st.info(say("review.no_flags", desk.tongue))
        return
    chosen = _filtered(desk, reviewed, groups)
    waiting = [flag for group in chosen for flag in group.open(reviewed.states)]
    if len(waiting) > 1:
        st.button(
            say("flags.all_secret", desk.tongue, n=len(waiting)),
            key="flags_yes_all",
            icon=":material/done_all:",
            type="tertiary",
            on_click=desk.flags,
            args=(waiting,),
            kwargs={"state": "accepted"},
        )
    number = -(-len(chosen) // SHOWN)
    page = st.pagination(number, key=f"flags_page_{desk.note_id[:12]}") if number > 1 else 1
    for group in chosen[(page - 1) * SHOWN : page * SHOWN]:
        with st.container(border=True):
            _card(desk, reviewed, group)


def _filtered(desk: Desk, reviewed: Reviewed, groups: Sequence[Group]) -> list[Group]:
    kinds = [kind for kind in CATEGORIES if any(g.first.category == kind for g in groups)]
    if len(groups) < FILTER_FROM or len(kinds) < 2:
        return list(groups)
    left = {
        kind: sum(g.first.category == kind and bool(g.open(reviewed.states)) for g in groups)
        for kind in kinds
    }

    def name(kind: str) -> str:
        letter = say(f"flags.letter_{kind}", desk.tongue)
        words = say(f"category.{kind}", desk.tongue)
        return say("flags.only", desk.tongue, letter=letter, name=words, left=left.get(kind, 0))

    wanted = st.pills(
        say("flags.filter", desk.tongue),
        kinds,
        format_func=name,
        label_visibility="collapsed",
        wrap=True,
        key=f"flags_only_{desk.note_id[:12]}",
        persist_state="session",
    )
    return [group for group in groups if wanted in (None, group.first.category)]


def _card(desk: Desk, reviewed: Reviewed, group: Group) -> None:
    text = reviewed.analysis.note.text
    state = group.state(reviewed.states)
    st.markdown(flag_marks.quoted(text, group.first, desk.tongue, named=True))
    why = safe(say_reason(group.first.why, desk.tongue))
    st.caption("  \n".join(safe(line) for line in _about(desk, group, state)), help=why)
    with st.container(horizontal=True):
        for answer, verdict, icon in (
            ("yes", "accepted", ":material/check:"),
            ("no", "dismissed", ":material/close:"),
        ):
            st.button(
                say(f"review.secret_{answer}", desk.tongue),
                key=f"flag_{answer}_{group.id}",
                icon=icon,
                disabled=state == verdict,
                on_click=desk.flags,
                args=(group.flags,),
                kwargs={"state": verdict},
            )
        with st.popover(
            say("review.correct", desk.tongue), icon=":material/edit:", key=f"fix_{group.id}"
        ):
            _correct(desk, reviewed, group)
        text_view.jump(desk, text, group.first)
    if len(group.flags) > 1:
        _places(desk, reviewed, group)


def _about(desk: Desk, group: Group, state: str | None) -> list[str]:
    flag, tongue = group.first, desk.tongue
    whose = say(f"owner.{flag.owner}", tongue)
    if flag.org and plain(flag.org).casefold() not in " ".join(group.words).casefold():
        whose = f"{whose} ({plain(flag.org)})"
    said = [say("flags.kind", tongue, name=f"@category.{flag.category}"), whose]
    if state is not None:
        said.insert(0, say(f"review.{state}", tongue))
    elif group.score < UNSURE:
        said.insert(0, say("flags.unsure", tongue))
    lines = [" · ".join(said)]
    if len(group.words) > 1:
        spelled = ", ".join(shortened(words, 40) for words in group.words[:4])
        lines.append(say("flags.spelled", tongue, words=spelled))
    return lines


def _places(desk: Desk, reviewed: Reviewed, group: Group) -> None:
    n = len(group.flags)
    box = st.expander(
        say("flags.places", desk.tongue, n=n),
        type="compact",
        key=f"places_{group.id}",
        on_change="rerun",
    )
    if not box.open:
        return
    with box:
        for flag in group.flags[:PLACES_SHOWN]:
            _place(desk, reviewed, flag)
        if n > PLACES_SHOWN:
            st.caption(say("flags.more_places", desk.tongue, n=n - PLACES_SHOWN))


def _place(desk: Desk, reviewed: Reviewed, flag: Flag) -> None:
    state = reviewed.states.get(flag.id)
    with st.container(horizontal=True, vertical_alignment="center"):
        word = f" · {safe(say(f'review.{state}', desk.tongue))}" if state else ""
        with st.container():
            quote = flag_marks.quoted(reviewed.analysis.note.text, flag, desk.tongue)
            st.markdown(f":small[{quote}{word}]")
        for answer, verdict, icon in (
            ("yes", "accepted", ":material/check:"),
            ("no", "dismissed", ":material/close:"),
        ):
            st.button(
                say(f"review.secret_{answer}", desk.tongue),
                key=f"place_{answer}_{flag.id}",
                icon=icon,
                type="tertiary",
                disabled=state == verdict,
                on_click=desk.flags,
                args=([flag],),
                kwargs={"state": verdict},
            )


def _correct(desk: Desk, reviewed: Reviewed, group: Group) -> None:
    flag, tongue = group.first, desk.tongue
    # The present values are part of the keys: after an undo the fields show what stands now.
    key = f"{group.id}_{flag.category}_{flag.owner}_{flag.org or ''}"
    with st.form(f"fix_form_{group.id}", border=False):
        if len(group.flags) > 1:
            st.caption(say("flags.for_all", tongue, n=len(group.flags)))
        st.selectbox(
            say("review.category", tongue),
            CATEGORIES,
            index=CATEGORIES.index(flag.category),
            format_func=lambda code: say(f"category.{code}", tongue),
            key=f"category_{key}",
        )
        st.selectbox(
            say("review.owner", tongue),
            OWNERS,
            index=OWNERS.index(flag.owner),
            format_func=lambda code: say(f"owner.{code}", tongue),
            key=f"owner_{key}",
        )
        known = _organisations(reviewed)
        st.selectbox(
            say("flags.org", tongue),
            known,
            index=known.index(flag.org) if flag.org else None,
            format_func=plain,
            accept_new_options=True,
            placeholder=say("flags.org_hint", tongue),
            key=f"org_{key}",
        )
        st.form_submit_button(
            say("flags.save", tongue),
            key=f"fix_save_{key}",
            on_click=_put_right,
            args=(desk, group, key),
        )


def _put_right(desk: Desk, group: Group, key: str) -> None:
    flag, entered = group.first, st.session_state
    now = {"category": flag.category, "owner": flag.owner, "org": flag.org or ""}
    given = {name: str(entered[f"{name}_{key}"] or "").strip() for name in now}
    changed = {name: value for name, value in given.items() if value != now[name]}
    if changed:
        # Whoever puts a secret right says that it is one.
        desk.flags(group.flags, **changed, state="accepted")


def _organisations(reviewed: Reviewed) -> list[str]:
    """Who is named in the note or its occasion."""
    session = reviewed.analysis.note.session
    named = [session.own_org, session.host, *session.partners, *session.competitors]
    named += [flag.org or "" for flag in reviewed.analysis.flags]
    return sorted({name for name in named if name})

"""The flags of a note by category: true, or no secret at all, or another's secret."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast, get_args

import streamlit as st

import flag_marks
from decisions import Desk
from iolkit.outcomes import Reviewed
from iolkit.phrases import say, say_reason
from iolkit.records import Category, Flag, Owner
from safe_text import safe

CATEGORIES = get_args(Category)
OWNERS = get_args(Owner)


def show(desk: Desk, reviewed: Reviewed) -> None:
    """One group a category, the first with something open unfolded."""
    flags = reviewed.analysis.flags
    if not flags:
        st.info(say("review.no_flags", desk.tongue))
    unfolded = False
    for category in CATEGORIES:
        group = [flag for flag in flags if flag.category == category]
        if not group:
            continue
        left = sum(flag.id not in reviewed.states for flag in group)
        _group(desk, reviewed, group, unfold=bool(left) and not unfolded)
        unfolded = unfolded or bool(left)


def _group(desk: Desk, reviewed: Reviewed, group: Sequence[Flag], *, unfold: bool) -> None:
    category = group[0].category
    left = sum(flag.id not in reviewed.states for flag in group)
    name = say(f"category.{category}", desk.tongue)
    name = name[:1].upper() + name[1:]
    phrase = "review.group" if left else "review.group_done"
    label = say(phrase, desk.tongue, name=name, count=len(group), left=left)
    box = st.expander(label, unfold, key=f"group_{category}", on_change="rerun")
    if not box.open:
        return
    with box:
        if left > 1:
            st.button(
                say("review.all_secret", desk.tongue, n=left),
                key=f"group_yes_{category}",
                icon=":material/done_all:",
                type="tertiary",
                on_click=_confirm,
                args=(desk, [flag.id for flag in group if flag.id not in reviewed.states]),
            )
        for number, flag in enumerate(group):
            if number:
                st.divider()
            _flag(desk, reviewed, flag)


def _confirm(desk: Desk, flag_ids: Sequence[str]) -> None:
    for flag_id in flag_ids:
        desk.decide("flag", flag_id, "state", "accepted")


def _flag(desk: Desk, reviewed: Reviewed, flag: Flag) -> None:
    tongue = desk.tongue
    state = reviewed.states.get(flag.id)
    st.markdown(flag_marks.quoted(reviewed.analysis.note.text, flag, tongue))
    about = [say("review.whose", tongue, owner=f"@owner.{flag.owner}")]
    if state is not None:
        about.append(say(f"review.{state}", tongue))
    about.append(say_reason(flag.why, tongue))
    st.caption(safe(" · ".join(about)))
    with st.container(horizontal=True):
        st.button(
            say("review.secret_yes", tongue),
            key=f"flag_yes_{flag.id}",
            icon=":material/check:",
            disabled=state == "accepted",
            on_click=desk.decide,
            args=("flag", flag.id, "state", "accepted"),
        )
        st.button(
            say("review.secret_no", tongue),
            key=f"flag_no_{flag.id}",
            icon=":material/close:",
            disabled=state == "dismissed",
            on_click=desk.decide,
            args=("flag", flag.id, "state", "dismissed"),
        )
        with st.popover(say("review.correct", tongue), icon=":material/edit:"):
            _correct(desk, flag, "owner", OWNERS)
            _correct(desk, flag, "category", CATEGORIES)


def _correct(desk: Desk, flag: Flag, field: str, options: Sequence[str]) -> None:
    now = cast("str", getattr(flag, field))
    key = f"{field}_{flag.id}_{now}"
    st.selectbox(
        say(f"review.{field}", desk.tongue),
        options,
        index=options.index(now),
        format_func=lambda code: say(f"{field}.{code}", desk.tongue),
        key=key,
        on_change=lambda: desk.decide("flag", flag.id, field, st.session_state[key]),
    )

"""Beside the document: what became of every secret behind it, why, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

import routes
from flag_marks import COLOURS
from iolkit.outcomes import Decision, Draft, ItemRelease
from iolkit.phrases import Tongue, say, say_reason
from safe_text import safe, shortened
from stand_ins import worded

if TYPE_CHECKING:
    from iolkit.kit import Kit

GROUPS = ("out", "softened", "kept")
ICONS = {"out": ":material/block:", "softened": ":material/edit_note:", "kept": ":material/check:"}
LONGEST = 90


@dataclass
class Change:
    """One secret with its words in the note, what stands there now and how often."""

    words: str
    decision: Decision
    note_id: str
    places: int = 0


@dataclass
class Changes:
    """Everything that was decided, by what came of it; items of which nothing is left."""

    by_group: dict[str, list[Change]] = field(default_factory=dict)
    blocked: list[ItemRelease] = field(default_factory=list)


def draw(kit: Kit, tongue: Tongue, draft: Draft) -> None:
    """Left out, put in other words, kept: each with reason and owner."""
    changes = _sorted(kit, draft)
    st.markdown(f"**{say('send.changes', tongue)}**")
    st.caption(say("send.changes_what", tongue))
    if not changes.by_group and not changes.blocked:
        st.markdown(say("send.nothing_marked", tongue))
    for item in changes.blocked:
        _blocked(kit, tongue, item)
    for item in draft.items:
        _pointing(tongue, item)
    for group in GROUPS:
        found = changes.by_group.get(group, [])
        if found:
            _group(tongue, group, found)


def _pointing(tongue: Tongue, item: ItemRelease) -> None:
    """Facts that together point to one organisation, and the passage in more general words."""
    if item.mosaic is None or item.blocked:
        return
    st.warning(
        safe(say_reason(item.mosaic.reason, tongue)),
        title=say("check.mosaic", tongue),
        icon=":material/travel_explore:",
    )
    with st.expander(say("check.mosaic_offer", tongue)):
        st.code(item.mosaic.softened.text, language=None, wrap_lines=True)


def _sorted(kit: Kit, draft: Draft) -> Changes:
    changes = Changes()
    known: dict[tuple[str, str, str, str], Change] = {}
    for item in draft.items:
        if item.blocked:
            changes.blocked.append(item)
            continue
        text = kit.note(item.note_id).analysis.note.text
        for decision in item.decisions:
            words = shortened(decision.flag.span.of(text), LONGEST)
            key = (words.casefold(), decision.handling, decision.replacement, decision.reason.key)
            if key not in known:
                known[key] = Change(words, decision, item.note_id)
                changes.by_group.setdefault(_group_of(decision), []).append(known[key])
            known[key].places += 1
    return changes


def _group_of(decision: Decision) -> str:
    if decision.handling == "keep":
        return "kept"
    return "softened" if decision.replacement else "out"


def _group(tongue: Tongue, group: str, found: Sequence[Change]) -> None:
    count = sum(change.places for change in found)
    label = say(f"send.group_{group}", tongue, n=count)
    with st.expander(label, icon=ICONS[group], expanded=group != "kept", key=f"group_{group}"):
        for change in found:
            _change(tongue, change)


def _change(tongue: Tongue, change: Change) -> None:
    flag, decision = change.decision.flag, change.decision
    became = (
        f" → **{safe(decision.replacement)}**"
        if decision.replacement != change.words
        and (decision.replacement and decision.handling != "keep")
        else ""
    )
    times = f" ({change.places}×)" if change.places > 1 else ""
    st.markdown(f":{COLOURS[flag.category]}-background[{safe(change.words)}]{became}{safe(times)}")
    whose = [say(f"owner.{flag.owner}", tongue)]
    what = f"{say(f'category.{flag.category}', tongue)}, {', '.join(whose)}"
    st.caption(f"{safe(what)}. {safe(say_reason(decision.reason, tongue))}")


def _blocked(kit: Kit, tongue: Tongue, item: ItemRelease) -> None:
    words = worded(shortened(kit.passage(item.item_id), LONGEST), tongue)
    reasons = dict.fromkeys(
        say_reason(decision.reason, tongue)
        for decision in item.decisions
        if decision.handling in ("block", "ask", "mask")
    )
    with st.container(border=True, gap="xsmall"):
        st.markdown(f":material/block: **{say('send.item_blocked', tongue)}**  \n{safe(words)}")
        st.caption("  \n".join(safe(reason) for reason in [*reasons][:3]))
        st.caption(say("send.item_blocked_help", tongue))
        if st.button(say("send.to_review", tongue), key=f"blocked_{item.item_id}", type="tertiary"):
            routes.go("review", note=item.note_id, item=item.item_id)

"""Who reads here, said where it matters: before notes are handed over, and beside what was read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

import routes
from iolkit.outcomes import Upload
from iolkit.phrases import Tongue, say, say_reason
from iolkit.records import Analysis, Provenance
from plain_errors import explained
from safe_text import safe
from sent_log import cost_line

if TYPE_CHECKING:
    from iolkit.kit import Kit

ESTIMATED = "cost_estimated"


def say_where(kit: Kit, tongue: Tongue, stays: str) -> None:
    """Where text goes when a note is read: the phrase `stays` while the embedded engine reads."""
    if kit.engine_choice() == "embedded":
        st.caption(f":material/lock: {say(stays, tongue)}")
        return
    state = kit.model_state()
    key = "language_model.goes_local" if state.local else "language_model.goes_cloud"
    with st.container(horizontal=True, vertical_alignment="center"):
        name = state.name or say("language_model.replayed", tongue)
        st.caption(f":material/outgoing_mail: {safe(say(key, tongue, model=name))}")
        if st.button(say("language_model.change", tongue), key="to_model", type="tertiary"):
            routes.go("model")


def offer_cost(
    kit: Kit,
    tongue: Tongue,
    uploads: Callable[[], list[Upload]],
    sizes: tuple[tuple[str, int], ...],
) -> None:
    """What these files will cost, worked out when it is asked for; nothing is sent for it.

    `sizes` are their names and bytes: an estimate belongs to them.
    """
    if kit.engine_choice() == "embedded" or not sizes:
        return
    if st.button(
        say("language_model.estimate", tongue),
        key="estimate",
        type="tertiary",
        icon=":material/payments:",
    ):
        with explained(tongue), st.spinner(say("language_model.estimating", tongue)):
            st.session_state[ESTIMATED] = (sizes, kit.cost_of(uploads()))
    kept = st.session_state.get(ESTIMATED)
    if kept and kept[0] == sizes:
        estimate = kept[1]
        st.caption(safe(cost_line(estimate.spent, estimate.price, tongue)))


def made_by(analysis: Analysis, tongue: Tongue) -> None:
    """Who read a note where that was not iolkit alone, and what should be known of how it went."""
    if analysis.made_by.engine == "embedded" and not analysis.remarks:
        return
    who = provenance_words(analysis.made_by, tongue)
    if not analysis.remarks:
        st.caption(safe(say("language_model.read_by", tongue, who=who)))
        return
    told = [one for one in analysis.remarks if one.subject != "rating"]
    differing = len(analysis.remarks) - len(told)
    with st.expander(safe(say("language_model.read_by", tongue, who=who)), icon=":material/info:"):
        lines = [safe(say_reason(one.reason, tongue)) for one in told]
        if differing:
            lines.append(safe(say("language_model.ratings_differ", tongue, n=differing)))
        st.markdown("\n".join(f"- {line}" for line in dict.fromkeys(lines)))


def disagreements(analysis: Analysis, item_id: str, tongue: Tongue) -> None:
    """On which levels of an item the language model and iolkit disagree: a person decides."""
    for one in analysis.remarks:
        if one.subject == "rating" and one.subject_id.startswith(f"{item_id}:"):
            dimension = one.subject_id.rpartition(":")[2]
            what = safe(say(f"items.dim_{dimension}", tongue))
            told = safe(say_reason(one.reason, tongue))
            st.markdown(f":material/balance: **{what}**: {told}")


def provenance_words(who: Provenance, tongue: Tongue) -> str:
    """An engine or a person in words. Not escaped."""
    if who.engine == "llm":
        return say("language_model.by_llm", tongue, model=who.model)
    key = "by_human" if who.engine == "human" else "by_embedded"
    return say(f"language_model.{key}", tongue)

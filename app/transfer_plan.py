"""Will it work here? One learning against our own world: three gauges, a verdict with what would
change it, the answers it rests on, and the plan that follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

import fit_answers
import fit_gauges
import fit_verdict
import nothing_yet
import org_profile
import plan_days
import plan_entries
import plan_history
import routes
from decisions import Desk
from iolkit.outcomes import Fit, ItemPoint, Question
from iolkit.phrases import Tongue, say
from safe_text import plain, safe, shortened
from stand_ins import worded

if TYPE_CHECKING:
    from iolkit.kit import Kit

CHOSEN, PARAMETER, PART = "plan_item", "item", "plan_part"
PARTS = ("distances", "readiness", "plan", "history")
HEADLINE = 90


def page(kit: Kit, tongue: Tongue) -> None:
    """Choose a learning, see whether it fits, say what is known, plan."""
    points = kit.points()
    if not points:
        nothing_yet.show(tongue, ("here.empty", "here.empty_title"), "plan")
        return
    st.markdown(safe(say("here.what", tongue)))
    point = _choose(tongue, points)
    _work(Desk(kit, tongue, point.note_id), point)


def _choose(tongue: Tongue, points: Sequence[ItemPoint]) -> ItemPoint:
    """The learning that the address asks for, else the one that travels best."""
    by_id = {point.item_id: point for point in points}
    asked = st.query_params.get(PARAMETER)
    if st.session_state.get(CHOSEN) not in by_id or (
        asked in by_id and st.session_state.get(PARAMETER) != asked
    ):
        best = max(points, key=lambda each: -1 if each.score is None else each.score)
        st.session_state[CHOSEN] = asked if asked in by_id else best.item_id
    st.session_state[PARAMETER] = asked
    chosen = st.selectbox(
        say("here.item", tongue),
        list(by_id),
        format_func=lambda item_id: shortened(
            worded(plain(by_id[item_id].headline), tongue), HEADLINE
        ),
        key=CHOSEN,
        persist_state="session",
        on_change=_keep_in_address,
    )
    return by_id[chosen]


def _keep_in_address() -> None:
    st.session_state[PARAMETER] = st.session_state[CHOSEN]
    st.query_params[PARAMETER] = st.session_state[CHOSEN]


def _work(desk: Desk, point: ItemPoint) -> None:
    kit, tongue, item_id = desk.kit, desk.tongue, point.item_id
    desk.show_problem()
    questions = kit.questions(tongue)
    fit = kit.fit(item_id, tongue)
    with st.expander(say("here.text", tongue), type="compact"):
        st.markdown(worded(safe(kit.passage(item_id)), tongue))
        if st.button(say("map.to_note", tongue), key="plan_to_note", icon=":material/rate_review:"):
            routes.go("review", note=point.note_id, side="items")
    fit_gauges.draw(tongue, fit.gauges)
    fit_verdict.draw(tongue, fit, questions)
    part = st.segmented_control(
        say("here.part", tongue),
        PARTS,
        default=PARTS[0],
        required=True,
        format_func=lambda code: say(f"here.part_{code}", tongue),
        label_visibility="collapsed",
        wrap=True,
        key=PART,
        persist_state="session",
    )
    _part(desk, fit, questions, part or PARTS[0])


def _part(desk: Desk, fit: Fit, questions: Sequence[Question], part: str) -> None:
    if part == "distances":
        _profiles(desk, fit.item_id)
        fit_answers.distances(desk, fit, questions)
    elif part == "readiness":
        fit_answers.readiness(desk, fit, questions)
    elif part == "plan":
        plan = desk.kit.plan(fit.item_id, desk.tongue)
        plan_days.draw(desk, plan)
        plan_entries.draw(desk, plan)
    else:
        plan_history.draw(desk, fit.item_id, questions)


def _profiles(desk: Desk, item_id: str) -> None:
    """Where both organisations are known, most distances follow by themselves."""
    kit, tongue = desk.kit, desk.tongue
    source = kit.source_of(item_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        ours = say("here.ours_known", tongue, n=org_profile.known_facts(kit))
        st.caption(safe(ours), width="content")
        if st.button(say("here.to_ours", tongue), key="plan_to_ours", type="tertiary"):
            routes.go("organisation")
    if source:
        box = st.expander(say("here.theirs", tongue), key="plan_theirs", on_change="rerun")
        if box.open:
            with box:
                st.caption(safe(say("here.theirs_help", tongue)))
                org_profile.draw(kit, tongue, source)

"""The plan's four days, and how it goes on: into the calendar, into a handover."""

from __future__ import annotations

from functools import partial

import streamlit as st

import basket
import routes
from decisions import Desk
from iolkit.outcomes import Plan, PlanDate
from iolkit.phrases import Tongue, day, say
from safe_text import safe

FILE = "iolkit-plan.ics"
MIME = "text/calendar"
FORMATS: dict[Tongue, str] = {"de": "DD.MM.YYYY", "en": "DD/MM/YYYY"}


def draw(desk: Desk, plan: Plan) -> None:
    """Four fields, then the two ways on."""
    st.markdown(f"**{safe(say('here.days', desk.tongue))}**")
    with st.grid(4, min_column_width=150):
        for each in plan.days:
            _day(desk, plan, each)
    started = (
        say("here.started", desk.tongue, day=day(plan.started, desk.tongue))
        if plan.started
        else say("here.not_started", desk.tongue)
    )
    st.caption(safe(started))
    with st.container(horizontal=True):
        st.download_button(
            say("here.calendar", desk.tongue),
            partial(desk.kit.plan_calendar, [plan.item_id], desk.tongue),
            FILE,
            MIME,
            key="plan_calendar",
            icon=":material/event:",
            help=say("here.calendar_help", desk.tongue),
        )
        if st.button(
            say("here.to_handover", desk.tongue),
            key="plan_to_handover",
            icon=":material/ios_share:",
        ):
            held = dict.fromkeys((*basket.items(), plan.item_id))
            routes.go("handover", **{basket.PARAMETER: ",".join(held)})


def _day(desk: Desk, plan: Plan, each: PlanDate) -> None:
    key = f"plan_day_{plan.item_id}_{each.name}_{each.on}_{each.origin}"
    st.date_input(
        say(f"plan.{each.name}", desk.tongue),
        each.on,
        format=FORMATS[desk.tongue],
        key=key,
        on_change=lambda: desk.do(
            lambda: desk.kit.set_plan_day(plan.item_id, each.name, st.session_state[key])
        ),
    )

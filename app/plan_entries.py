"""The plan, entry by entry: what is suggested, what the note says, what people wrote; one entry is
changed at a time."""

from __future__ import annotations

import streamlit as st

from decisions import Desk
from iolkit.outcomes import Plan, PlanField, PlanLine
from iolkit.phrases import say
from safe_text import begun, safe, safe_lines
from stand_ins import worded

EDITED = "plan_edited"
MOST = 3
LONGEST = 2000
ICONS = {
    "blank": ":material/edit_note:",
    "suggested": ":material/lightbulb:",
    "note": ":material/format_quote:",
    "person": ":material/person:",
}


def draw(desk: Desk, plan: Plan) -> None:
    """Kind of transfer, the ways of bringing it over, then every other entry."""
    if plan.dixon is not None:
        st.markdown(safe(begun(say(f"dixon.{plan.dixon}", desk.tongue))))
    _interventions(desk, plan)
    for line in plan.lines:
        if line.field != "interventions":
            _entry(desk, plan, line)


def _interventions(desk: Desk, plan: Plan) -> None:
    """At most three, each with what it means and how it begins."""
    tongue = desk.tongue
    every = {each.key: each for each in desk.kit.interventions(tongue)}
    chosen = [each.key for each in plan.interventions]
    key = f"plan_ways_{plan.item_id}_{'_'.join(chosen)}"
    st.multiselect(
        say("plan.interventions", tongue),
        list(every),
        default=chosen,
        format_func=lambda code: begun(every[code].name),
        max_selections=MOST,
        placeholder=say("here.ways_placeholder", tongue),
        help=say("here.ways_help", tongue, n=MOST),
        key=key,
        on_change=lambda: desk.do(
            lambda: desk.kit.set_plan(
                plan.item_id, "interventions", ",".join(st.session_state[key])
            )
        ),
    )
    for each in plan.interventions:
        with st.container(border=True):
            about = [say(f"seci.{each.seci}", tongue)]
            if each.dimensions:
                hard = ", ".join(say(f"items.dim_{d}", tongue) for d in each.dimensions)
                about.append(say("here.answers", tongue, what=hard))
            head = f"**{safe(begun(each.name))}** :small[{safe(' · '.join(about))}]"
            st.markdown(f"{head}  \n{safe(each.what)}")
            st.caption(safe(say("here.begins", tongue, step=each.first_step)))


def _entry(desk: Desk, plan: Plan, line: PlanLine) -> None:
    tongue = desk.tongue
    name = say(f"plan.{line.field}", tongue)
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        with st.container(width="stretch", gap="xsmall"):
            origin = f":small[{ICONS[line.origin]} {safe(say(f'here.{line.origin}', tongue))}]"
            st.markdown(f"**{safe(name)}** {origin}  \n{worded(safe_lines(line.text), tongue)}")
        edited = st.session_state.get(EDITED) == line.field
        st.button(
            say("here.done" if edited else "here.change", tongue),
            key=f"plan_edit_{line.field}",
            type="tertiary",
            icon=":material/edit:",
            on_click=_turn,
            args=(None if edited else line.field,),
        )
    if edited:
        _editor(desk, plan, line)


def _editor(desk: Desk, plan: Plan, line: PlanLine) -> None:
    tongue = desk.tongue
    key = f"plan_words_{plan.item_id}_{line.field}_{line.origin}"
    st.text_area(
        say(f"plan.{line.field}", tongue),
        starting_words(line),
        key=key,
        max_chars=LONGEST,
        label_visibility="collapsed",
    )
    st.caption(safe(say("here.words_help", tongue)))
    with st.container(horizontal=True):
        st.button(
            say("here.keep", tongue),
            key=f"plan_keep_{line.field}",
            icon=":material/check:",
            on_click=_keep,
            args=(desk, plan.item_id, line.field, key),
        )
        if line.origin == "person":
            st.button(
                say("here.back", tongue),
                key=f"plan_back_{line.field}",
                type="tertiary",
                icon=":material/undo:",
                on_click=_back,
                args=(desk, plan.item_id, line.field),
            )


def starting_words(line: PlanLine) -> str:
    """What the field begins with: one's own words, else a text in which nothing is hidden."""
    if line.origin == "person":
        return line.own
    return "" if "[" in line.text else line.text


def _turn(field: PlanField | None) -> None:
    st.session_state[EDITED] = field


def _keep(desk: Desk, item_id: str, field: PlanField, key: str) -> None:
    words = str(st.session_state[key]).strip()
    if desk.attempt(lambda: desk.kit.set_plan(item_id, field, words)):
        _turn(None)


def _back(desk: Desk, item_id: str, field: PlanField) -> None:
    if desk.attempt(lambda: desk.kit.set_plan(item_id, field, "")):
        _turn(None)

"""What people said of an item's levels, its fit and its plan, and what each word changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from decisions import Desk
from fit_verdict import words_of
from iolkit.outcomes import ADVICE, Change, EarlierRating, PlanStep, Question
from iolkit.phrases import Tongue, moment, say
from iolkit.records import DIMENSIONS
from safe_text import begun, plain, safe, shortened
from stand_ins import worded

WORDS = 90
SHOWN = 20


def draw(desk: Desk, item_id: str, questions: Sequence[Question]) -> None:
    """The newest first; then what was rated with an earlier rubric."""
    steps = desk.kit.plan_history(item_id, desk.tongue)
    if not steps:
        st.caption(safe(say("here.history_none", desk.tongue)))
    for step in reversed(steps[-SHOWN:]):
        st.markdown(_line(step, questions, desk.tongue))
    earlier = desk.kit.rated_before(item_id)
    if earlier:
        st.markdown(f"**{safe(say('here.rated_before', desk.tongue))}**")
        st.markdown("\n".join(f"- {_earlier(each, desk.tongue)}" for each in earlier))


def _line(step: PlanStep, questions: Sequence[Question], tongue: Tongue) -> str:
    at = moment(datetime.fromisoformat(step.at), tongue) if step.at else ""
    what, value = safe(begun(_what(step, tongue))), _value(step, questions, tongue)
    lines = [f":gray[{safe(at)}] **{what}**: {value}"]
    if step.reason:
        reason = say("here.because", tongue, reason=shortened(step.reason, WORDS))
        lines.append(worded(safe(reason), tongue))
    if step.changes:
        lines += [f":small[· {_change(change, tongue)}]" for change in step.changes]
    else:
        lines.append(f":small[{safe(say('here.no_change', tongue))}]")
    return "  \n".join(lines)


def _what(step: PlanStep, tongue: Tongue) -> str:
    if step.subject == "rating":
        return say(f"items.dim_{step.name}", tongue)
    if step.subject == "plan":
        return say(f"plan.{step.name}", tongue)
    subject, _, name = step.name.partition(".")
    if subject == "precondition":
        return say("here.precondition", tongue)
    return say(f"{subject}.{name}", tongue)


def _value(step: PlanStep, questions: Sequence[Question], tongue: Tongue) -> str:
    """What was said, in words. Escaped."""
    if step.value in ("", "null"):
        return safe(say("here.taken_back", tongue))
    if step.subject == "rating":
        return safe(say("here.level", tongue, level=int(step.value)))
    if step.subject == "plan":
        return worded(safe(shortened(step.value, WORDS)), tongue)
    subject = step.name.partition(".")[0]
    if subject == "precondition":
        return safe(say("here.met" if step.value == "yes" else "here.unmet", tongue))
    return safe(words_of(questions, tongue)[(subject, step.value)])


def _change(change: Change, tongue: Tongue) -> str:
    name = say(f"plan.{change.what}", tongue)
    before, after = (_told(change, said, tongue) for said in (change.before, change.after))
    return f"{safe(name)}: {before} → {after}"


def _told(change: Change, said: str, tongue: Tongue) -> str:
    """An entry as it was. Escaped."""
    if not said:
        return safe(say("here.nothing", tongue))
    if change.what == "advice" and said in ADVICE:
        return safe(say(f"advice.{said}", tongue))
    if change.what == "dixon":
        return safe(say(f"dixon.{said}", tongue))
    return worded(safe(shortened(plain(said), WORDS)), tongue)


def _earlier(each: EarlierRating, tongue: Tongue) -> str:
    levels = {rating.dimension: rating.level for rating in each.ratings}
    told = ", ".join(
        f"{say(f'items.dim_{d}', tongue)} {levels.get(d) or '?'}" for d in DIMENSIONS if d in levels
    )
    until = moment(datetime.fromisoformat(each.until), tongue) if each.until else ""
    return safe(say("here.earlier", tongue, version=each.version, until=until, levels=told))

"""The pages of a handover that bring a learning home: fit here, verdict and plan, measure and days.

Ours alone: who reads it outside gets the questions of a plan, and nothing of our answers. A
person's words and the note's come through the release door like every other sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iolkit import language as tongues
from iolkit import phrases, redaction
from iolkit.handover import added, terms
from iolkit.handover.desk import BULLET, Desk
from iolkit.outcomes import (
    PLAN_DAYS,
    Cleared,
    Distance,
    Fit,
    Gauge,
    Plan,
    PlanDay,
    PlanField,
    PlanLine,
    PlanWords,
    Reviewed,
    Verdict,
)
from iolkit.phrases import Tongue
from iolkit.records import Assessment, Span
from iolkit.rubric import FitRubric

WHO: tuple[PlanField, ...] = ("what", "owner", "source_contact", "sponsor", "multipliers")
REVIEWS: tuple[PlanDay, ...] = PLAN_DAYS[1:]
NO_PROFILES = "verdict_no_profiles"
BLANKS = ("owner", "date", "sponsor", "measure", "checkpoints", "give_back")


def blank(assessment: Assessment | None, steps: Sequence[Cleared], desk: Desk) -> list[Cleared]:
    """Recommendation by band, what people said about the next step, and what is left to fill in."""
    advice = (assessment.band if assessment else None) or "none"
    rows = [("recommendation", f"advice_{advice}"), ("fit", "fit_entry")]
    rows += [(name, "blank") for name in BLANKS]
    head = desk.row(desk.say("column_what"), desk.say("column_entry"))
    agreed = [desk.row(desk.say("next_step"), added.marked(step, desk).text) for step in steps]
    written = [desk.row(desk.say(name), desk.say(entry)) for name, entry in rows]
    return [head, written[0], *agreed, *written[1:]]


def fit_here(fit: Fit, plan: Plan, reviewed: Reviewed, desk: Desk) -> list[Cleared]:
    """Three gauges side by side, the distances that are known, and what we adapt."""
    head = desk.row(desk.say("column_gauge"), desk.say("column_points"), desk.say("column_range"))
    lines = [head, *(_gauge(each, desk) for each in fit.gauges)]
    known = [each for each in fit.distances if each.origin != "unknown"]
    if known:
        lines.append(desk.own(desk.say("distances")))
        lines.append(desk.row(desk.say("column_distance"), desk.say("column_far")))
        lines += [_distance(each, desk) for each in known]
    else:
        lines.append(desk.own(phrases.say(f"why.{NO_PROFILES}", desk.language)))
    lines += _list("adaptations", plan, reviewed, desk)
    return lines + _list("prerequisites", plan, reviewed, desk)


def verdict_and_plan(fit: Fit, plan: Plan, reviewed: Reviewed, desk: Desk) -> list[Cleared]:
    """The verdict with its reasons, the ways of transfer, who does what, and the first step."""
    advice = plan.advice or "none"
    lines = [desk.own(desk.say("verdict", advice=f"@advice.{advice}"))]
    if fit.verdict:
        lines += [desk.own(line) for line in _why(fit.verdict, desk.language)]
    lines.append(desk.row(desk.say("column_what"), desk.say("column_entry")))
    lines += [_row(name, plan, reviewed, desk) for name in ("principle", "goal", *WHO)]
    if plan.dixon:
        kind = phrases.say("plan.dixon", desk.language)
        lines.append(desk.row(kind, phrases.say(f"dixon.{plan.dixon}", desk.language)))
    lines += [
        desk.row(
            phrases.say("plan.interventions", desk.language),
            f"{each.name}: {each.what} ({phrases.say(f'seci.{each.seci}', desk.language)})",
        )
        for each in plan.interventions
    ]
    lines.append(_row("first_step", plan, reviewed, desk))
    return [*lines, _day("first_step_on", plan, desk)]


def _why(verdict: Verdict, language: Tongue) -> Iterator[str]:
    """How certain the verdict is, and why it is this one; that no profile is known is told where
    the distances are."""
    if not verdict.sure:
        ends = {"best": f"@advice.{verdict.best}", "worst": f"@advice.{verdict.worst}"}
        yield phrases.say("fit.advice_range", language, **ends)
    for reason in verdict.reasons:
        if reason.key != NO_PROFILES:
            yield BULLET + phrases.say_reason(reason, language)


def checks(plan: Plan, reviewed: Reviewed, desk: Desk) -> list[Cleared]:
    """Scope, stop rule, measure, the days on which it is looked at again, and what we give back."""
    head = desk.row(desk.say("column_what"), desk.say("column_entry"))
    names: tuple[PlanField, ...] = ("pilot_scope", "stop_rule", "measure")
    return [
        head,
        *(_row(name, plan, reviewed, desk) for name in names),
        *(_day(name, plan, desk) for name in REVIEWS),
        _row("give_back", plan, reviewed, desk),
    ]


def cleared(line: PlanLine, reviewed: Reviewed, desk: Desk) -> Cleared:
    """An entry of a plan as the audience may have it."""
    if line.origin == "person":
        words = PlanWords(line.own, line.flags)
        made = terms.of_answer(reviewed, words, desk.audience, desk.terms, desk.policy)
        tongue = tongues.tongue(line.own)
        return redaction.release(line.own, made, desk.audience, tongue, None, desk.secrets).cleared
    if line.span is not None:
        return _released(line.span, reviewed, desk)
    return desk.own("\n".join(_with_quotes(line, reviewed, desk)))


def _with_quotes(line: PlanLine, reviewed: Reviewed, desk: Desk) -> Iterator[str]:
    """The entries of a suggestion, its quotes as the audience may have them; an entry goes with its
    quote."""
    for entry in line.text.splitlines():
        for masked, span in line.quotes:
            if masked in entry:
                said = " ".join(_released(span, reviewed, desk).text.split()).rstrip(".")
                entry = entry.replace(masked, said) if said else ""
        if entry:
            yield entry


def _released(span: Span, reviewed: Reviewed, desk: Desk) -> Cleared:
    text = reviewed.analysis.note.text
    made = terms.decisions(reviewed, desk.audience, desk.terms, desk.policy)
    tongue = tongues.tongue(span.of(text))
    return redaction.release(text, made, desk.audience, tongue, span, desk.secrets).cleared


def _row(name: PlanField, plan: Plan, reviewed: Reviewed, desk: Desk) -> Cleared:
    said = cleared(plan.line(name), reviewed, desk).text
    return desk.row(phrases.say(f"plan.{name}", desk.language), said or desk.say("blank"))


def _day(name: PlanDay, plan: Plan, desk: Desk) -> Cleared:
    day = phrases.day(plan.day(name), desk.language)
    return desk.row(phrases.say(f"plan.{name}", desk.language), day)


def _list(name: PlanField, plan: Plan, reviewed: Reviewed, desk: Desk) -> list[Cleared]:
    said = cleared(plan.line(name), reviewed, desk).text.splitlines()
    entries = [desk.own(BULLET + line.strip()) for line in said if line.strip()]
    heading = desk.own(f"{phrases.say(f'plan.{name}', desk.language)}:")
    return [heading, *entries] if entries else []


def _gauge(gauge: Gauge, desk: Desk) -> Cleared:
    value = desk.say("unknown_level") if gauge.value is None else f"{gauge.value}"
    between = desk.say("from_to", low=gauge.low, high=gauge.high)
    surely = gauge.low == gauge.high
    name = phrases.say(f"gauge.{gauge.name}", desk.language)
    return desk.row(name, value, "–" if surely else between)


def _distance(each: Distance, desk: Desk) -> Cleared:
    far = getattr(FitRubric.shipped().far, desk.language)
    words = (far[each.low], far[each.high])
    said = words[0] if each.known is not None else " – ".join(words)
    return desk.row(phrases.say(f"distance.{each.name}", desk.language), said)

"""A plan for one learning: what the rubric suggests, with a person's words in its place where there
are any. Pure: `today` is given, and so are the words, masked by whoever may see them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from iolkit import phrases
from iolkit.outcomes import (
    PLAN_DAYS,
    PLAN_FIELDS,
    Advice,
    Change,
    Fit,
    Intervention,
    Plan,
    PlanDate,
    PlanDay,
    PlanField,
    PlanLine,
    Precondition,
)
from iolkit.phrases import Tongue
from iolkit.records import DIMENSIONS, Assessment, Dimension, Kind, Span
from iolkit.rubric.choosing import choose, dixon, known_levels
from iolkit.rubric.data import Rubric
from iolkit.rubric.fit_data import FitRubric
from iolkit.rubric.intervention_data import InterventionBook

REVIEWS: Mapping[PlanDay, int] = {"review_30": 30, "review_60": 60, "review_90": 90}
"""Days after the start on which a plan is looked at again."""
SATURDAY = 5
MOST_ROLES = 2
ROLE_FROM = 3
"""From this level of a property on, its role is suggested as a multiplier."""


@dataclass(frozen=True, slots=True)
class Learning:
    """The item a plan is for. `principle` is the masked text of `span`; `ours`: it comes from our
    own organisation."""

    assessment: Assessment
    kind: Kind
    principle: str
    span: Span
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """A person's words on a plan: fields, days, chosen interventions, and the day it started."""

    lines: Mapping[PlanField, PlanLine] = field(default_factory=dict)
    days: Mapping[PlanDay, date] = field(default_factory=dict)
    interventions: tuple[str, ...] | None = None
    started: date | None = None


@dataclass(frozen=True, slots=True)
class Books:
    """The three files of the rubric."""

    knowledge: Rubric
    fit: FitRubric
    interventions: InterventionBook

    @classmethod
    def shipped(cls) -> Books:
        """Those of this installation. Raises HouseError when one is unusable."""
        return cls(Rubric.shipped(), FitRubric.shipped(), InterventionBook.shipped())


def plan(
    learning: Learning,
    fit: Fit,
    own: Own,
    today: date,
    language: Tongue,
    books: Books | None = None,
) -> Plan:
    """The plan of one learning. A person's word wins over what is computed, field by field."""
    books = books or Books.shipped()
    book = books.interventions
    stated = fit.verdict.advice if fit.verdict else None
    unclear = learning.assessment.clarity < books.fit.clear
    chosen = choose(learning.assessment, stated, book, books.knowledge, unclear=unclear)
    if own.interventions is not None:
        chosen = tuple(key for key in own.interventions if key in book.interventions)[: book.most]
    wanted = tuple(intervention(key, language, book) for key in chosen)
    suggested = dict(_suggested(learning, fit, wanted, language, books))
    return Plan(
        item_id=learning.assessment.item_id,
        language=language,
        advice=stated,
        dixon=dixon(learning.assessment, learning.kind, book, ours=learning.ours),
        interventions=wanted,
        lines=tuple(
            _line(name, own, learning, suggested, fit.preconditions) for name in PLAN_FIELDS
        ),
        days=_days(chosen, own, own.started or today, book),
        started=own.started,
        version=book.version,
    )


def intervention(key: str, language: Tongue, book: InterventionBook) -> Intervention:
    """One intervention in the words of a language."""
    rule = book.interventions[key]
    dimensions: tuple[Dimension, ...] = tuple(d for d in DIMENSIONS if d == rule.answers)
    name, what, first = (getattr(e, language) for e in (rule.name, rule.what, rule.first_step))
    return Intervention(key, name, what, first, dimensions, rule.seci, rule.human)


def changes(before: Plan, after: Plan) -> tuple[Change, ...]:
    """What is different between two plans of one item: verdict, kind, fields, days."""
    pairs: list[tuple[str, str, str]] = [
        ("advice", before.advice or "", after.advice or ""),
        ("dixon", before.dixon or "", after.dixon or ""),
    ]
    pairs += [(name, before.line(name).text, after.line(name).text) for name in PLAN_FIELDS]
    pairs += [
        (name, before.day(name).isoformat(), after.day(name).isoformat()) for name in PLAN_DAYS
    ]
    return tuple(Change(what, old, new) for what, old, new in pairs if old != new)


def _line(
    name: PlanField,
    own: Own,
    learning: Learning,
    suggested: Mapping[PlanField, str],
    preconditions: Sequence[Precondition],
) -> PlanLine:
    if name in own.lines:
        return own.lines[name]
    if name == "principle":
        return PlanLine(name, learning.principle, "note", learning.span)
    words = suggested.get(name, "")
    origin: Literal["person", "suggested", "blank"] = "suggested" if words else "blank"
    if name == "interventions" and own.interventions is not None:
        origin = "person"
    quoted = ((_bare(p.words), p.span) for p in preconditions if p.span is not None)
    quotes = tuple((said, span) for said, span in quoted if said in words)
    return PlanLine(name, words, origin, quotes=quotes)


def _suggested(
    learning: Learning,
    fit: Fit,
    wanted: tuple[Intervention, ...],
    language: Tongue,
    books: Books,
) -> Iterator[tuple[PlanField, str]]:
    stated: Advice | Literal["none"] = fit.verdict.advice if fit.verdict else "none"
    book = books.interventions
    for name in ("what", "pilot_scope", "stop_rule", "measure"):
        yield name, getattr(getattr(book, name)[stated], language)
    yield "interventions", "\n".join(f"{each.name}: {each.what}" for each in wanted)
    yield "first_step", wanted[0].first_step if wanted else ""
    yield "multipliers", ", ".join(_roles(learning.assessment, language, book))
    yield "adaptations", "\n".join(_adaptations(fit, language, books.fit))
    yield "prerequisites", "\n".join(_prerequisites(fit, language, books.fit))


def _roles(assessment: Assessment, language: Tongue, book: InterventionBook) -> list[str]:
    """Roles for the hardest properties, the hardest first."""
    levels = known_levels(assessment)
    hard = sorted((d for d in levels if levels[d] >= ROLE_FROM), key=lambda d: -levels[d])
    roles = [book.multipliers[d] for d in hard[:MOST_ROLES]] or [book.multipliers["easy"]]
    return [getattr(each, language) for each in roles]


def _adaptations(fit: Fit, language: Tongue, rubric: FitRubric) -> Iterator[str]:
    """Every distance that is surely too large, then what is missing for the knowledge to work."""
    for each in fit.distances:
        if each.low > rubric.adapt_above:
            yield getattr(rubric.distances[each.name].adapt, language)
    for missing in fit.preconditions:
        if missing.met is False:
            yield phrases.say("plan.replace", language, words=_bare(missing.words))


def _prerequisites(fit: Fit, language: Tongue, rubric: FitRubric) -> Iterator[str]:
    """What has to be checked or made so first: preconditions nobody answered, gaps of readiness."""
    for each in fit.preconditions:
        if each.met is None:
            yield phrases.say("plan.check", language, words=_bare(each.words))
    for name, said in fit.readiness.answers.items():
        if said in ("no", "partly"):
            yield getattr(rubric.readiness[name].gap, language)


def _bare(words: str) -> str:
    return " ".join(words.split()).rstrip(".")


def _days(
    chosen: tuple[str, ...], own: Own, start: date, book: InterventionBook
) -> tuple[PlanDate, ...]:
    first = book.interventions[chosen[0]].days if chosen else REVIEWS["review_30"]
    due = {"first_step_on": first, **REVIEWS}
    return tuple(
        PlanDate(name, own.days[name], "person")
        if name in own.days
        else PlanDate(name, workday(start + timedelta(days=due[name])), "suggested")
        for name in PLAN_DAYS
    )


def workday(day: date) -> date:
    """The day itself, or the Friday before when it is a Saturday or Sunday."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))

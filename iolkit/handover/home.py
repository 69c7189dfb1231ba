"""Bringing one learning home: from a reviewed note and two profiles to its fit and its plan.

Everything a reader sees is masked here; what leaves the house is made of it by plan_page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, cast

from iolkit import language as tongues
from iolkit import redaction, rubric
from iolkit.errors import NotFound
from iolkit.handover import slots
from iolkit.outcomes import (
    PLAN_DAYS,
    PLAN_FIELDS,
    Change,
    Fit,
    Gauge,
    OrgProfile,
    Plan,
    PlanField,
    PlanLine,
    PlanStep,
    PlanWords,
    Precondition,
    Reviewed,
)
from iolkit.phrases import Tongue
from iolkit.policy import plain_name
from iolkit.records import (
    Assessment,
    Flag,
    Item,
    Masked,
    Ratings,
    Review,
    Session,
    Span,
    mark_id,
)

MOST_NOTED = 3
"""Preconditions taken from one item, the first ones."""
SHORTEST_PRINCIPLE, LONGEST_PRINCIPLE = 40, 240
"""Code points of what can stand as a principle."""
STARTED = "started"
Flagger = Callable[[str], Sequence[Flag]]
"""What is sensitive in some words."""


@dataclass(frozen=True, slots=True)
class Home:
    """What is known here: our profile, those of others by plain name, and what day it is."""

    own: OrgProfile
    others: Mapping[str, OrgProfile]
    own_org: str
    own_industry: str
    today: date
    books: rubric.Books = field(default_factory=rubric.Books.shipped)


def source_of(session: Session) -> str:
    """Whose world a session tells of: its host, else its only partner; "" where none is known."""
    partners = [name for name in session.partners if name.strip()]
    return session.host.strip() or (partners[0].strip() if len(partners) == 1 else "")


def fit_of(reviewed: Reviewed, item_id: str, home: Home, language: Tongue) -> Fit:
    """Whether an item fits here. Raises NotFound("item_unknown")."""
    return rubric.fit(_case(reviewed, item_id, home, language), home.books.knowledge)


def outlook_of(reviewed: Reviewed, item_id: str, home: Home) -> Gauge:
    """The one figure that hides three. Raises NotFound("item_unknown")."""
    return rubric.outlook(_case(reviewed, item_id, home, "en"))


def pairs_of(reviewed: Reviewed, home: Home) -> Mapping[str, Gauge]:
    """How alike the source's world and ours are, for every standing item of a note."""
    cases = ((item.id, _case(reviewed, item.id, home, "en")) for item in reviewed.items)
    return {item_id: case.gauges[1] for item_id, case in cases}


def plan_of(reviewed: Reviewed, item_id: str, home: Home, language: Tongue) -> Plan:
    """How an item is brought home. Raises NotFound("item_unknown")."""
    return brought_home(reviewed, item_id, home, language)[1]


def brought_home(
    reviewed: Reviewed, item_id: str, home: Home, language: Tongue
) -> tuple[Fit, Plan]:
    """Fit, without what would change it, and plan. Raises NotFound("item_unknown")."""
    item = _item(reviewed, item_id)
    session = reviewed.analysis.note.session
    span = _principle(reviewed, item)
    learning = rubric.Learning(
        _assessment(reviewed, item),
        item.kind,
        _shown(reviewed, [span])[0],
        span,
        ours=bool(home.own_org) and plain_name(source_of(session)) == plain_name(home.own_org),
    )
    case = _case(reviewed, item_id, home, language)
    fit = rubric.fit(case, home.books.knowledge, what_if=False)
    own = _own(reviewed, item)
    return fit, rubric.plan(learning, fit, own, home.today, language, home.books)


def steps_of(
    start: Reviewed,
    course: Iterable[tuple[Review, Reviewed]],
    item_id: str,
    home: Home,
    language: Tongue,
    flag: Flagger,
) -> tuple[PlanStep, ...]:
    """What people said of an item's ratings, fit and plan, in order, and what each word changed.

    `start` is the note before any of it, `course` each review with the note after it; `flag` finds
    what is sensitive in the reasons people gave.
    """
    found: list[PlanStep] = []
    before = _plan_or_none(start, item_id, home, language)
    for review, after in course:
        now = _plan_or_none(after, item_id, home, language)
        if review.subject in ("rating", "fit", "plan") and _is_of(review, item_id):
            changed = rubric.changes(before, now) if before and now else ()
            found.append(_step(review, after, item_id, changed, flag))
        before = now
    return tuple(found)


def _case(reviewed: Reviewed, item_id: str, home: Home, language: Tongue) -> rubric.Case:
    item = _item(reviewed, item_id)
    session = reviewed.analysis.note.session
    source = source_of(session)
    known = home.others.get(plain_name(source), OrgProfile(source))
    told = with_industry(known, session.industry, home.books.fit)
    return rubric.case_of(
        _assessment(reviewed, item),
        (with_industry(home.own, home.own_industry, home.books.fit), told),
        reviewed.fits.get(item.id, {}),
        _noted(reviewed, item),
        language,
        home.books.fit,
    )


def with_industry(profile: OrgProfile, industry: str, book: rubric.FitRubric) -> OrgProfile:
    """The profile with an industry told elsewhere, where it has none and the rubric knows it."""
    named = rubric.option_named(industry, "industry", book) if industry else ""
    if not named or "industry" in profile.facts:
        return profile
    return replace(profile, facts={**profile.facts, "industry": named})


def _item(reviewed: Reviewed, item_id: str) -> Item:
    found = next((each for each in reviewed.analysis.items if each.id == item_id), None)
    if found is None:
        raise NotFound("item_unknown", item=item_id)
    return found


def _assessment(reviewed: Reviewed, item: Item) -> Assessment:
    every = reviewed.analysis.assessments
    found = next((each for each in every if each.item_id == item.id), None)
    return found or rubric.assess(item.id, Ratings((), 0))


def _sentences(reviewed: Reviewed, item: Item) -> list[Span]:
    inside = tongues.sentences(item.span.of(reviewed.analysis.note.text))
    return [span.shift(item.span.start) for span in inside]


def _principle(reviewed: Reviewed, item: Item) -> Span:
    """The whole sentence of the headline, with the next one where it says little by itself; the
    headline alone where that is too long to be read as one thought."""
    after = [each for each in _sentences(reviewed, item) if each.end > item.headline.start]
    if not after:
        return item.headline
    sentence = after[0]
    if len(sentence) < SHORTEST_PRINCIPLE and len(after) > 1:
        sentence = Span(sentence.start, after[1].end)
    return sentence if len(sentence) <= LONGEST_PRINCIPLE else item.headline


def _noted(reviewed: Reviewed, item: Item) -> list[Precondition]:
    """Conditions that the note itself names."""
    note = reviewed.analysis.note
    spans = [s for s in _sentences(reviewed, item) if slots.is_precondition(s.of(note.text))]
    spans = spans[:MOST_NOTED]
    return [
        Precondition(mark_id(note.id, span, "precondition"), words, span=span)
        for span, words in zip(spans, _shown(reviewed, spans), strict=True)
    ]


def _shown(reviewed: Reviewed, spans: Sequence[Span]) -> list[Masked]:
    masked = redaction.mask_views(reviewed.analysis.note.text, reviewed.flags, spans)
    return list(redaction.taken_from(masked, (_line(each) for each in masked)))


def _line(text: str) -> str:
    return " ".join(text.split()).lstrip("-–*•>+# ")


def _own(reviewed: Reviewed, item: Item) -> rubric.Own:
    """A person's words: the plan's own, and what a debrief was told of the next step."""
    said = reviewed.plans.get(item.id, {})
    step = next((each for each in reviewed.added(item.id) if each.what == "step"), None)
    words: dict[str, PlanWords] = (
        {} if step is None else {"first_step": PlanWords(step.text, step.flags)}
    )
    words.update(said)
    lines: dict[PlanField, PlanLine] = {
        name: PlanLine(
            name,
            redaction.mask(words[name].text, words[name].flags).text,
            "person",
            own=words[name].text,
            flags=words[name].flags,
        )
        for name in PLAN_FIELDS
        if name in words and name != "interventions"
    }
    chosen = words.get("interventions")
    started = words.get(STARTED)
    return rubric.Own(
        lines=lines,
        days={name: date.fromisoformat(words[name].text) for name in PLAN_DAYS if name in words},
        interventions=keys_in(chosen.text) if chosen else None,
        started=date.fromisoformat(started.text) if started else None,
    )


def keys_in(text: str) -> tuple[str, ...]:
    """The keys of interventions that a person chose, apart by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _plan_or_none(reviewed: Reviewed, item_id: str, home: Home, language: Tongue) -> Plan | None:
    known = any(item.id == item_id for item in reviewed.analysis.items)
    return plan_of(reviewed, item_id, home, language) if known else None


def _is_of(review: Review, item_id: str) -> bool:
    return review.subject_id.partition(":")[0] == item_id


def _step(
    review: Review, after: Reviewed, item_id: str, changed: tuple[Change, ...], flag: Flagger
) -> PlanStep:
    subject, name, value = review.subject, review.field, review.value
    if subject == "rating":
        name = review.subject_id.partition(":")[2]
    words = after.plans.get(item_id, {}).get(name)
    if subject == "plan":
        value = redaction.mask(words.text, words.flags).text if words else ""
    reason = redaction.mask(review.reason, flag(review.reason)).text if review.reason else ""
    return PlanStep(
        cast(Literal["rating", "fit", "plan"], subject),
        name, value, review.by, review.at, reason, changed,
    )  # fmt: skip

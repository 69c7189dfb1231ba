"""A plan: every field in both languages, a person's word in its place, days that hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit import phrases
from iolkit.outcomes import PLAN_DAYS, PLAN_FIELDS, Plan, PlanLine
from iolkit.phrases import Tongue
from iolkit.records import DIMENSIONS, Span
from iolkit.rubric import Learning, Own, changes, fit, plan
from iolkit.rubric.plan import workday
from tests.rubric.samples import NOTED, PUBLISHED, PUBLISHED_FAR, Levels, assessed, case

TODAY = date(2026, 11, 23)
BLANK = ("goal", "owner", "source_contact", "sponsor", "give_back")


def planned(
    levels: Levels = PUBLISHED,
    own: Own | None = None,
    today: date = TODAY,
    language: Tongue = "de",
    answers: dict[str, str] | None = None,
    met: dict[str, str] | None = None,
) -> Plan:
    """A plan for these levels at the published distances."""
    asked = case(levels, PUBLISHED_FAR, answers or {"owner": "no", "goal": "yes"}, met)
    learning = Learning(assessed(levels), "practice", "Paten führen jeden Neuen.", Span(0, 25))
    return plan(learning, fit(asked), own or Own(), today, language)


@pytest.mark.parametrize("language", phrases.TONGUES)
def test_every_field_stands_once(language: Tongue) -> None:
    """In order, named in words; what only people know is left blank for them."""
    made = planned(language=language)
    assert tuple(line.field for line in made.lines) == PLAN_FIELDS
    assert tuple(day.name for day in made.days) == PLAN_DAYS
    assert {line.field for line in made.lines if line.origin == "blank"} == set(BLANK)
    for name in (*PLAN_FIELDS, *PLAN_DAYS):
        assert phrases.say(f"plan.{name}", language)
    assert made.line("principle").origin == "note"
    assert made.advice == "adapt"


def test_adaptations_and_prerequisites() -> None:
    """A line for each distance above 1 and for what is missing; what to check, what we lack."""
    made = planned(met={"noted": "no"})
    adapt = made.line("adaptations").text.splitlines()
    assert len(adapt) == sum(far > 1 for far in PUBLISHED_FAR.values()) + 1
    assert adapt[-1] == f"Ersatz finden für: {NOTED[0].words}"
    first = made.line("prerequisites").text.splitlines()
    assert first == [
        "Prüfen: Die Abläufe und Anreize ringsum dürfen geändert werden.",
        "Eine verantwortliche Person benennen und ihr Zeit dafür geben.",
    ]


def test_a_person_s_word_wins() -> None:
    """Over what is suggested, whatever is rated anew; fields nobody touched go on moving."""
    own = Own(
        lines={"measure": PlanLine("measure", "[PERSON_1] zählt.", "person", own="Ute zählt.")},
        days={"review_30": date(2027, 1, 4)},
        interventions=("sandbox", "no_longer_there", "story"),
    )
    for levels in (PUBLISHED, dict.fromkeys(DIMENSIONS, 1)):
        made = planned(levels, own)
        assert made.line("measure").own == "Ute zählt."
        assert made.day("review_30") == date(2027, 1, 4)
        assert [each.key for each in made.interventions] == ["sandbox", "story"]
        assert made.line("interventions").origin == "person"
    assert planned(dict.fromkeys(DIMENSIONS, 1), own).line("what") != made.line("pilot_scope")


def test_days_count_from_the_start() -> None:
    """From today as long as nobody started it; from then on they stand still."""
    moving, later = planned(), planned(today=TODAY + timedelta(days=10))
    assert moving.day("review_90") < later.day("review_90")
    own = Own(started=TODAY)
    assert planned(own=own, today=date(2027, 6, 1)).days == planned(own=own).days == moving.days


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_days_are_workdays_in_time(today: date) -> None:
    """The first step is due within 30 days, the looks back in order, none on a weekend."""
    made = planned(today=today)
    step, *reviews = (made.day(name) for name in PLAN_DAYS)
    assert today < step <= today + timedelta(days=30)
    assert today < reviews[0] < reviews[1] < reviews[2] <= today + timedelta(days=90)
    assert all(each.on.weekday() < 5 for each in made.days)
    assert workday(workday(step)) == step


def test_changes_name_what_differs() -> None:
    """An override of one level: verdict, ways and words that follow from it, nothing else."""
    before = planned()
    assert changes(before, planned()) == ()
    after = planned({**PUBLISHED, "systemic": 1})
    found = {each.what: (each.before, each.after) for each in changes(before, after)}
    assert found["interventions"][0] != found["interventions"][1]
    assert "owner" not in found and "principle" not in found
    moved = changes(before, planned(own=Own(days={"review_60": date(2027, 3, 1)})))
    assert [each.what for each in moved] == ["review_60"]


@pytest.mark.parametrize("language", phrases.TONGUES)
def test_no_verdict_still_makes_a_plan(language: Tongue) -> None:
    """Too little known: ask first, decide then."""
    made = planned({"complex": 5}, language=language)
    assert made.advice is None
    assert [each.key for each in made.interventions] == ["clarify"]
    assert all(made.line(name).text for name in ("what", "stop_rule", "measure", "first_step"))

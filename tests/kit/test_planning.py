"""Bringing a learning home, with the parts fitted: profiles, fit, plan, calendar, rating anew."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from iolkit import resources
from iolkit.errors import NotFound, WrongUse
from iolkit.kit import Kit, load_settings
from iolkit.outcomes import PLAN_FIELDS, OrgProfile, Upload
from iolkit.records import Review, Session
from iolkit.rubric import Rubric

TEXT = (
    "Besuch in Aalen, Frau Ilse Varghese führt durch den Service.\n\n"
    "- Leitfaden „Abschied in neun Fragen“: eine Seite im Intranet, jeder Teamleiter führt das "
    "Gespräch allein, Schulung braucht es keine. Das klappt nur, weil die Führung es vorlebt.\n"
    "- Das Spindelgeräusch kann man niemandem aufschreiben. Der Neue steht seit 18 Monaten neben "
    "dem Alten, man muss es hören und dabei sein.\n"
)
SESSION = Session(title="Besuch", host="Zwirnfels Textil AG", industry="Handel")


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """A Kit with one note, read without the search model's vectors where it is not prepared."""
    with Kit.open(load_settings(data_dir=tmp_path / "space", user="Ute")) as opened:
        added = list(opened.add_uploads([Upload("besuch.txt", TEXT.encode())], SESSION))
        assert [line.state for line in added] == ["added"]
        yield opened


pytestmark = pytest.mark.weights


def item(kit: Kit, words: str = "Leitfaden") -> str:
    """The id of the item that holds these words."""
    (card,) = kit.notes()
    note = kit.note(card.id)
    text = note.analysis.note.text
    return next(each.id for each in note.items if words in each.span.of(text))


def test_two_profiles_make_distances(kit: Kit) -> None:
    """Any spelling of a name is the same organisation; who told it is kept."""
    kit.save_profile(
        OrgProfile("", {"culture": "orders", "industry": "engineering"}, (" Ziel ", ""))
    )
    kit.save_profile(OrgProfile("ZWIRNFELS textil", {"culture": "team"}))
    assert kit.source_of(item(kit)) == "Zwirnfels Textil AG"
    assert kit.profile("Zwirnfels Textil AG").facts == {"culture": "team"}
    assert (kit.profile().goals, kit.profile().by) == (("Ziel",), "Ute")
    far = {each.name: each for each in kit.fit(item(kit)).distances}
    assert far["cult"].known == 3
    assert far["task"].facts == ("industry",)
    with pytest.raises(WrongUse) as caught:
        kit.save_profile(OrgProfile("", {"culture": "shouting"}))
    assert caught.value.key == "profile_fact_unknown"


def test_a_person_s_words_move_verdict_and_plan(kit: Kit) -> None:
    """Each verb is a word with a reason, told in the history with what it changed."""
    chosen = item(kit)
    before = kit.fit(chosen)
    flip = next(each for each in before.flips if each.subject == "readiness")
    for name in before.readiness.answers:
        kit.set_readiness(chosen, name, "no", "niemand frei")
    kit.set_distance(chosen, "cult", 4)
    (condition,) = [each for each in before.preconditions if each.span]
    kit.set_precondition(chosen, condition.key, False)
    kit.set_plan(chosen, "measure", "Wie oft Frau Achterberg gefragt wird.")
    kit.set_plan_day(chosen, "review_30", date(2030, 1, 7))
    after, plan = kit.fit(chosen), kit.plan(chosen)
    assert flip and before.verdict and after.verdict
    assert (before.verdict.advice, after.verdict.advice) == ("adopt", "leave")
    assert plan.line("measure").own == "Wie oft Frau Achterberg gefragt wird."
    assert "Achterberg" not in plan.line("measure").text
    assert plan.day("review_30") == date(2030, 1, 7)
    steps = kit.plan_history(chosen)
    assert [each.name for each in steps][-4:] == [
        "distance.cult", f"precondition.{condition.key}", "measure", "review_30",
    ]  # fmt: skip
    assert {each.by for each in steps} == {"Ute"}
    moved = [each for each in steps if any(c.what == "advice" for c in each.changes)]
    assert moved and moved[0].reason == "niemand frei"
    assert not any("Achterberg" in f"{each}" for each in steps)


def test_an_override_says_what_changed_in_the_plan(kit: Kit) -> None:
    """A level of a person: other ways of transfer, told beside it; taken back, all as before."""
    chosen = item(kit)
    before = kit.plan(chosen)
    kit.set_plan(chosen, "owner", "Team B")
    kit.review(Review("rating", f"{chosen}:systemic", "level", "5", "Ute", "2026-11-23", "hängt"))
    after = kit.plan(chosen)
    (_, step) = kit.plan_history(chosen)
    assert (step.subject, step.name, step.value) == ("rating", "systemic", "5")
    assert {"advice", "interventions"} <= {each.what for each in step.changes}
    assert "bounded_pilot" in {each.key for each in after.interventions}
    assert after.line("owner").own == "Team B"
    (card,) = kit.notes()
    kit.undo(card.id)
    kit.undo(card.id)
    assert kit.plan(chosen) == before


def test_a_plan_in_the_handover_for_the_house_alone(kit: Kit) -> None:
    """The team reads it; partners get nothing of it, and no file holds the names."""
    (card,) = kit.notes()
    kit.set_plan(item(kit), "owner", "Frau Achterberg vom Werk beginnt am Montag damit.")
    for audience, there in (("team", True), ("company", True), ("partners", False)):
        made = kit.handover([card.id], audience, "de")
        file = kit.export(made, "md", [card.id]).decode()
        assert ("Passung bei uns" in file) == there
        assert ("am Montag damit" in file) == there
        if audience != "team":
            assert "Achterberg" not in file


def test_a_calendar_pins_the_days(kit: Kit) -> None:
    """Read back four days an item; the plan stands still from then on, and it is written down."""
    chosen = [item(kit), item(kit, "Spindel")]
    assert kit.plan(chosen[0]).started is None
    data = kit.plan_calendar(chosen, "en")
    read = list(Calendar.from_ical(data).walk("VEVENT"))
    assert len(read) == 8
    assert kit.plan(chosen[0]).started == kit.plan(chosen[1]).started is not None
    assert events(kit.plan_calendar(chosen, "en")) == events(data)
    assert b"Varghese" not in data
    assert [each.what for each in kit._parts.archive.audit.events(9, "calendar")] == [
        "calendar"
    ] * 2


def events(data: bytes) -> dict[str, date]:
    """The day of each event by its identity."""
    read = Calendar.from_ical(data).walk("VEVENT")
    return {str(each["UID"]): each["DTSTART"].dt for each in read}


def test_a_changed_rubric_rates_anew_and_keeps_what_was(kit: Kit) -> None:
    """Another version: the notes are outdated, are rated with it, and tell what was before."""
    chosen = item(kit)
    old = kit.rated_before(chosen)
    assert (old, kit.outdated()) == ((), ())
    data = copy.deepcopy(resources.rules("rubrics/knowledge.yaml"))
    data["version"] = "next"
    for name, weight in (("implicit", 0.10), ("technological", 0.30)):
        data["dimensions"][name]["weight"] = weight
    kit._parts.rubric = Rubric.from_data(data)
    (card,) = kit.notes()
    assert kit.outdated() == (card.id,)
    spindle = item(kit, "Spindel")
    before = kit.fit(spindle).gauges[0].value
    assert kit.re_rate(kit.outdated()) == len(kit.note(card.id).analysis.items)
    assert kit.outdated() == ()
    (earlier,) = kit.rated_before(spindle)
    assert earlier.version == Rubric.shipped().version
    assert earlier.score == before
    now = next(a for a in kit.note(card.id).analysis.assessments if a.item_id == spindle)
    assert (now.rubric, now.score != before) == ("next", True)


def test_the_same_rubric_rates_the_same(kit: Kit) -> None:
    """Rated anew without a change: every assessment is what it was when the note was read."""
    (card,) = kit.notes()
    before = kit.note(card.id).analysis.assessments
    assert kit.re_rate([card.id]) == len(before) > 0
    assert kit.note(card.id).analysis.assessments == before
    assert {each.rubric for each in before} == {Rubric.shipped().version}


def test_what_can_be_chosen_is_told_in_words(kit: Kit) -> None:
    """Questions and interventions for whoever draws a page."""
    assert {each.subject for each in kit.questions("de")} == {"fact", "distance", "readiness"}
    names = {each.key: each.name for each in kit.interventions("en")}
    assert names["tandem"] == "tandem with the source"
    kit.set_plan(item(kit), "interventions", "story, tandem")
    assert [each.key for each in kit.plan(item(kit)).interventions] == ["story", "tandem"]
    assert {line.field for line in kit.plan(item(kit)).lines} == set(PLAN_FIELDS)


def test_what_is_not_here(kit: Kit) -> None:
    """An item nobody knows, a field that is none."""
    for ask in (kit.fit, kit.plan, kit.outlook, kit.plan_history, kit.rated_before):
        with pytest.raises(NotFound):
            ask("0" * 16)
    with pytest.raises(WrongUse):
        kit.set_plan(item(kit), "wish", "mehr")

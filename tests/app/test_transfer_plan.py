"""Will it work here: what stands on the page is what the rubric says, and every answer moves it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from iolkit.errors import WrongUse
from iolkit.outcomes import DISTANCES, FACTS, PLAN_FIELDS, READINESS, EarlierRating, OrgProfile
from iolkit.records import DIMENSIONS, Provenance, Rating, Reason, Review
from tests.app.conftest import Open, raw_keys_on, words_on
from tests.app.fake_kit import FakeKit
from tests.app.fake_transferring import AT

PARTS = ("distances", "readiness", "plan", "history")


def of_kind(kit: FakeKit, kind: str) -> str:
    """The item of a kind."""
    return next(point.item_id for point in kit.points() if point.kind == kind)


def opened(page: Open, kit: FakeKit, kind: str = "mistake", part: str = "distances") -> AppTest:
    """The page on an item of this kind, at one of its parts."""
    at = page("plan", "de", item=of_kind(kit, kind))
    return at.segmented_control(key="plan_part").set_value(part).run()


@pytest.mark.parametrize("tongue", ["de", "en"])
@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_in_words(page: Open, kit: FakeKit, part: str, tongue: str) -> None:
    """Without an exception or a raw key, also for an item of which too little is known."""
    for kind in ("mistake", "insight"):
        at = page("plan", tongue, item=of_kind(kit, kind))
        at.segmented_control(key="plan_part").set_value(part).run()
        assert not at.exception
        assert raw_keys_on(at) == []


def test_three_gauges_with_their_ranges(page: Open, kit: FakeKit) -> None:
    """As the rubric has them; where nothing is open, that is said."""
    item = of_kind(kit, "mistake")
    at = page("plan", "de", item=item)
    shown = [(metric.value, metric.delta) for metric in at.metric]
    assert [value for value, _ in shown] == [f"{g.value}" for g in kit.fit(item).gauges]
    for (_, reach), gauge in zip(shown, kit.fit(item).gauges, strict=True):
        told = "nichts offen" if gauge.low == gauge.high else f"{gauge.low} bis {gauge.high}"
        assert told in reach


def test_an_item_without_a_score_has_no_verdict(page: Open, kit: FakeKit) -> None:
    """The page says so instead of guessing."""
    item = of_kind(kit, "insight")
    assert kit.fit(item).verdict is None
    at = page("plan", "de", item=item)
    assert "Noch keine Empfehlung" in words_on(at)
    assert "noch offen" in [metric.value for metric in at.metric]


def test_eight_distances_with_five_choices_and_open(page: Open, kit: FakeKit) -> None:
    """Each answer is told to the kit, and can be taken back."""
    at, item = opened(page, kit), of_kind(kit, "mistake")
    radios = [radio for radio in at.radio if radio.key.startswith("distance_")]
    assert len(radios) == len(DISTANCES)
    assert {len(radio.options) for radio in radios} == {6}
    before = kit.fit(item).gauges[1]
    radios[0].set_value("4").run()
    assert kit.fit(item).distances[0].low == 4
    assert kit.fit(item).gauges[1].value < (before.value or 0)  # type: ignore[operator]
    assert at.metric[1].value == f"{kit.fit(item).gauges[1].value}"
    assert "Von einer Person gesagt" in words_on(at)
    at.radio(key=f"distance_task_{item}_4").set_value("").run()
    assert kit.fit(item).distances[0].origin == "unknown"


def test_six_answers_of_readiness(page: Open, kit: FakeKit) -> None:
    """All yes is 100 and leaves nothing open."""
    at, item = opened(page, kit, part="readiness"), of_kind(kit, "mistake")
    for name in READINESS:
        at.radio(key=f"readiness_{name}_{item}_").set_value("yes").run()
    assert at.metric[2].value == "100"
    assert "nichts offen" in at.metric[2].delta
    assert set(kit.fit(item).readiness.answers.values()) == {"yes"}


def test_a_precondition_is_met_or_not(page: Open, kit: FakeKit) -> None:
    """Those that the rubric asks for at a high level, in words."""
    item = of_kind(kit, "mistake")
    at = opened(page, kit, part="readiness")
    (first, *_) = kit.fit(item).preconditions
    at.radio(key=f"precondition_{first.key}_{item}_").set_value("no").run()
    now = next(each for each in kit.fit(item).preconditions if each.key == first.key)
    assert now.met is False


def test_what_if_shows_another_verdict_and_keeps_nothing(page: Open, kit: FakeKit) -> None:
    """A single fact is flipped: the badge moves, the archive does not."""
    item = of_kind(kit, "mistake")
    at = page("plan", "de", item=item)
    fit = kit.fit(item)
    assert fit.verdict is not None
    flip = next(each for each in fit.nearest if each.advice is not None)
    from iolkit.phrases import say

    now = say(f"advice.{fit.verdict.advice}", "de")
    then = say(f"advice.{flip.advice}", "de")
    pills = at.pills(key=f"here_flip_{item}")
    pills.set_value(f"{flip.subject}:{flip.name}:{flip.value}").run()
    said = words_on(at)
    assert re.search(rf"{now}\] → .*{then}", said)
    assert kit.reviews == []


def test_plan_entries_are_changed_one_at_a_time(page: Open, kit: FakeKit) -> None:
    """Own words win, are shown, and can go back to what was suggested."""
    at, item = opened(page, kit, part="plan"), of_kind(kit, "mistake")
    entries = [field for field in PLAN_FIELDS if field != "interventions"]
    assert [b.key for b in at.button if b.key.startswith("plan_edit_")] == [
        f"plan_edit_{field}" for field in entries
    ]
    assert not at.text_area
    at.button(key="plan_edit_measure").click().run()
    (field,) = at.text_area
    assert field.value == kit.plan(item).line("measure").text
    field.set_value("Acht von acht *Punkten*").run()
    at.button(key="plan_keep_measure").click().run()
    assert kit.plan(item).line("measure").own == "Acht von acht *Punkten*"
    assert r"Acht von acht \*Punkten\*" in words_on(at)
    assert not at.text_area
    at.button(key="plan_edit_measure").click().run()
    at.button(key="plan_back_measure").click().run()
    assert kit.plan(item).line("measure").origin == "suggested"


def test_a_refused_entry_stays_open(page: Open, kit: FakeKit) -> None:
    """The reason is told, and what was typed is not lost."""
    at = opened(page, kit, part="plan")
    at.button(key="plan_edit_owner").click().run()
    at.text_area[0].set_value("Leitung Service").run()
    kit.refusing = WrongUse("review_invalid", subject="plan", field="owner", value="x")
    at.button(key="plan_keep_owner").click().run()
    assert at.error
    assert at.text_area[0].value == "Leitung Service"


def test_text_with_stand_ins_is_not_offered_for_change() -> None:
    """A stand-in saved as own words would never become a name again."""
    from iolkit.outcomes import PlanLine
    from plan_entries import starting_words

    assert starting_words(PlanLine("principle", "[PERSON_1] zeigt es", "note")) == ""
    assert starting_words(PlanLine("principle", "Zeigen", "note")) == "Zeigen"
    own = PlanLine("owner", "[PERSON_1]", "person", own="Ilse Varghese")
    assert starting_words(own) == "Ilse Varghese"


def test_at_most_three_ways(page: Open, kit: FakeKit) -> None:
    """Chosen ones are told to the kit by their keys."""
    at, item = opened(page, kit, part="plan"), of_kind(kit, "mistake")
    ways = next(one for one in at.multiselect if one.key.startswith("plan_ways_"))
    assert ways.value == [each.key for each in kit.plan(item).interventions]
    assert ways.proto.max_selections == 3
    ways.set_value(["demo", "tandem"]).run()
    assert [each.key for each in kit.plan(item).interventions] == ["demo", "tandem"]


def test_days_can_be_set(page: Open, kit: FakeKit) -> None:
    """Four of them; one that was set stays."""
    at, item = opened(page, kit, part="plan"), of_kind(kit, "mistake")
    assert len(at.date_input) == 4
    at.date_input[0].set_value(date(2026, 3, 20)).run()
    assert kit.plan(item).day("first_step_on") == date(2026, 3, 20)


def test_calendar_and_handover_are_offered(page: Open, kit: FakeKit) -> None:
    """The file is made when it is fetched, not before."""
    at = opened(page, kit, part="plan")
    assert at.get("download_button")
    assert at.button(key="plan_to_handover")
    assert not [call for call, _ in kit.calls if call == "plan_calendar"]


def test_the_history_tells_what_each_word_changed(page: Open, kit: FakeKit) -> None:
    """An overridden level with its reason, and the entries of the plan that it moved."""
    item = of_kind(kit, "mistake")
    told = Review("rating", f"{item}:collective", "level", "5", "erika", AT, "So war es *dort*")
    kit.reviews.append(told)
    kit.set_readiness(item, "owner", "no")
    at = opened(page, kit, part="history")
    said = words_on(at)
    assert "**Teamwissen**: Stufe 5" in said
    assert r"So war es \*dort\*" in said
    assert "· Wege der Übertragung" in said
    assert "**Jemand mit Zeit**: nein" in said


def test_earlier_ratings_are_told(page: Open, kit: FakeKit) -> None:
    """With the version of the rubric and until when they counted."""
    rating = Rating(DIMENSIONS[0], 4, 0.5, (), Reason("rated_by_person"), Provenance("embedded"))
    kit.earlier = (EarlierRating("x", (rating,), 40, "0.9", AT),)
    said = words_on(opened(page, kit, part="history"))
    assert r"Fassung 0\.9\: Erfahrungswissen 4" in said


def test_the_source_is_described_without_its_name(page: Open, kit: FakeKit) -> None:
    """Ten questions about the other organisation; answers move the distances."""
    item = of_kind(kit, "method")
    at = page("plan", "de", item=item)
    at.session_state["plan_theirs"] = True
    at.run()
    boxes = [box for box in at.selectbox if box.key.startswith("profile_theirs_")]
    assert len(boxes) == len(FACTS)
    assert "Eskelin" not in words_on(at)
    at.selectbox(key="profile_theirs_size").set_value("tiny")
    at.button(key="profile_save_theirs").click().run()
    assert kit.profile(kit.source_of(item)).facts == {"size": "tiny"}
    kit.save_profile(OrgProfile("", {"size": "giant"}))
    at.selectbox(key="profile_theirs_culture").set_value("self")
    at.button(key="profile_save_theirs").click().run()
    assert at.metric[1].value == f"{kit.fit(item).gauges[1].value}"
    assert "Aus den Profilen" in words_on(at)


def test_our_profile_stands_on_the_page_of_our_organisation(page: Open, kit: FakeKit) -> None:
    """Facts and goals are saved together; what is open is not a fact."""
    at = page("organisation", "de")
    at.selectbox(key="profile_ours_culture").set_value("team")
    at.text_area(key="profile_goals").set_value("Schneller lernen\n\n Weniger Ausschuss ")
    at.button(key="profile_save_ours").click().run()
    assert kit.profile() == OrgProfile(
        "", {"culture": "team"}, ("Schneller lernen", "Weniger Ausschuss")
    )


def test_an_unknown_item_in_the_address_leads_to_the_best(page: Open, kit: FakeKit) -> None:
    """Nothing breaks when an item is gone."""
    best = max(kit.points(), key=lambda each: -1 if each.score is None else each.score)
    assert page("plan", "de", item="gone").selectbox(key="plan_item").value == best.item_id

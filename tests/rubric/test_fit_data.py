"""The rubric of fit as data: whole, editable, and refused with the place when it is off."""

from __future__ import annotations

import copy

import pytest

from iolkit import phrases, resources
from iolkit.errors import HouseError
from iolkit.outcomes import DISTANCES, FACTS, READINESS, OrgProfile
from iolkit.rubric import FitRubric, case_of, fit, option_named, questions
from tests.rubric.samples import PUBLISHED, assessed

FILE = "rubrics/fit.yaml"


def changed(path: tuple[str, ...], value: object) -> object:
    """The shipped file with one entry set otherwise; None takes it out."""
    data = copy.deepcopy(resources.rules(FILE))
    place = data
    for part in path[:-1]:
        place = place[part]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("distances", "task", "weight"), 0.5, "distances"),
        (("distances", "task", "weight"), -1, "distances.task.weight"),
        (("distances", "cult"), None, "distances"),
        (("distances", "tech", "drawn_from"), ["weather"], "distances.tech.drawn_from.0"),
        (("readiness", "goal", "gap", "en"), None, "readiness.goal.gap.en"),
        (("facts", "size", "options"), {"one": {"de": "a", "en": "b"}}, "facts.size.options"),
        (("facts", "industry", "related"), [3, 1], "facts.industry.related"),
        (("verdict", "adapt", "knowledge"), 90, "verdict.adapt"),
        (("verdict", "pilot", "unmet"), 0, "verdict.pilot"),
        (("preconditions", "team_stays", "from"), 9, "preconditions.team_stays.from"),
        (("far", "de"), ["gleich"], "far.de"),
        (("surplus",), 1, "surplus"),
        (("version",), None, "version"),
    ],
)
def test_a_fault_is_named_with_its_place(path: tuple[str, ...], value: object, place: str) -> None:
    """Whoever edits the file is told which file and which entry, in both languages."""
    with pytest.raises(HouseError) as caught:
        FitRubric.from_data(changed(path, value))
    for tongue in phrases.TONGUES:
        said = phrases.say_error(caught.value, tongue)
        assert "prompts/rubrics/fit.yaml" in said
        assert f" {place}" in said
        assert "@" not in said
    german = phrases.say_error(caught.value, "de")
    assert not set(german.split()) & {"the", "must", "should", "required", "valid"}


def test_an_edit_counts_without_a_program() -> None:
    """Another threshold gives another verdict, another weight another gauge."""
    profiles = (OrgProfile(), OrgProfile("other"))
    said = {"distance.cult": "4", **{f"distance.{d}": "0" for d in DISTANCES if d != "cult"}}

    def told(data: object) -> tuple[int | None, str]:
        case = case_of(assessed(PUBLISHED), profiles, said, (), "de", FitRubric.from_data(data))
        found = fit(case)
        assert found.verdict
        return found.gauges[1].value, found.verdict.advice

    pair, advice = told(resources.rules(FILE))
    assert advice == "adapt"
    strict = changed(("verdict", "adapt", "knowledge"), 50)
    assert told(strict) == (pair, "pilot")
    lighter = copy.deepcopy(changed(("distances", "cult", "weight"), 0.06))
    lighter["distances"]["task"]["weight"] = 0.30
    assert told(lighter)[0] > pair


@pytest.mark.parametrize("tongue", phrases.TONGUES)
def test_every_question_is_asked_in_words(tongue: phrases.Tongue) -> None:
    """All facts, distances and readiness questions, each option once and in words."""
    asked = questions(tongue)
    assert [each.name for each in asked] == [*FACTS, *DISTANCES, *READINESS]
    for each in asked:
        keys = [option.key for option in each.options]
        assert each.words.endswith("?")
        assert len(set(keys)) == len(keys) > 1
        for option in each.options:
            assert option.words or phrases.say(f"answer.{option.key}", tongue)


def test_names_have_phrases() -> None:
    """What the rubric calls by a key has a short name in both languages."""
    for tongue in phrases.TONGUES:
        known = phrases.keys(tongue)
        for section, names in (("fact", FACTS), ("distance", DISTANCES), ("readiness", READINESS)):
            assert not [name for name in names if f"{section}.{name}" not in known]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("engineering", "engineering"),
        ("Maschinenbau", "engineering"),
        ("Hersteller von Werkzeugmaschinen", "engineering"),
        ("Bau", "building"),
        ("Regional credit union", "finance"),
        ("IT", "software"),
        ("Universitätsklinikum", "health"),
        ("pharma distributor", "retail"),
        ("Hafen und Handwerk", "building"),
        ("Stahl, Hotel", ""),
        ("Zauberei", ""),
        ("", ""),
    ],
)
def test_an_industry_in_people_s_own_words(words: str, key: str) -> None:
    """By key, by name, by the longest word it is known by; nothing rather than a guess."""
    assert option_named(words, "industry") == key

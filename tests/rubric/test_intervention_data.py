"""The book of interventions as data: whole, editable, and refused with the place when it is off."""

from __future__ import annotations

import copy

import pytest

from iolkit import phrases, resources
from iolkit.errors import HouseError
from iolkit.records import DIMENSIONS
from iolkit.rubric import InterventionBook, intervention

FILE = "rubrics/interventions.yaml"


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("interventions", "tandem"), None, "tandem"),
        (("interventions", "demo", "days"), 31, "interventions.demo.days"),
        (("interventions", "demo", "seci"), "osmosis", "interventions.demo.seci"),
        (("interventions", "demo", "name", "en"), "", "interventions.demo.name.en"),
        (("combinations", 1, "take"), ["no_such"], "no_such"),
        (("combinations", 1, "at_least"), {"implicit": 6}, "combinations.1.at_least.implicit"),
        (("middle", "systemic"), None, "middle"),
        (("measure", "none"), None, "measure"),
        (("most",), 4, "most"),
        (("dixon", 0, "name"), "nearby", "dixon.0.name"),
    ],
)
def test_a_fault_is_named_with_its_place(
    path: tuple[str | int, ...], value: object, place: str
) -> None:
    """Whoever edits the file is told which file and which entry, in both languages."""
    data = copy.deepcopy(resources.rules(FILE))
    entry = data
    for part in path[:-1]:
        entry = entry[part]
    if value is None:
        del entry[path[-1]]
    else:
        entry[path[-1]] = value
    with pytest.raises(HouseError) as caught:
        InterventionBook.from_data(data)
    for tongue in phrases.TONGUES:
        said = phrases.say_error(caught.value, tongue)
        assert "prompts/rubrics/interventions.yaml" in said
        assert place in said
        assert "@" not in said


def test_somebody_meets_for_what_cannot_be_written() -> None:
    """Without people for implicit knowledge the file is refused."""
    data = copy.deepcopy(resources.rules(FILE))
    for rule in data["interventions"].values():
        rule["human"] = False
    with pytest.raises(HouseError):
        InterventionBook.from_data(data)


def test_the_shipped_book_answers_every_property() -> None:
    """At least three ways for each property, one where nothing is hard, one where it is unclear."""
    book = InterventionBook.shipped()
    for dimension in DIMENSIONS:
        assert len(list(book.answering(dimension))) >= 3
    assert len(list(book.answering("easy"))) == len(list(book.answering("unclear"))) == 1


@pytest.mark.parametrize("tongue", phrases.TONGUES)
def test_every_intervention_is_worded(tongue: phrases.Tongue) -> None:
    """A name without a full stop, whole sentences for the rest, and a name for what it does."""
    book = InterventionBook.shipped()
    for key in book.interventions:
        said = intervention(key, tongue, book)
        assert not said.name.endswith(".")
        assert said.what.endswith((".", "?"))
        assert said.first_step.endswith(".")
        assert phrases.say(f"seci.{said.seci}", tongue)
    for rule in book.dixon:
        assert phrases.say(f"dixon.{rule.name}", tongue)

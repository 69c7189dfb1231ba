"""From a reviewed note to fit and plan: whose world, which conditions and words, what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from iolkit.errors import NotFound
from iolkit.handover import Home, fit_of, outlook_of, plan_of, source_of, steps_of
from iolkit.outcomes import OrgProfile, PlanWords, Reviewed, Supplement
from iolkit.records import Flag, Reason, Review, Session, Span
from tests.handover.samples import reviewed

OURS = OrgProfile("", {"culture": "orders", "size": "small", "structure": "central"})
THEIRS = OrgProfile("Kolbmann", {"culture": "team", "size": "small", "structure": "central"})
HOME = Home(OURS, {"kolbmann antriebe": THEIRS}, "Halverde GmbH", "", date(2026, 11, 23))


def flagged(text: str, secret: str, category: str = "person") -> PlanWords:
    """Words with one sensitive place."""
    span = Span(text.index(secret), text.index(secret) + len(secret))
    why = Reason("flagged_by_person")
    return PlanWords(text, (Flag("f", span, category, None, "own", None, 1.0, "human", why),))


def first(note: Reviewed) -> str:
    """The id of the first item."""
    return note.items[0].id


@pytest.mark.parametrize(
    ("session", "org"),
    [
        (Session(host=" Kolbmann "), "Kolbmann"),
        (Session(partners=("Alpha",)), "Alpha"),
        (Session(partners=("Alpha", "Beta")), ""),
        (Session(host="Kolbmann", partners=("Alpha",)), "Kolbmann"),
        (Session(), ""),
    ],
)
def test_whose_world_it_is(session: Session, org: str) -> None:
    """The host's, else the only partner's; of two partners nobody knows."""
    assert source_of(session) == org


def test_profiles_meet_by_any_spelling_of_a_name() -> None:
    """The host is "Kolbmann Antriebe"; what is known of it makes distances."""
    note = reviewed()
    far = {each.name: each for each in fit_of(note, first(note), HOME, "de").distances}
    assert (far["cult"].low, far["cult"].origin) == (3, "profiles")
    assert far["size"].known == 0
    assert far["task"].origin == "unknown"


def test_the_session_tells_the_industry() -> None:
    """In words of either language, where no profile tells it."""
    note = reviewed()
    told = replace(note.analysis.note, session=Session(host="X", industry="Automotive"))
    other = replace(note, analysis=replace(note.analysis, note=told))
    home = replace(HOME, own_industry="Maschinenbau")
    far = {each.name: each for each in fit_of(other, first(note), home, "de").distances}
    assert far["task"].facts == ("industry",)
    assert (far["task"].low, far["task"].high) == (1, 3)


def test_conditions_of_the_note_are_asked_masked() -> None:
    """The sentence that names a condition, without a name; yes and no count."""
    note = reviewed()
    asked = fit_of(note, first(note), HOME, "de").preconditions
    assert [each.words for each in asked if each.span] == [
        "Das klappt nur, weil die Schichtleitung Zeit dafür bekommt."
    ]
    key = asked[0].key
    said = replace(note, fits={first(note): {f"precondition.{key}": "no"}})
    found = fit_of(said, first(note), HOME, "de")
    assert [each.met for each in found.preconditions if each.key == key] == [False]
    plan = plan_of(said, first(note), HOME, "de")
    assert "Ersatz finden für: Das klappt nur" in plan.line("adaptations").text


def test_names_of_the_note_are_masked() -> None:
    """No flagged word is in what a reader in the house sees of any plan or fit."""
    note = reviewed()
    secrets = [each.span.of(note.analysis.note.text) for each in note.flags]
    for item in note.items:
        shown = [line.text for line in plan_of(note, item.id, HOME, "de").lines]
        shown += [each.words for each in fit_of(note, item.id, HOME, "en").preconditions]
        assert not [s for s in secrets if any(s in words for words in shown)]


def test_a_person_s_words_are_masked_for_others_and_whole_for_their_author() -> None:
    """The name is hidden in what is shown, and there where it is changed."""
    note = reviewed()
    words = flagged("Frau Achterberg fängt an.", "Frau Achterberg")
    said = replace(note, plans={first(note): {"owner": words}})
    line = plan_of(said, first(note), HOME, "de").line("owner")
    assert line.text == "[PERSON_1] fängt an."
    assert (line.own, line.origin) == ("Frau Achterberg fängt an.", "person")


def test_the_step_told_in_a_debrief_is_the_first_step() -> None:
    """Until somebody writes another into the plan."""
    note = reviewed()
    item = note.items[0]
    step = Supplement(item.id, item.span, "step", "step", "Ab Mai eine Gruppe.", (), "a", "b")
    told = replace(note, supplements=(step,))
    assert plan_of(told, item.id, HOME, "de").line("first_step").own == "Ab Mai eine Gruppe."
    own = replace(told, plans={item.id: {"first_step": PlanWords("Im Juni.")}})
    assert plan_of(own, item.id, HOME, "de").line("first_step").own == "Im Juni."


def test_what_is_our_own_is_a_repetition() -> None:
    """An item of our own organisation, by any spelling of its name."""
    note = reviewed()
    assert plan_of(note, first(note), HOME, "de").dixon != "serial"
    home = replace(HOME, own_org="KOLBMANN Antriebe GmbH")
    assert plan_of(note, first(note), home, "de").dixon == "serial"


def test_an_item_that_is_not_there() -> None:
    """Asked for by an id nobody knows."""
    for ask in (fit_of, plan_of):
        with pytest.raises(NotFound):
            ask(reviewed(), "0" * 16, HOME, "de")
    with pytest.raises(NotFound):
        outlook_of(reviewed(), "0" * 16, HOME)


def test_an_item_without_ratings_has_questions_and_no_verdict() -> None:
    """Nothing rated: no verdict, and a plan that asks first."""
    note = reviewed()
    bare = replace(note, analysis=replace(note.analysis, assessments=()))
    assert fit_of(bare, first(note), HOME, "de").verdict is None
    assert outlook_of(bare, first(note), HOME).value is None
    assert [each.key for each in plan_of(bare, first(note), HOME, "de").interventions] == [
        "clarify"
    ]


def test_the_history_tells_what_each_word_changed() -> None:
    """A word on the fit moves the verdict; one on the owner only the owner; a flag nothing."""
    note = reviewed()
    item = first(note)

    def word(subject: str, field: str, value: str) -> Review:
        return Review(subject, item, field, value, "Ute", "2026-11-23", "sagt Achterberg")

    far = replace(note, fits={item: {f"distance.{n}": "4" for n in ("task", "proc", "cult")}})
    owned = replace(far, plans={item: {"owner": PlanWords("Team B")}})
    course = [
        (word("fit", "distance.task", "4"), far),
        (Review("flag", note.flags[0].id, "state", "accepted", "Ute", ""), far),
        (word("plan", "owner", "Team B"), owned),
    ]

    def found(text: str) -> tuple[Flag, ...]:
        return flagged(text, "Achterberg").flags

    steps = steps_of(note, course, item, HOME, "de", found)
    assert [(each.subject, each.name, each.value) for each in steps] == [
        ("fit", "distance.task", "4"), ("plan", "owner", "Team B"),
    ]  # fmt: skip
    assert "adaptations" in {each.what for each in steps[0].changes}
    assert [(c.what, c.before, c.after) for c in steps[1].changes] == [("owner", "", "Team B")]
    assert {each.reason for each in steps} == {"sagt [PERSON_1]"}

"""Words on fit and plan as reviews: the last one counts, each can be taken back, none is odd."""

from __future__ import annotations

import pytest

from iolkit.archive import Archive
from iolkit.errors import NotFound, WrongUse
from iolkit.outcomes import PlanWords
from iolkit.records import Analysis, Flag, Reason, Review, Span
from tests.archive.samples import analysis, entries


@pytest.fixture
def whole(archive: Archive) -> Analysis:
    """A note that is stored."""
    made = analysis()
    archive.notes.save(made, entries(made))
    return made


def word(item: str, subject: str, field: str, value: str) -> Review:
    """A word of Ute."""
    return Review(subject, item, field, value, "Ute", "2026-11-23T08:00:00+00:00")


def test_the_last_word_counts_and_can_be_taken_back(archive: Archive, whole: Analysis) -> None:
    """Distances, answers and entries, each by its field; null and nothing take them back."""
    item = whole.items[0].id
    for each in (
        ("fit", "distance.cult", "3"),
        ("fit", "distance.cult", "1"),
        ("fit", "readiness.owner", "partly"),
        ("fit", "precondition.team_stays", "no"),
        ("plan", "owner", " Team B "),
        ("plan", "started", "2026-11-23"),
    ):
        archive.reviews.add(word(item, *each))
    found = archive.notes.reviewed(whole.note.id)
    assert found.fits[item] == {
        "distance.cult": "1", "readiness.owner": "partly", "precondition.team_stays": "no",
    }  # fmt: skip
    assert found.plans[item] == {"owner": PlanWords("Team B"), "started": PlanWords("2026-11-23")}
    archive.reviews.add(word(item, "fit", "distance.cult", "null"))
    archive.reviews.add(word(item, "plan", "owner", " "))
    found = archive.notes.reviewed(whole.note.id)
    assert "distance.cult" not in found.fits[item]
    assert "owner" not in found.plans[item]
    archive.reviews.undo(whole.note.id)
    assert archive.notes.reviewed(whole.note.id).plans[item]["owner"] == PlanWords("Team B")


@pytest.mark.parametrize(
    ("subject", "field", "value"),
    [
        ("fit", "distance.cult", "5"),
        ("fit", "distance.cult", ""),
        ("fit", "distance.weather", "1"),
        ("fit", "readiness.owner", "maybe"),
        ("fit", "precondition.", "yes"),
        ("fit", "precondition.x", "partly"),
        ("fit", "score", "90"),
        ("plan", "wish", "mehr"),
        ("plan", "owner", "x" * 2001),
        ("plan", "review_30", "morgen"),
        ("plan", "started", "2026-13-01"),
    ],
)
def test_what_makes_no_sense_is_refused(
    archive: Archive, whole: Analysis, subject: str, field: str, value: str
) -> None:
    """Nothing of it is stored."""
    with pytest.raises(WrongUse) as caught:
        archive.reviews.add(word(whole.items[0].id, subject, field, value))
    assert caught.value.key == "review_invalid"
    assert archive.reviews.of(whole.note.id) == ()


def test_an_item_nobody_knows(archive: Archive, whole: Analysis) -> None:
    """A word needs an item."""
    with pytest.raises(NotFound):
        archive.reviews.add(word("0" * 16, "plan", "owner", "Team B"))


def test_what_is_sensitive_is_kept_with_the_words(archive: Archive, whole: Analysis) -> None:
    """And goes, blackened like the words, with the person who is forgotten."""
    item, words = whole.items[0].id, "Petra Hansmann fängt an."
    why = Reason("flagged_by_person")
    flag = Flag("f", Span(0, 14), "person", None, "own", "Hansmann", 1.0, "names", why)
    archive.reviews.add_together([word(item, "plan", "owner", words)], flagged=[(flag,)])
    assert archive.notes.reviewed(whole.note.id).plans[item]["owner"] == PlanWords(words, (flag,))
    archive.notes.forget_person(whole.note.id, ["Petra Hansmann", "Hansmann"])
    left = archive.notes.reviewed(whole.note.id).plans[item]["owner"]
    assert left.text == "█████ ████████ fängt an."
    assert left.flags[0].span == flag.span
    assert left.flags[0].org == "████████"


def test_they_leave_figures_and_passages_alone(archive: Archive, whole: Analysis) -> None:
    """A note is not reviewed because somebody planned, and search need not wait for it."""
    before = archive.cards.get(whole.note.id)
    archive.reviews.add(word(whole.items[0].id, "plan", "owner", "Team B"))
    archive.reviews.add(word(whole.items[0].id, "fit", "readiness.owner", "yes"))
    assert archive.cards.get(whole.note.id) == before
    assert archive.notes.stale() == ()


def test_the_course_of_a_note(archive: Archive, whole: Analysis) -> None:
    """Each standing word with the note as it was after it."""
    item = whole.items[0].id
    archive.reviews.add(word(item, "plan", "owner", "Team A"))
    archive.reviews.add(word(item, "plan", "owner", "Team B"))
    course = archive.reviews.course(whole.note.id)
    assert [(r.value, after.plans[item]["owner"].text) for r, after in course] == [
        ("Team A", "Team A"), ("Team B", "Team B"),
    ]  # fmt: skip

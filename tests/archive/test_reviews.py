"""The log of reviews: only ever longer, and the last word can be taken back."""

from __future__ import annotations

import pytest

from iolkit.archive import Archive
from iolkit.archive.connection import connect
from iolkit.errors import NotFound, WrongUse
from tests.archive.samples import analysis, entries, numbered, review

WHOLE = analysis()


@pytest.fixture
def stored(archive: Archive) -> Archive:
    """An archive with the sample note."""
    archive.notes.save(WHOLE, entries(WHOLE))
    return archive


def test_reviews_stand_in_their_order(stored: Archive) -> None:
    """What was said last is read last, whatever the clock said."""
    first = review("flag", WHOLE.flags[0].id, "owner", "third")
    second = review("flag", WHOLE.flags[0].id, "owner", "own")
    stored.reviews.add(first)
    stored.reviews.add(second)
    assert stored.reviews.of(WHOLE.note.id) == (first, second)
    assert stored.notes.reviewed(WHOLE.note.id).flags[0].owner == "own"


def test_undo_takes_the_last_word_back_and_nothing_out(stored: Archive) -> None:
    """Undo goes back one by one and ends with False; the log only grew."""
    stored.reviews.add(review("flag", WHOLE.flags[0].id, "state", "dismissed"))
    stored.reviews.add(review("session", WHOLE.note.id, "host", "Südwind"))
    assert stored.reviews.undo(WHOLE.note.id, by="ana")
    assert stored.notes.reviewed(WHOLE.note.id).analysis.note.session.host == "Nordhaven"
    stored.reviews.add(review("session", WHOLE.note.id, "host", "Halverde"))
    assert stored.reviews.undo(WHOLE.note.id)
    assert stored.reviews.undo(WHOLE.note.id)
    assert not stored.reviews.undo(WHOLE.note.id)
    assert stored.notes.reviewed(WHOLE.note.id).analysis == WHOLE
    connection = connect(stored.folder / "archive.sqlite")
    assert connection.execute("SELECT count(*) FROM reviews").fetchone() == (6,)
    connection.close()


def test_undo_makes_the_note_stale_too(stored: Archive) -> None:
    """Taking a word back changes what is masked, so the passages are made anew."""
    stored.reviews.add(review("flag", WHOLE.flags[0].id, "state", "dismissed"))
    stored.notes.refresh(WHOLE.note.id, entries(WHOLE))
    stored.reviews.undo(WHOLE.note.id)
    assert stored.notes.stale() == (WHOLE.note.id,)


def test_a_flag_that_a_person_added_can_be_reviewed(stored: Archive) -> None:
    """Adding is a review; the owner of what was added can be corrected by another."""
    stored.reviews.add(review("note", WHOLE.note.id, "flag", "0:6:partner:own"))
    added = stored.notes.reviewed(WHOLE.note.id).flags[0]
    stored.reviews.add(review("flag", added.id, "owner", "third"))
    stored.reviews.add(review("flag", added.id, "state", "dismissed"))
    seen = stored.notes.reviewed(WHOLE.note.id)
    assert seen.analysis.flags[0].owner == "third"
    assert seen.flags == WHOLE.flags


@pytest.mark.parametrize(
    ("subject", "subject_id", "field", "value", "key"),
    [
        ("flag", "nowhere", "state", "accepted", "mark_unknown"),
        ("item", WHOLE.flags[0].id, "state", "accepted", "mark_unknown"),
        ("rating", f"{WHOLE.flags[0].id}:complex", "level", "3", "mark_unknown"),
        ("session", "nowhere", "host", "x", "note_unknown"),
        ("note", "nowhere", "flag", "0:6:partner:own", "note_unknown"),
    ],
)
def test_a_review_of_nothing_is_named(
    stored: Archive, subject: str, subject_id: str, field: str, value: str, key: str
) -> None:
    """A subject that is not here is said to be missing."""
    with pytest.raises(NotFound) as said:
        stored.reviews.add(review(subject, subject_id, field, value))
    assert said.value.key == key


def test_nothing_is_stored_of_an_invalid_review(stored: Archive) -> None:
    """A bad value leaves no row, no stale note and no audit line."""
    with pytest.raises(WrongUse):
        stored.reviews.add(review("flag", WHOLE.flags[0].id, "owner", "nobody"))
    assert stored.reviews.of(WHOLE.note.id) == ()
    assert stored.notes.stale() == ()
    assert [event.what for event in stored.audit.events()] == ["saved"]


def test_every_review_is_in_the_audit_with_its_author(stored: Archive) -> None:
    """Who said it, of what; not what was said."""
    stored.reviews.add(review("session", WHOLE.note.id, "host", "Geheimwerk"))
    event = stored.audit.events()[0]
    assert (event.who, event.what, event.subject) == ("ana", "reviewed", WHOLE.note.id)


def test_reviews_given_together_are_one_step(stored: Archive) -> None:
    """They stand together or not at all, and go together."""
    one, two = (review("flag", flag.id, "state", "dismissed") for flag in WHOLE.flags)
    stored.reviews.add_together([one, two])
    (step,) = stored.reviews.steps(WHOLE.note.id)
    assert step.reviews == (one, two)
    with pytest.raises(WrongUse):
        stored.reviews.add_together([one, review("flag", WHOLE.flags[0].id, "owner", "nobody")])
    assert len(stored.reviews.of(WHOLE.note.id)) == 2
    assert stored.reviews.undo(WHOLE.note.id) == (two, one)
    assert stored.reviews.of(WHOLE.note.id) == ()


def test_reviews_given_together_are_of_one_note(stored: Archive) -> None:
    """A step belongs to one note, where it can be taken back."""
    stored.notes.save(numbered(1), ())
    theirs = review("flag", numbered(1).flags[0].id, "state", "accepted")
    with pytest.raises(WrongUse) as refused:
        stored.reviews.add_together(
            [review("flag", WHOLE.flags[0].id, "state", "accepted"), theirs]
        )
    assert refused.value.key == "review_of_two_notes"


def test_an_earlier_step_can_be_taken_back(stored: Archive) -> None:
    """What came later stays; a step taken back twice is named."""
    name, money = WHOLE.flags
    stored.reviews.add(review("flag", name.id, "owner", "own"))
    stored.reviews.add(review("flag", money.id, "owner", "third"))
    first, _ = stored.reviews.steps(WHOLE.note.id)
    stored.reviews.undo(WHOLE.note.id, step=first.number)
    assert [f.owner for f in stored.notes.reviewed(WHOLE.note.id).flags] == ["partner", "third"]
    with pytest.raises(NotFound) as said:
        stored.reviews.undo(WHOLE.note.id, step=first.number)
    assert said.value.key == "step_unknown"


def test_what_was_said_of_an_added_mark_goes_with_it(stored: Archive) -> None:
    """A flag that is taken back takes its owner's correction along."""
    stored.reviews.add(review("note", WHOLE.note.id, "flag", "0:6:partner:own"))
    added = stored.notes.reviewed(WHOLE.note.id).flags[0]
    stored.reviews.add(review("flag", added.id, "owner", "third"))
    stored.reviews.add(review("flag", WHOLE.flags[0].id, "owner", "own"))
    first = stored.reviews.steps(WHOLE.note.id)[0]
    assert len(stored.reviews.undo(WHOLE.note.id, step=first.number)) == 2
    assert [r.subject_id for r in stored.reviews.of(WHOLE.note.id)] == [WHOLE.flags[0].id]


def test_a_step_that_a_later_one_stands_on_waits(stored: Archive) -> None:
    """Borders were drawn where a dismissed item had made room: that goes back first."""
    one, two = WHOLE.items
    stored.reviews.add(review("item", two.id, "state", "dismissed"))
    wide = f"{one.span.start}:{two.span.end}"
    stored.reviews.add(review("item", one.id, "span", wide))
    first = stored.reviews.steps(WHOLE.note.id)[0]
    with pytest.raises(WrongUse) as refused:
        stored.reviews.undo(WHOLE.note.id, step=first.number)
    assert refused.value.key == "undo_blocked"
    assert stored.reviews.undo(WHOLE.note.id)
    assert stored.reviews.undo(WHOLE.note.id, step=first.number)


def test_a_mere_nod_leaves_the_passages_alone(stored: Archive) -> None:
    """Accepting changes nothing that search shows, so nothing is made anew."""
    stored.reviews.add(review("flag", WHOLE.flags[0].id, "state", "accepted"))
    stored.reviews.add(review("item", WHOLE.items[0].id, "state", "accepted"))
    assert stored.notes.stale() == ()
    stored.reviews.add(review("item", WHOLE.items[0].id, "kind", "question"))
    assert stored.notes.stale() == (WHOLE.note.id,)

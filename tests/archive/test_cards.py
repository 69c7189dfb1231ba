"""Lists and figures follow what is stored, what people said of it and what was taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iolkit.archive import Archive
from iolkit.errors import NotFound
from iolkit.outcomes import CardPage
from iolkit.records import Masked, Session
from tests.archive.samples import SESSION, analysis, entries, flag_on, numbered, review


def stored(archive: Archive, number: int, **facts: object) -> str:
    """A note of its own with these session facts; its id."""
    whole = numbered(number)
    session = replace(SESSION, title=f"Runde {number}", **facts)  # type: ignore[arg-type]
    whole = replace(whole, note=replace(whole.note, session=session))
    archive.notes.save(whole, entries(whole), title=Masked(session.title))
    return whole.note.id


def ids(page: CardPage) -> list[str]:
    """The notes of a page."""
    return [card.id for card in page.cards]


def decide_all(archive: Archive, note_id: str) -> None:
    """A person's word on everything found."""
    reviewed = archive.notes.reviewed(note_id)
    for flag in reviewed.analysis.flags:
        archive.reviews.add(review("flag", flag.id, "state", "accepted"))
    for item in reviewed.analysis.items:
        archive.reviews.add(review("item", item.id, "state", "dismissed"))


@settings(max_examples=20, deadline=None)
@given(count=st.integers(0, 7), size=st.integers(1, 4))
def test_pages_of_a_list_make_the_list(
    tmp_path_factory: pytest.TempPathFactory, count: int, size: int
) -> None:
    """Whatever the size of a page, the pages in order are the whole list, and the total is told."""
    with Archive.open(tmp_path_factory.mktemp("space")) as archive:
        for number in range(count):
            stored(archive, number)
        whole = archive.cards.find()
        pages = [archive.cards.find(limit=size, offset=at) for at in range(0, count + 1, size)]
        assert [card for page in pages for card in page.cards] == list(whole.cards)
        assert {page.total for page in pages} == {whole.total} == {count}


@pytest.mark.parametrize(
    "words", ["runde 1", "SÜDHAFEN", "suedhafen", "lern südhafen", "partnerwerk", "notiz-1.md"]
)
def test_a_note_is_found_by_words_in_any_order(archive: Archive, words: str) -> None:
    """Title, file, programme, host and partners are looked at, whatever the case or umlauts."""
    stored(archive, 2, host="Nordhaven")
    wanted = stored(archive, 1, host="Südhafen", partners=("Partnerwerk",))
    assert ids(archive.cards.find(words)) == [wanted]
    assert archive.cards.find(words, limit=1).total == 1
    assert ids(archive.cards.find(f"{words} Westwind")) == []


def test_a_corrected_fact_counts_and_the_old_one_does_not(archive: Archive) -> None:
    """Who corrects the programme finds the note under the new one only."""
    note = stored(archive, 1)
    archive.reviews.add(review("session", note, "programme", "Werkbank"))
    assert ids(archive.cards.find("werkbank")) == [note]
    assert ids(archive.cards.find("lernallianz")) == []
    assert archive.cards.overview().programmes == 1
    archive.reviews.undo(note)
    assert ids(archive.cards.find("lernallianz")) == [note]


def test_orders(archive: Archive) -> None:
    """Newest, by date, by title, and what has most left to decide."""
    late = stored(archive, 3, held_on=date(2026, 5, 1))
    early = stored(archive, 1, held_on=date(2025, 5, 1))
    none = stored(archive, 2, held_on=None)
    decide_all(archive, late)
    orders = {
        "newest": [none, early, late],
        "held_on": [late, early, none],
        "title": [early, none, late],
        "open": [none, early, late],
    }
    for order, wanted in orders.items():
        assert ids(archive.cards.find(order=order)) == wanted, order  # type: ignore[arg-type]


def test_what_is_open_is_told_and_gone_round(archive: Archive) -> None:
    """The next open note comes after this one, then from the top; none when all is decided."""
    first, second, third = (stored(archive, number) for number in range(3))
    assert archive.cards.next_open() == third
    assert archive.cards.next_open(third) == second
    assert archive.cards.next_open(first) == third
    decide_all(archive, second)
    assert archive.cards.next_open(third) == first
    assert ids(archive.cards.find(open_only=True)) == [third, first]
    assert archive.cards.find(open_only=True, limit=1).total == 2
    decide_all(archive, third)
    assert archive.cards.next_open(first) is None
    decide_all(archive, first)
    assert archive.cards.next_open() is None


def test_reviews_of_marks_that_are_gone_do_not_count(archive: Archive) -> None:
    """After a new analysis only what it found, and what people added, can be decided on."""
    whole = analysis()
    archive.notes.save(whole, entries(whole))
    decide_all(archive, whole.note.id)
    new = flag_on("Rundgang", "ip")
    archive.notes.save(replace(whole, flags=(new,)), entries(whole))
    card = archive.cards.get(whole.note.id)
    assert (card.flags, card.items, card.reviewed) == (1, 2, 2)
    archive.reviews.add(review("note", whole.note.id, "flag", "0:6:partner:partner"))
    added = next(f for f in archive.notes.reviewed(whole.note.id).flags if f.span.start == 0)
    archive.reviews.add(review("flag", added.id, "owner", "own"))
    card = archive.cards.get(whole.note.id)
    assert (card.flags, card.items, card.reviewed) == (2, 2, 3)


def test_the_overview_counts_what_stands(archive: Archive) -> None:
    """Notes, items by kind and band, programmes, years, and what is undecided."""
    assert archive.cards.overview().notes == archive.cards.overview().open_notes == 0
    stored(archive, 1, held_on=date(2025, 5, 1), programme="A")
    last = stored(archive, 2, held_on=None, programme="")
    decide_all(archive, last)
    seen = archive.cards.overview()
    assert (seen.notes, seen.programmes, seen.open_notes, seen.open_marks) == (2, 1, 1, 4)
    assert (seen.items, dict(seen.by_kind), dict(seen.by_band)) == (4, {"practice": 4}, {"": 4})
    assert dict(seen.by_year) == {2025: 1}
    archive.notes.forget(last)
    archive.audit.note("handover", "partners", 2)
    assert (archive.cards.overview().items, archive.cards.overview().handovers) == (2, 1)


def test_a_title_masked_anew_shows_at_once(archive: Archive) -> None:
    """What was remembered of a list never outlives a change, not even one of a title alone."""
    bare = replace(analysis(), items=(), flags=(), assessments=())
    archive.notes.save(bare, title=Masked("Besuch bei Nordhaven"))
    assert archive.cards.find().cards[0].title == "Besuch bei Nordhaven"
    archive.notes.refresh(bare.note.id, (), title=Masked("Besuch bei [ORG_1]"))
    assert archive.cards.find().cards[0].title == "Besuch bei [ORG_1]"
    archive.notes.refresh(bare.note.id, (), title=Masked("Besuch"))
    assert archive.cards.find().cards[0].title == "Besuch"
    with Archive.open(archive.folder) as other:
        other.notes.forget(bare.note.id)
    assert archive.cards.find().cards == ()
    assert archive.cards.next_open() is None


def test_an_unknown_note_has_no_card(archive: Archive) -> None:
    """It is named, as everywhere."""
    with pytest.raises(NotFound):
        archive.cards.get("nowhere")


def test_a_note_with_nothing_found_is_not_open(archive: Archive) -> None:
    """There is nothing to decide on."""
    bare = replace(analysis(), items=(), flags=(), assessments=())
    bare = replace(bare, note=replace(bare.note, session=Session()))
    archive.notes.save(bare)
    assert archive.cards.next_open() is None
    assert archive.cards.get(bare.note.id).items == 0


def test_choices_are_kept_and_can_be_forgotten(archive: Archive) -> None:
    """The last choice holds until the empty one."""
    assert archive.choices.get("tongue") == ""
    archive.choices.put("tongue", "en")
    archive.choices.put("tongue", "de")
    assert archive.choices.get("tongue") == "de"
    archive.choices.put("tongue", "")
    assert archive.choices.get("tongue") == ""

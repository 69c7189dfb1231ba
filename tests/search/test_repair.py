"""Mistyped words are read as what was meant; what is right or to be hidden is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit import phrases
from iolkit.archive import Archive
from iolkit.outcomes import Passage
from iolkit.records import Masked
from iolkit.search import Index
from iolkit.search.repair import MOST_REPAIRED, Speller
from tests.archive.samples import analysis, review
from tests.search.encoders import HashingEncoder

PASSAGES = (
    ("shift", "Die Schichtübergabe machen wir mit einem Rundgang.", {}),
    ("peer", "Apprentices explain the machine to each other.", {}),
    ("name", "Der Zwiesprachler hilft beim Kniffelplan.", {}),
)


@pytest.fixture
def index(archive: Archive) -> Index:
    """An index over plain passages."""
    made = Index(archive, HashingEncoder())
    made.add(PASSAGES)
    return made


@pytest.fixture
def speller(index: Index, archive: Archive) -> Speller:
    """What reads queries over them."""
    return Speller(archive.vocabulary, frozenset)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Schichtubergabe", "Schichtubergabe"),  # found as it is: its parts are known
        ("Schichtübergbae", "Schichtübergabe"),
        ("SCHICHTÜBERGBAE", "Schichtübergabe"),
        ("rundgagn", "Rundgang"),
        ("aprentices", "apprentices"),
        ("aprentice", "apprentice"),
        ("Zwiesprahcler", "Zwiesprachler"),
        ("Wissenstransfre", "Wissenstransfer"),
        ("Patensprechstnude", "Patensprechstunde"),
        ("Kniffelp", "Kniffelplan"),
    ],
)
def test_a_mistyped_word_is_read_as_what_was_meant(speller: Speller, typed: str, read: str) -> None:
    """From the archive, from the glossary, by parts of a compound, from its beginning."""
    assert speller.read(typed).text.casefold() == read.casefold()


@pytest.mark.parametrize(
    "query",
    [
        "Wie übergeben wir die Schicht?",
        "two-person safeguard for deadlines",
        "[PERSON_1] ISO 9001 2026",
        "zzgrblfxq",
        "",
        "   ",
    ],
)
def test_what_is_right_or_hopeless_is_left_alone(speller: Speller, query: str) -> None:
    """Not a letter of it changes, and nothing is said to have been read otherwise."""
    read = speller.read(query)
    assert (read.text, read.words) == (query, ())


def test_only_the_word_changes(speller: Speller) -> None:
    """Everything around it stays, letter by letter."""
    read = speller.read("  Was,  bitte, ist ein Rundgagn (kurz)? ")
    assert read.text == "  Was,  bitte, ist ein Rundgang (kurz)? "
    assert read.words == (("Rundgagn", "Rundgang"),)


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    """Whatever is typed comes back, with the changes it says and no other."""
    read = Speller(_Empty(), frozenset).read(text)
    assert bool(read.words) == (read.text != text)


def test_a_pasted_page_is_not_repaired_to_its_end(speller: Speller) -> None:
    """A few unknown words are looked at."""
    read = speller.read("Rundgagn " * 30)
    assert len(read.words) == MOST_REPAIRED


def test_a_word_that_must_not_be_seen_is_told_to_nobody(
    index: Index, archive: Archive, speller: Speller
) -> None:
    """A review hid it: until the note is masked anew, no suggestion comes from it."""
    whole = analysis()
    said = [
        Passage(item.id, item.id, Masked("Bergquist weiß es"), {"note_id": whole.note.id})
        for item in whole.items
    ]
    archive.notes.save(whole, index.entries(said))
    assert speller.read("Bregquist").text == "Bergquist"
    archive.reviews.add(review("flag", whole.flags[0].id, "category", "money"))
    assert archive.notes.stale() == (whole.note.id,)
    assert speller.read("Bregquist").text == "Bregquist"


def test_search_says_how_it_read_and_lets_one_go_back(index: Index) -> None:
    """The hit is found, the reason says by which reading; as typed, it is only what is left."""
    found = index.search("Rundgagn")
    assert found.read_as is not None
    assert found.read_as.words == (("Rundgagn", "Rundgang"),)
    first = found.hits[0]
    assert first.id == "shift"
    reason = next(each for each in first.why if each.key == "read_as")
    for tongue in phrases.TONGUES:
        assert "Rundgagn" in phrases.say_reason(reason, tongue)
    assert index.search("Rundgang").read_as is None
    plain = index.search("Rundgagn", as_typed=True)
    assert plain.read_as is None
    assert not any(each.key in ("found_words", "read_as") for hit in plain.hits for each in hit.why)


def test_where_nothing_answers_the_other_language_is_offered(index: Index) -> None:
    """Only in words that stand here; nothing is offered where something answers."""
    index.add([("hand", "A shift handover is a walk.", {})])
    unsure = index.search("Übergabe von Xylophonen Notenblättern Trompeten")
    assert not unsure.confident
    assert "handover" in unsure.other_words
    assert index.search("xylophone trumpet tour").other_words == ("Rundgang",)
    assert index.search(PASSAGES[0][1]).other_words == ()


class _Empty:
    """No archive at all."""

    def change(self) -> int:
        """It never changes."""
        return 0

    def words(self) -> list[tuple[str, int]]:
        """No word."""
        return []

    def holds(self, tokens: list[str]) -> bool:
        """Nothing is there."""
        return False

    def text_with(self, word: str) -> None:
        """Nowhere."""

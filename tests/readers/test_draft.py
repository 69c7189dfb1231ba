"""The text while it is written, and where its stretches stood."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.errors import NoteUnreadable
from iolkit.readers.draft import Draft, Place, clean


def test_places_cover_what_was_added_inside() -> None:
    """A place spans its words, nested ones too, in order of their start."""
    draft = Draft(1000)
    draft.block("Vorher")
    with draft.place("page", "1"):
        draft.line("Eins")
        with draft.place("part", "hidden"):
            draft.line("Zwei")
    found = draft.finish()
    assert [(p.kind, found.text[p.start : p.end]) for p in found.places] == [
        ("page", "Eins\nZwei"),
        ("part", "Zwei"),
    ]


def test_sections_end_at_the_next_heading_of_their_level() -> None:
    """A section holds its subsections and ends where the next one of its rank begins."""
    draft = Draft(1000)
    for level, words in ((1, "A"), (2, "A1"), (2, "A2"), (1, "B")):
        draft.gap()
        draft.heading(level)
        draft.block(words)
    found = draft.finish()
    sections = {p.label: found.text[p.start : p.end].split() for p in found.places}
    assert sections == {"1": ["A", "A1", "A2"], "1.1": ["A1"], "1.2": ["A2"], "2": ["B"]}


def test_text_keeps_to_its_limit() -> None:
    """One code point too many ends the reading."""
    draft = Draft(5)
    draft.add("12345")
    with pytest.raises(NoteUnreadable) as refused:
        draft.add("6")
    assert refused.value.key == "text_too_long"


def test_rubbish_is_cleaned() -> None:
    """No control character, lone surrogate or foreign line end gets into a note."""
    assert clean("a\x00b\x0cc\r\nd\u2028e\ud800f\x07\ufffe") == "ab\nc\nd\ne\ufffdf"


def test_empty_pages_keep_their_place_and_empty_parts_do_not() -> None:
    """A reader sees that a page was there; an empty comment is nothing."""
    draft = Draft(99)
    with draft.place("page", "1"), draft.place("part", "comment"):
        draft.line(" ")
    draft.line("x")
    assert draft.finish().places == (Place(0, 0, "page", "1"),)


PIECES = st.lists(
    st.tuples(st.text(alphabet="aou\u0308\u0301e \nÄ", max_size=6), st.booleans()), max_size=20
)


@given(PIECES)
def test_offsets_stay_right_when_accents_join_across_pieces(pieces: list[tuple[str, bool]]) -> None:
    """NFC may join the end of one run and the start of the next; every place still lies inside
    the text, in order, and the text is the NFC of what was written."""
    draft = Draft(10_000)
    for words, marked in pieces:
        if marked:
            with draft.place("part", "hidden"):
                draft.add(words)
        else:
            draft.add(words)
    found = draft.finish()
    whole = "".join(words for words, _ in pieces)
    assert found.text == unicodedata.normalize("NFC", whole).strip()
    for place in found.places:
        assert 0 <= place.start < place.end <= len(found.text)


def test_joined_letters_and_soft_hyphens_become_plain_words() -> None:
    """A word set with a ligature or a hyphen nobody sees is found by its letters."""
    assert clean("e\ufb03zient, Wissens\u00adträger") == "effizient, Wissensträger"

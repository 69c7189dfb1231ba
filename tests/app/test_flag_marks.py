"""Flags are marked by colour and letter, around text that stays harmless."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.records import Flag, Reason, Span
from tests.app.fake_notes import NOTES

NOTE = NOTES[0]
TEXT = "Haus A zahlt 74 T€ im Jahr\nan Frau B."


def flag(start: int, end: int, category: str = "money") -> Flag:
    """A flag on TEXT or any other text."""
    return Flag(f"{start}-{end}", Span(start, end), category, None, "own", None, 1.0, "lists",
                Reason("flagged_by_person"))  # fmt: skip


def test_a_mark_has_a_colour_and_a_letter() -> None:
    """Nobody needs to see the colour to know the category."""
    from flag_marks import marked

    made = marked(TEXT, [flag(13, 18)], "de", {})
    assert made.split("\n")[0] == "Haus A zahlt :orange-background[74 T€ :small[**B**]] im Jahr  "


def test_every_category_has_a_colour_and_a_letter() -> None:
    """No category stays without a mark, and no letter stands for two."""
    from flag_list import CATEGORIES
    from flag_marks import COLOURS, mark

    assert set(COLOURS) == set(CATEGORIES)
    for tongue in ("de", "en"):
        assert len({mark("x", flag(0, 1, c), tongue)[-6:] for c in CATEGORIES}) == len(CATEGORIES)
    for category in CATEGORIES:
        assert re.fullmatch(
            r":\w+-background\[x :small\[\*\*[A-Z]\*\*\]\]", mark("x", flag(0, 1, category), "en")
        )


def test_a_flag_over_two_lines_is_marked_on_both() -> None:
    """A directive cannot span lines, so each line gets its own; the word stands once."""
    from flag_marks import marked

    first, second = marked(TEXT, [flag(19, 36, "person")], "en", {}).split("\n")
    assert first.endswith(":violet-background[im Jahr]  ")
    assert second == ":violet-background[an Frau B :small[**P**]]\\.  "


def test_of_overlapping_flags_every_sign_is_marked_once() -> None:
    """Marks never nest or cross, and nothing that is flagged stays unmarked."""
    from flag_marks import marked

    made = marked(TEXT, [flag(16, 26, "figures"), flag(13, 18), flag(14, 15)], "de", {})
    assert made.startswith(
        "Haus A zahlt :orange-background[74 T€ :small[**B**]]"
        ":orange-background[im Jahr :small[**G**]]"
    )


def test_items_are_numbered_where_they_start() -> None:
    """The number of an item's card stands in the text."""
    from flag_marks import marked

    assert marked(TEXT, [], "de", {7: "1"}).startswith("Haus A :gray-badge[1] zahlt")


@given(st.text(alphabet="ab :[]()!$\n*@-", max_size=40), st.data())
def test_no_note_can_break_out_of_its_mark(text: str, data: st.DataObject) -> None:
    """Whatever the note holds: apart from our own marks every special sign is escaped."""
    from flag_marks import marked

    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    made = marked(text, [flag(*ends)], "de", {})
    ours = re.sub(r":orange-background\[| :small\[\*\*B\*\*\]\]", "", made)
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", ours)
    unnamed = made.count("-background[") - made.count(" :small[**")
    assert bare.count("]") == unnamed
    assert not set(bare) & set(":[()!$*@-")


def test_a_quote_stays_on_its_line() -> None:
    """The words around a flag are cut at words and do not cross lines."""
    from flag_marks import quoted

    long = "davor " * 20 + "74 T€" + " danach" * 20 + "\nnicht mehr"
    made = quoted(long, flag(120, 125), "de")
    assert made.startswith("… davor")
    assert made.endswith("danach …")
    assert ":orange-background[74 T€]" in made
    assert quoted(TEXT, flag(13, 18), "de") == "Haus A zahlt :orange-background[74 T€] im Jahr"


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_a_real_note_is_marked_throughout(tongue: str) -> None:
    """Every flag of a note is marked, and its hostile line is only text."""
    from flag_marks import marked

    made = marked(NOTE.note.text, NOTE.flags, tongue, {})
    assert made.count("-background[") == len(NOTE.flags)
    assert "![x]" not in made
    assert ":material" not in made


def test_highlighted_spans_outside_the_text_are_left_out() -> None:
    """A citation that points beyond the passage marks nothing and breaks nothing."""
    from flag_marks import highlighted

    assert highlighted("Text", [Span(0, 99), Span(2, 2)]) == "Text"
    assert highlighted("Ein Text.", [Span(4, 8)]) == "Ein :blue-background[Text]\\."


@given(st.text(alphabet="ab \n", max_size=300), st.integers(5, 80))
def test_pages_hold_the_whole_text_and_cut_between_lines(text: str, size: int) -> None:
    """Put together again with the line breaks between them, the parts are the text."""
    from flag_marks import pages

    parts = pages(text, size)
    assert "\n".join(part.of(text) for part in parts) == text
    assert parts[0].start == 0
    assert parts[-1].end == len(text)


def test_the_legend_names_what_occurs() -> None:
    """Letter and words of each category that is marked, and no other."""
    from flag_marks import legend

    made = legend([flag(0, 1), flag(2, 3), flag(4, 5, "person")], "de")
    assert made == (":orange-background[**B**]\u00a0Betrag · :violet-background[**P**]\u00a0Person")

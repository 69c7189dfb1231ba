"""Rich text: what the words of its grammar make of a note."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from iolkit.errors import NoteUnreadable
from iolkit.readers import rtf
from iolkit.readers.limits import SHIPPED, Limits

HEAD = "{\\rtf1\\ansi\\ansicpg1252 "


def read(body: str) -> str:
    """The text of a rich text file."""
    return rtf.extract((HEAD + body + "}").encode("latin-1"), SHIPPED).text


def written(text: str) -> str:
    """Words as a program writes them: everything but plain letters by number."""
    units = text.encode("utf-16-le")
    numbers = [int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)]
    return "".join(
        chr(n) if chr(n) in string.ascii_letters else f"\\u{n - 65_536 if n > 32_767 else n}?"
        for n in numbers
    )


WORDS = st.text(st.characters(exclude_categories=["C", "M", "Z"]), min_size=1, max_size=20)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_any_letters_come_back(paragraphs: list[str]) -> None:
    """Paragraphs written by number are read as they were, pairs of halves among them."""
    from iolkit.readers.draft import clean

    body = "".join(written(words) + "\\par\n" for words in paragraphs)
    assert read(body) == "\n\n".join(clean(words) for words in paragraphs)


@given(st.text(st.sampled_from("{}\\ab1'u* \n;-"), max_size=60))
def test_nothing_makes_it_stumble(body: str) -> None:
    """Any grammar, however broken, is text or a refusal."""
    rtf.extract((HEAD + body).encode("latin-1"), SHIPPED)


@given(
    st.lists(
        st.sampled_from(
            [
                "{", "}", "\\par ", "\\cell ", "\\row ", "\\intbl ", "\\pard ", "{\\footnote ",
                "x ", "{\\*\\annotation ", "\\v ", "\\deleted ", "{\\fonttbl ", "{\\stylesheet ",
                "{\\info ", "{\\shptxt ", "\\nestcell ", "{\\header ", "{\\colortbl ",
                "\\u8364 ", "\\'f6", "\\s1 ", "{\\listtext ", "\\bin2 ", "\\uc9 ",
                "\\outlinelevel3 ", "\\ls1 ", "\\ilvl4 ",
            ]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_words_in_any_order(pieces: list[str]) -> None:
    """Every place lies inside the text, however the words are mixed."""
    found = rtf.extract((HEAD + "".join(pieces)).encode(), SHIPPED)
    assert all(0 <= place.start <= place.end <= len(found.text) for place in found.places)


def test_plain_ends_what_was_hidden() -> None:
    """Hidden holds until it is taken back, by its own word, by \\plain or by the group's end."""
    found = rtf.extract((HEAD + "a{\\v b}c\\v d\\v0 e\\v f\\plain g\\par}").encode(), SHIPPED)
    assert found.text == "abcdefg"
    hidden = [found.text[p.start : p.end] for p in found.places if p.label == "hidden"]
    assert hidden == ["b", "d", "f"]


def test_same_header_on_every_page_is_read_once() -> None:
    """First, left and right pages mostly carry the same one."""
    assert read("{\\headerl Kopf}{\\headerr Kopf}Text\\par") == "Text\n\nKopf"


def test_text_is_bounded() -> None:
    """The limit holds while the file is read, not only once it is written."""
    try:
        rtf.extract((HEAD + "wort\\par " * 100).encode(), Limits(text=50))
    except NoteUnreadable as refused:
        assert refused.key == "text_too_long"
    else:
        raise AssertionError("not bounded")

"""Bytes to characters, and front matter taken off."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.errors import NoteUnreadable
from iolkit.readers import text

GERMAN = "Übergabe an die Größenklasse: „schön“ – Maß, Öl, Ärger, 5 €"


@pytest.mark.parametrize(
    "data",
    [
        GERMAN.encode(),
        GERMAN.encode("utf-8-sig"),
        GERMAN.encode("utf-16"),
        b"\xfe\xff" + GERMAN.encode("utf-16-be"),
        GERMAN.encode("utf-32"),
        GERMAN.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 le", "utf-16 be", "utf-32", "cp1252"],
)
def test_umlauts_survive_every_encoding(data: bytes) -> None:
    """The encodings that German notes come in all give the same characters."""
    assert text.decode(data) == GERMAN


def test_sharp_s_before_quotation_mark_is_no_utf8_letter() -> None:
    """In Windows text "ß“" happens to look like one UTF-8 letter; the rest of the file tells."""
    words = "Der Spaß“ daran, größer, älter, Öl: „Maß“"
    assert text.decode(words.encode("cp1252")) == words


def test_stray_windows_bytes_in_utf8_are_read_for_what_they_are() -> None:
    """A paste from an old program does not spoil the umlauts of the whole note."""
    data = "Größe, Öl, Übung ".encode() + "älter".encode("cp1252")
    assert text.decode(data) == "Größe, Öl, Übung älter"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"MZ\x90\x00\x03\x00" * 50,
        b"Text\x00mehr",
        b"\x01\x02\x03\x04" * 9,
    ],
    ids=["all bytes", "program", "nul in text", "controls"],
)
def test_binary_rubbish_is_not_text(data: bytes) -> None:
    """A program or a picture named .txt is turned away, not read as rubbish."""
    with pytest.raises(NoteUnreadable) as refused:
        text.decode(data)
    assert refused.value.key == "not_text"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_utf8_round_trip(words: str) -> None:
    """What was written in UTF-8 is read character by character, apart from a leading mark."""
    if "\ufffd" not in words:
        assert text.decode(words.encode()) == words.removeprefix("\ufeff")


@given(st.text(alphabet="abcäöüÄÖÜß „“–€éñ.,\n", min_size=1, max_size=200))
def test_windows_round_trip(words: str) -> None:
    """Windows-1252 text comes back unless its bytes happen to be perfect UTF-8."""
    data = words.encode("cp1252")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        letters = text._UTF8_LETTER.findall(data)
        if not letters:
            assert text.decode(data) == words


def test_settle_changes_line_ends_and_composition_only() -> None:
    """NFC and "\\n" line ends; tabs, double spaces and odd spaces stay."""
    assert text.settle("a\r\nb\rc\u0308 \t\u00a0 \u200bd\n") == "a\nb\nc̈ \t\u00a0 \u200bd\n"
    assert unicodedata.is_normalized("NFC", text.settle("U\u0308"))


@pytest.mark.parametrize(
    ("whole", "block", "rest"),
    [
        ("---\ntitle: A\n---\nText", "title: A\n", "Text"),
        ("---\ntitle: A\n---\n\n  Text\n", "title: A\n", "\n  Text\n"),
        ("---\n---\nText", "", "Text"),
        ("---\ntitle: A\n---\n---\nb: c\n---\n", "title: A\n", "---\nb: c\n---\n"),
        ("---  \n# Kommentar\n'titel': A\n...\nText", "# Kommentar\n'titel': A\n", "Text"),
        ("---\ntitle: A\n---", "title: A\n", ""),
        ("---\nNur ein Strich darüber.\n---\nText", "", "---\nNur ein Strich darüber.\n---\nText"),
        ("---\ntitle: A\nohne Ende", "", "---\ntitle: A\nohne Ende"),
        (" ---\ntitle: A\n---\n", "", " ---\ntitle: A\n---\n"),
        ("Text\n---\ntitle: A\n---\n", "", "Text\n---\ntitle: A\n---\n"),
    ],
)
def test_front_matter_is_taken_off(whole: str, block: str, rest: str) -> None:
    """Only a closed block of keys at the very start is front matter; a drawn line is text."""
    assert text.split_front_matter(whole) == (block, rest)


@given(st.text(max_size=200))
def test_nothing_is_lost_in_splitting(words: str) -> None:
    """Text without front matter comes back whole, and text after front matter too."""
    assert text.split_front_matter("---\ntitle: A\n---\n" + words)[1] == words


@given(st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"]), min_size=8))
def test_utf_16_without_its_mark_is_known(words: str) -> None:
    """Western letters leave every second byte empty; which one tells the order."""
    for encoding in ("utf-16-le", "utf-16-be"):
        assert text.decode(words.encode(encoding)) == words


@pytest.mark.parametrize("data", [bytes(99), b"\x00\x01" * 40, b"ab\x00" * 40, b"a\x00" * 9 + b"b"])
def test_bytes_with_empty_ones_are_no_text(data: bytes) -> None:
    """Counters, padding and records have empty bytes too, but no letters between them."""
    with pytest.raises(NoteUnreadable, match="not_text"):
        text.decode(data)

"""The name a note is shown under."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iolkit.readers.names import display_name, suffix_of

TRICKS = {
    "notiz.md": "notiz.md",
    "../../etc/passwd": "passwd",
    "..\\..\\windows\\system32\\notiz.txt": "notiz.txt",
    "C:\\Users\\x\\Notiz.docx": "Notiz.docx",
    "/abs/olut/e.pdf": "e.pdf",
    "rech\u202etxt.exe": "rechtxt.exe",
    "null\x00byte.md": "nullbyte.md",
    "zeile\numbruch.txt": "zeileumbruch.txt",
    "a.txt:geheim.exe": "a.txt_geheim.exe",
    "  weit   weg .md  ": "weit weg .md",
    "notiz.md.": "notiz.md",
    "...": "unnamed",
    "": "unnamed",
    "/": "unnamed",
    "\u200b\u200e": "unnamed",
    "U\u0308bung.md": "Übung.md",
    "\ud800kaputt.md": "kaputt.md",
    '<b>"x"|?*.txt': "_b__x____.txt",
    "\ufeffbom.txt": "bom.txt",
    "tag\U000e0041.md": "tag.md",
}


@pytest.mark.parametrize("given_name", TRICKS)
def test_name_loses_paths_and_traps(given_name: str) -> None:
    """Path parts, control and direction marks never reach a reader's screen."""
    assert display_name(given_name) == TRICKS[given_name]


def test_long_name_keeps_its_suffix() -> None:
    """A name is cut to 120 code points before its suffix, so that its kind stays visible."""
    name = display_name("ä" * 300 + ".docx")
    assert len(name) == 120
    assert name.endswith("ä.docx")


@example("U\ud7fc\u0300")
@given(st.text(max_size=200))
def test_any_name_becomes_a_harmless_one(name: str) -> None:
    """Whatever is given, the name shown is short, visible, without path parts, and settled."""
    shown = display_name(name)
    assert 0 < len(shown) <= 120
    assert not set(shown) & set("/\\\n\r\t\x00")
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in shown)
    assert display_name(shown) == shown


def test_suffix_is_lower_case_and_plain() -> None:
    """Only a short ASCII suffix counts as one."""
    assert suffix_of("Notiz.DOCX") == ".docx"
    assert suffix_of("ohne") == ""
    assert suffix_of("v1.2 final") == ""
    assert suffix_of("x.ＭＤ") == ""


@pytest.mark.parametrize("name", ["CON", "con.md", "Aux.txt", "com1.docx", "NUL.tar.md"])
def test_names_of_devices_are_no_names(name: str) -> None:
    """Windows would open a device, with any suffix."""
    assert display_name(name) == f"_{name}"
    assert display_name("Console.md") == "Console.md"

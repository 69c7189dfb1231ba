"""A title for notes that have none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.readers.draft import Place
from iolkit.readers.titles import title_of

LONG = (
    "Wir haben an diesem langen Tag gelernt, dass die Übergabe am Freitag zu spät kommt und dass "
    "niemand davon wusste."
)


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Vorab\n\n## Rüstzeit **senken** ##\nText", "a.md", "Rüstzeit senken"),
        ("Besuch im Werk Süd\n\nText.", "a.txt", "Besuch im Werk Süd"),
        ("--- Besuch im Werk ---\nText.", "a.txt", "Besuch im Werk"),
        ("Datum: 5.3.2026\nOrt: Köln\n", "2026-03-05_Runder-Tisch.md", "2026-03-05 Runder Tisch"),
        ("Wir haben gelernt.", "Peer-Review_Halle.docx", "Peer Review Halle"),
        ("A | B\n1 | 2", "Kosten%20Werk.xlsx", "Kosten Werk"),
        ("12.03.2026\nText", "scan_0001.pdf", "12.03.2026 Text"),
        ("Petra: Guten Morgen.", "transcript (2).vtt", "Petra: Guten Morgen."),
        (LONG, "notiz.txt", f"{LONG[:99]} …"),
        ("", "notizen.txt", ""),
    ],
)  # fmt: skip
def test_title(text: str, name: str, title: str) -> None:
    """Heading, first line, name of the file, beginning: the first that tells something."""
    assert title_of(text, (), name) == title


def test_heading_of_the_file_comes_first() -> None:
    """A parser's heading wins over the first line, unless it stands far inside."""
    text = "Vermerk vom Freitag\n\nRüstzeit\n\nText"
    assert title_of(text, (Place(21, len(text), "heading", "1"),), "a.docx") == "Rüstzeit"
    far = "Kopf\n" + "x " * 2_000 + "Spät"
    assert title_of(far, (Place(4_005, len(far), "heading", "1"),), "a.docx") == "Kopf"


@given(st.text(), st.text(max_size=30))
def test_a_note_with_words_has_a_title(text: str, name: str) -> None:
    """Any letter in the text is enough for a title of one line and bounded length."""
    title = title_of(text, (), name)
    assert len(title) <= 102 and "\n" not in title
    if any(char.isalpha() for char in text[:90]):
        assert title

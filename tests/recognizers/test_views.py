"""Views of a text: tricks undone, places kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.recognizers.views import closed, plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Frau Zenz-\nmayr kam", "Frau Zenzmayr kam"),
        ("Hessen-\nRhein", "Hessen-Rhein"),
        ("Groß-\nund Kleinbetriebe", "Groß-\nund Kleinbetriebe"),
        ("> eine Ver-\n> längerung", "> eine Verlängerung"),
        ("Zenz\u00admayr", "Zenzmayr"),
        ("Zenz\u200bmayr", "Zenzmayr"),
        ("Rene\u0301e", "Renée"),
        ("max (at) firma [dot] de", "max@firma.de"),
        ("R&auml;tsel &amp; Co", "Rätsel & Co"),
        ("\uff21\uff22\uff11\uff12", "AB12"),
        ("1\u00a0200\u202fEuro", "1 200 Euro"),
        ("P\u0430ul", "Paul"),
        ("\u202eebA\u202c", "Abe"),
        ("\u0418\u0432\u0430\u043d", "\u0418\u0432\u0430\u043d"),
    ],
)
def test_tricks_are_undone(written: str, read: str) -> None:
    """Each way to hide a word is read as the word; a word of another script stays itself."""
    assert plain(written).text == read


def test_places_lead_back_over_a_line_break() -> None:
    """A name broken over a line is one stretch of the source."""
    text = "mit Frau Zenz-\nmayr im Haus"
    view = plain(text)
    start = view.text.index("Zenzmayr")
    assert view.span(start, start + 8).of(text) == "Zenz-\nmayr"


def test_letter_spacing_is_closed() -> None:
    """Spaced letters become a word, and its place is that of all of them."""
    text = "ruf an: m a x @ f i r m a . d e"
    view = closed(text)
    assert view is not None
    start = view.text.index("max@firma.de")
    assert view.span(start, start + 12).of(text) == "m a x @ f i r m a . d e"


def test_plain_words_are_left_alone() -> None:
    """Ordinary text has no closed view."""
    assert closed("Wir haben a b und c besprochen.") is None


@given(st.text(max_size=300))
def test_every_stretch_of_a_view_lies_in_its_source(text: str) -> None:
    """Whatever the text, a stretch of the view comes from an ordered stretch inside it."""
    view = plain(text)
    last = 0
    for at in range(len(view.text)):
        span = view.span(at, at + 1)
        assert 0 <= span.start <= span.end <= len(text)
        assert span.end >= last
        last = span.end


@given(st.text(alphabet="abcäöü \nAB-", max_size=200))
def test_ordinary_letters_are_kept(text: str) -> None:
    """Nothing but hyphens and line ends is taken out of plain text."""
    kept = [sign for sign in plain(text).text if sign.isalpha()]
    assert kept == [sign for sign in text if sign.isalpha()]

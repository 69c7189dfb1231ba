"""Folding and the words of a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.language import fold, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Übergabe", "uebergabe"),
        ("UEBERGABE", "uebergabe"),
        ("U\u0308bergabe", "uebergabe"),
        ("Maßnahme", "massnahme"),
        ("STRASSE", "strasse"),
        ("Café", "cafe"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("Weiter\u00adbildung", "weiterbildung"),
        ("ﬁnden", "finden"),
        ("ｱ", "ｱ"),
    ],
)
def test_spellings_of_one_word_fold_to_one_form(written: str, folded: str) -> None:
    """Umlauts, ß, accents, ligatures and soft hyphens are written plainly."""
    assert fold(written) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own folded form."""
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcäöüßéñ ABCÄÖÜẞÉ", max_size=30))
def test_latin_letters_fold_to_ascii(text: str) -> None:
    """Nothing of the letters of our two languages and their neighbours stays outside ASCII."""
    assert fold(text).isascii()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SAP-Einführung läuft", ["SAP", "Einführung", "läuft"]),
        ("don't, geht's", ["don't", "geht's"]),
        ("2,4 Mio. am 12.03.2026 um 14:30", ["2,4", "Mio", "am", "12.03.2026", "um", "14:30"]),
        ("Kolleg:innen und Leiter*innen", ["Kolleg:innen", "und", "Leiter*innen"]),
        ("Leiter/-innen (Leiter(innen))", ["Leiter/-innen", "Leiter(innen)"]),
        ("[PERSON_1] sagt _nein_", ["PERSON_1", "sagt", "nein"]),
        ("host:internal", ["host", "internal"]),
        ("U\u0308ber uns", ["U\u0308ber", "uns"]),
        ("… — !", []),
    ],
)
def test_words_are_what_a_reader_calls_words(text: str, found: list[str]) -> None:
    """Hyphens part, apostrophes, decimals, gender marks and stand-ins do not."""
    assert [word.text for word in words(text)] == found


@given(st.text(max_size=80))
def test_words_lie_in_order_where_they_say(text: str) -> None:
    """Spans point at the word itself, ordered and apart; no letter or digit is left out."""
    found = words(text)
    assert all(word.span.of(text) == word.text != "" for word in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    covered = {at for word in found for at in range(word.span.start, word.span.end)}
    assert all(at in covered for at, letter in enumerate(text) if letter.isalnum())

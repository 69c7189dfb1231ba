"""Stems bring the forms of a word together and keep words apart."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from iolkit.language import fold, stem
from iolkit.language.stems import neutral


@pytest.mark.parametrize(
    "forms",
    [
        "Übergabe Übergaben Uebergabe ÜBERGABE",
        "Maßnahme Massnahmen Maßnahmen",
        "Vertrag Verträge Vertraege Vertrags",
        "Kollege Kollegen Kolleg:innen Kolleg*innen Kolleg_innen Kolleginnen Kollegin",
        "Mitarbeiter Mitarbeiterin Mitarbeiterinnen Mitarbeiter/-innen Mitarbeiter(innen)",
        "Mitarbeitende Mitarbeitenden Mitarbeiter",
        "Ärztin Ärztinnen Arzt Ärzte",
        "Expertin Expertinnen Experte Expert:innen",
        "Problem Probleme Problemen Problems",
        "System Systeme Systeme",
        "Teilsystem Teilsysteme",
        "Kurs Kurse Kursen",
        "Firma Firmen",
        "Konto Konten",
        "Kriterium Kriterien",
        "Büro Büros",
        "frei freie freien freier",
        "teuer teure teuren",
        "flexibel flexible flexiblen",
        "Zuständigkeit Zuständigkeiten zuständig zuständige",
    ],
)
def test_forms_of_a_german_word_share_a_stem(forms: str) -> None:
    """Declined, gendered and differently written forms are one word to a search."""
    assert len({stem(form, "de") for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zuständigkeit", "Zustand"),
        ("Steuer", "teuer"),
        ("Gewinn", "Beginn"),
        ("Berlin", "Berl"),
        ("Termin", "Term"),
        ("Medizin", "Mediz"),
    ],
)
def test_different_german_words_keep_different_stems(one: str, other: str) -> None:
    """What only looks alike is not thrown together."""
    assert stem(one, "de") != stem(other, "de")


def test_english_words_have_english_stems() -> None:
    """The tongue chooses the rules."""
    assert {stem(form, "en") for form in ("learn", "learned", "learning", "Learns")} == {"learn"}


def test_a_folded_word_has_the_stem_of_the_word() -> None:
    """It does not matter who folds."""
    for word in ("Übergabeprotokolle", "Großraumbüros", "Kolleg:innen", "café"):
        assert stem(fold(word), "de") == stem(word, "de")


@pytest.mark.parametrize("word", ["beginnen", "gewinnen", "drinnen", "login", "kind", "haus"])
def test_words_without_a_gender_ending_stay(word: str) -> None:
    """Verbs in -innen and short words are no feminine forms."""
    assert neutral(word) == word


def test_threads_may_stem_at_the_same_time() -> None:
    """Every thread has a stemmer of its own."""
    forms = [f"Prüfungen{letter}" for letter in "abcdefghij"] * 20
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda form: stem(form, "de"), forms))
    assert found == [stem(form, "de") for form in forms]

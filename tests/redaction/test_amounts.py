"""Amounts and figures in softer words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.redaction import amounts, numerals


@pytest.mark.parametrize(
    ("text", "de", "en"),
    [
        ("480.000 €", "ein mittlerer sechsstelliger Betrag", "a mid six-figure sum"),
        ("1,8 Mio. €", "ein niedriger siebenstelliger Betrag", "a low seven-figure sum"),
        ("EUR 310k", "ein niedriger sechsstelliger Betrag", "a low six-figure sum"),
        ("CHF 412'000.–", "ein mittlerer sechsstelliger Betrag", "a mid six-figure sum"),
        ("£1.15m", "ein niedriger siebenstelliger Betrag", "a low seven-figure sum"),
        ("98 T€", "ein hoher fünfstelliger Betrag", "a high five-figure sum"),
        ("zweihundertzehntausend", "ein niedriger sechsstelliger Betrag", "a low six-figure sum"),
        ("twenty-five thousand", "ein niedriger fünfstelliger Betrag", "a low five-figure sum"),
        ("7 %", "ein einstelliger Prozentsatz", "a single-digit percentage"),
        ("23 Prozent", "ein zweistelliger Prozentsatz", "a double-digit percentage"),
        ("fünfzehn Pro-\nzent", "ein zweistelliger Prozentsatz", "a double-digit percentage"),
    ],
)
def test_the_magnitude_stays(text: str, de: str, en: str) -> None:
    """Two readers who know the value and the words agree; nobody gets the value from the words."""
    amount = amounts.read(text, is_money=True)
    assert amount is not None
    assert (amounts.soften(amount, "nom", "de"), amounts.soften(amount, "nom", "en")) == (de, en)


@pytest.mark.parametrize(
    ("text", "frame", "said"),
    [
        ("480.000 €", "dat", "einem mittleren sechsstelligen Betrag"),
        ("480.000 €", "acc", "einen mittleren sechsstelligen Betrag"),
        ("480.000 €", "range", "im mittleren sechsstelligen Bereich"),
        ("Tagessatz 1.650", "range", "Tagessatz im niedrigen vierstelligen Bereich"),
        ("14 % Rabatt", "acc", "einen Rabatt im zweistelligen Prozentbereich"),
        ("2.500 € pro Kopf", "nom", "ein niedriger vierstelliger Betrag pro Kopf"),
    ],
)
def test_german_words_take_the_case_of_the_sentence(text: str, frame: str, said: str) -> None:
    """Case, head noun and what the amount refers to."""
    amount = amounts.read(text, is_money=True)
    assert amount is not None
    assert amounts.soften(amount, frame, "de") == said


@given(st.integers(1, 10**12 - 1), st.sampled_from(["de", "en"]), st.sampled_from(["nom", "range"]))
def test_softer_words_hold_no_digit(value: int, language: str, frame: str) -> None:
    """Whatever the value, the words carry none of its digits."""
    amount = amounts.read(f"{value} €", is_money=True)
    assert amount is not None
    assert not any(char.isdigit() for char in amounts.soften(amount, frame, language))


@pytest.mark.parametrize("text", ["zwischen 40 und 60 k€", "der Rest", "", "0 €"])
def test_what_is_not_one_number_gets_no_softer_words(text: str) -> None:
    """Better hidden than wrong."""
    assert amounts.read(text, is_money=True) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("First-Time-Fix von 81 auf 68 %", "[Rückgang]"),
        ("9 auf 2,5 %", "[deutlicher Rückgang]"),
        ("5 % -> 31 %", "[deutlicher Anstieg]"),
        ("81 statt 95 prozent", "[Rückgang]"),
        ("64 per cent, 71 before the split", "[Rückgang]"),
        ("31 von 118 Technikern", None),
        ("12 %", None),
        ("7 auf 7 %", None),
    ],
)
def test_a_pair_of_figures_becomes_its_trend(text: str, said: str | None) -> None:
    """Where it went, not from where to where."""
    assert amounts.trend(text, "de") == said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sechsunddreißig", 36),
        ("zweitausendvierhundert", 2400),
        ("hundertdreiundzwanzig", 123),
        ("tausend", 1000),
        ("zwei Millionen", 2_000_000),
        ("forty-two", 42),
        ("three hundred and five", 305),
        ("nearly six", 6),
        ("acht und mehr", 8),
        ("Handel und Wandel", None),
        ("tausendschön", None),
    ],
)
def test_numerals_are_read(text: str, value: int | None) -> None:
    """German runs together, English apart; other words are no numbers."""
    assert numerals.read(text) == value

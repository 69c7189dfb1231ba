"""Amounts by grammar, in figures and in words."""

from __future__ import annotations

import pytest

from iolkit.recognizers.amounts import amounts


def found(text: str) -> list[str]:
    """Every amount and what belongs to it."""
    return [text[a.start : a.end] for a in amounts(text, 0, len(text))]


@pytest.mark.parametrize(
    "amount",
    [
        "2,4 Mio. €", "CHF 1'200.—", "25k USD", "480k", "38 T€", "anderthalb Millionen",
        "a quarter million", "rd. 74 T€ je Tandem", "zweihundertzehntausend im Jahr",
        "four and a half thousand a day", "zwölf fuffzig pro Abend", "€ 64.500,-",
        "EUR 1,150 pro Kopf", "von 61 auf 74 %", "2.6 to 4.1 %", "neun Prozent",
        "5 % -> 31 %", "4hunderttausend", "£640k a year", "NOK 18 500 a day",
    ],
)  # fmt: skip
def test_an_amount_is_found_in_full(amount: str) -> None:
    """Number, scale, currency and what it is paid for are one amount."""
    assert amount in found(f"Das macht {amount}, sagt man.")


@pytest.mark.parametrize(
    "text",
    ["am 12.03.2026", "um 14:30 Uhr", "Seite 3 von 9", "3.2 Modell und Daten", "Bau F10"],
)
def test_places_and_times_are_no_amounts(text: str) -> None:
    """Dates, times, pages, headings and names with digits are left out."""
    assert found(text) == []


def test_a_long_row_of_numbers_is_read_once() -> None:
    """Ten thousand numbers in a line are ten thousand amounts, found without going back."""
    text = "7 " * 10_000
    assert len(found(text)) >= 5_000


def test_the_noun_beside_an_amount_is_offered() -> None:
    """The judge may take "Krankenquote von 19 Prozent" for one figure."""
    text = "Wir haben eine Krankenquote von 19 Prozent im Haus."
    (amount,) = amounts(text, 0, len(text))
    assert text[amount.start : amount.end] == "von 19 Prozent"
    assert "eine Krankenquote von 19 Prozent" in [text[a:b] for a, b in amount.longer]


@pytest.mark.parametrize(
    "text",
    ["eine Viertelmillion", "a quarter of a million", "half a million", "62 bis 71 T€",
     "jede dritte", "every third", "sixteen pounds forty", "R14 million", "-8"],
)  # fmt: skip
def test_halves_ranges_ordinals_and_odd_forms_are_amounts(text: str) -> None:
    """The whole form is one amount."""
    assert text in " | ".join(found(f"Das waren {text} dort."))

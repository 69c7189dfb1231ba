"""Contacts: how to reach somebody, and what only looks like it."""

from __future__ import annotations

import pytest

from iolkit.recognizers import contact


def found(text: str) -> list[str]:
    """What the contact recognizers find, longest first."""
    hits = [hit for r in contact.RECOGNIZERS for hit in r.find(text)]
    hits += contact.phones(text)
    return sorted({text[h.start : h.end] for h in hits if h.score >= 0.5}, key=len, reverse=True)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mail an ute.farber@holmwerk.example bitte", "ute.farber@holmwerk.example"),
        ("ute at holmwerk dot example", "ute at holmwerk dot example"),
        ("Tel. 0711 55 02 - 331.", "0711 55 02 - 331"),
        ("Ring +44 7700 900 222 later", "+44 7700 900 222"),
        ("Einwahl 069 90009-318, Konferenz-ID 55 204 1#", "069 90009-318, Konferenz-ID 55 204 1#"),
        ("Durchwahl -2286.", "-2286"),
        ("Am Mühlgraben 7, 59999 Quellstadt", "Am Mühlgraben 7, 59999 Quellstadt"),
        ("Büro: Fabrikstraße 12b, 70190 Talheim", "Fabrikstraße 12b, 70190 Talheim"),
        ("Post to 14 Sailmakers Yard, Penryn", "14 Sailmakers Yard, Penryn"),
        ("siehe linkedin.com/in/ute-farber-77", "linkedin.com/in/ute-farber-77"),
        ("Postfach 44 07 12, 20457 Hamburg", "Postfach 44 07 12, 20457 Hamburg"),
        (
            "null sieben eins eins, fünf fünf null zwei",
            "null sieben eins eins, fünf fünf null zwei",
        ),
    ],
)
def test_a_contact_is_found_in_full(text: str, wanted: str) -> None:
    """The whole of the contact is one finding."""
    assert found(text)[0] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Am 12.03.2026 von 14:30 bis 16:00 Uhr",
        "in den Jahren 2019-2024",
        "1.200.000 Teile im Jahr",
        "Norm 13485, Kapitel 8.2, Version 2.1.7",
        "Sack Zement im Baumarkt 9,49",
        "ein @ im Text, mehr nicht",
    ],
)
def test_numbers_of_other_kinds_are_no_contacts(text: str) -> None:
    """Dates, years, amounts and versions pass."""
    assert not found(text)


def test_long_runs_of_digits_take_no_time() -> None:
    """Digits and dots without end are read once."""
    assert not found("1." * 20_000)

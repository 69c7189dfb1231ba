"""Further mentions of known names."""

from __future__ import annotations

import pytest

from iolkit.recognizers.mentions import known_names, mentions
from iolkit.recognizers.names import Name, NameModel
from iolkit.recognizers.page import Page

LEXICON = NameModel.load().lexicon


def further(text: str, name: str, kind: str) -> list[str]:
    """Where else `name`, known from its first mention, is meant in `text`."""
    page, start = Page(text), text.index(name)
    first = Name(start, start + len(name), kind, 0.9)
    known = known_names([(page, [first])], LEXICON)
    return [text[n.start : n.end] for n in mentions(page, known, LEXICON) if n.start > start]


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("Ilse Varghese kam. Varghese sagt ja.", "Ilse Varghese", ["Varghese"]),
        ("Ilse Varghese kam. Ilse lacht.", "Ilse Varghese", ["Ilse"]),
        ("Ilse Varghese kam. Vargheses Karte.", "Ilse Varghese", ["Vargheses"]),
        ("Ilse Varghese kam. teuer, sagt V. dazu", "Ilse Varghese", ["V."]),
        ("Ilse Varghese kam. i asked varghese again", "Ilse Varghese", ["varghese"]),
        ("Frau Koch kam. Der Koch hat Suppe.", "Koch", []),
    ],
)
def test_a_person_is_found_again(text: str, name: str, wanted: list[str]) -> None:
    """By each part of the name, in the genitive, by initial, in small letters; no cook is meant."""
    assert further(text, name, "person") == wanted


def test_an_organisation_is_found_by_its_own_word() -> None:
    """Without legal form and trade, and in the genitive; the trade alone is not it."""
    text = "Quallmer Antriebe GmbH lud ein. Bei Quallmer, in Quallmers Halle. Antriebe laufen."
    assert further(text, "Quallmer Antriebe GmbH", "partner") == ["Quallmer", "Quallmers"]


def test_an_unsure_name_makes_nothing_known() -> None:
    """Only names that are sure enough are looked for again."""
    page = Page("Laib kam. Laib ging.")
    known = known_names([(page, [Name(0, 4, "person", 0.2)])], LEXICON)
    assert not list(mentions(page, known, LEXICON))

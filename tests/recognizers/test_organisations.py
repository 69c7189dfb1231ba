"""Organisations by grammar, and the ways to call them."""

from __future__ import annotations

import pytest

from iolkit.recognizers.names import NameModel
from iolkit.recognizers.organisations import organisations, short_forms
from iolkit.recognizers.page import Page

LEXICON = NameModel.load().lexicon


def found(text: str) -> set[str]:
    """The organisations that grammar shows."""
    return {text[n.start : n.end] for n in organisations(Page(text), LEXICON)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Besuch bei der Quallmer Antriebe GmbH in der Halle", "Quallmer Antriebe GmbH"),
        ("wir treffen Ostrander Feldtechnik GmbH & Co. KG", "Ostrander Feldtechnik GmbH & Co. KG"),
        ("a talk by Hyllaro Systems Ltd yesterday", "Hyllaro Systems Ltd"),
        ("Gast: Lumikkora Oy, vier Leute", "Lumikkora Oy"),
        ("Anbieter Nuvendoro will mehr", "Nuvendoro"),
        ("our supplier Kwikleero is late", "Kwikleero"),
    ],
)
def test_legal_forms_and_relations_show_an_organisation(text: str, name: str) -> None:
    """The whole name, with its legal form."""
    assert name in found(text)


@pytest.mark.parametrize(
    "text", ["Der Anbieter will mehr Geld.", "eine GmbH gründen", "der Kunde Max"]
)
def test_the_word_alone_names_nobody(text: str) -> None:
    """A legal form or a relation without a name is none."""
    assert not {name for name in found(text) if "GmbH" in name or name == "Geld"}


def test_an_organisation_has_short_forms() -> None:
    """In full, without legal form, and by its own word, never by an ordinary one."""
    forms = set(short_forms("Quallmer Antriebe GmbH", LEXICON))
    assert ("quallmer", "antriebe", "gmbh") in forms
    assert ("quallmer", "antriebe") in forms
    assert ("quallmer",) in forms
    assert ("antriebe",) not in forms

"""Names: who is who among the mentions of a text."""

from __future__ import annotations

import pytest

from iolkit.redaction.names import Cast, parts_to_hide
from tests.redaction.marked import marked


def cast_of(source: str) -> Cast:
    """The cast of a marked text."""
    return Cast.of([marked(source)])


@pytest.mark.parametrize(
    "mention",
    [
        "Ilse Varghese",
        "Varghese",
        "Ilse",
        "I. Varghese",
        "I.V.",
        "IV",
        "Vargheses",
        "ILSE VARGHESE",
    ],
)
def test_shorter_forms_are_the_same_person(mention: str) -> None:
    """Parts, initials, genitives and capitals lead to the one full name that fits."""
    cast = cast_of(
        f"<person own|Tomasz Krol> und <person own|Ilse Varghese>, <person own|{mention}>"
    )
    assert cast.number(mention, "person") == 2


def test_a_name_that_fits_two_people_is_neither() -> None:
    """Koch alone is nobody in particular where two of that name take part."""
    cast = cast_of("<person own|Anna Koch>, <person own|Berta Koch>, <person own|Koch>")
    assert [cast.number(name, "person") for name in ("Anna Koch", "Berta Koch", "Koch")] == [
        1,
        2,
        3,
    ]


@pytest.mark.parametrize("mention", ["Menhir", "MENHIR MUTUAL", "Menhir Mutual Ltd", "Menhirs"])
def test_short_and_legal_forms_are_the_same_organisation(mention: str) -> None:
    """ "Menhir" is "Menhir Mutual Ltd" when nothing else is called so."""
    cast = cast_of(f"<partner partner|Menhir Mutual> mit <partner partner|{mention}>")
    assert cast.number(mention, "partner") == 1


def test_categories_are_counted_apart() -> None:
    """A firm named like a person is not that person."""
    cast = cast_of("<person own|Kolbmann> von <partner own|Kolbmann>")
    assert cast.number("Kolbmann", "person") == cast.number("Kolbmann", "partner") == 1


def test_each_telling_part_of_a_person_is_hidden() -> None:
    """First and last name alone give a person away; titles, links and initials do not."""
    assert parts_to_hide("Ilse von Varghese", "person") == ("Ilse von Varghese", "Ilse", "Varghese")
    assert parts_to_hide("T. Krol", "person") == ("T. Krol", "Krol")
    assert parts_to_hide("Kolbmann Antriebe", "partner") == ("Kolbmann Antriebe",)

"""Words: the shelf is whole, and whoever breaks it is told where."""

from __future__ import annotations

import copy
from typing import Any, get_args

import pytest

from iolkit import resources
from iolkit.errors import HouseError
from iolkit.phrases import TONGUES
from iolkit.redaction import words


def raw() -> Any:
    """The shipped words, free to be changed."""
    return copy.deepcopy(resources.rules("generalise.yaml"))


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("role", get_args(words.Role))
def test_names_are_told_apart_by_ordinals(role: words.Role, tongue: str) -> None:
    """The first ten of a kind have different words in every case; from then on they are further."""
    for case in get_args(words.Case):
        said = [words.name_words(role, number, case, tongue) for number in range(1, 12)]
        assert len(set(said)) == 11
        assert words.name_words(role, 40, case, tongue) == said[-1]
        assert not any("{" in each for each in said)


def test_quarters_cover_the_year() -> None:
    """Three months each, in both languages."""
    assert [words.quarter(month, 2026, "en") for month in (1, 3, 4, 12)] == [
        "Q1 2026", "Q1 2026", "Q2 2026", "Q4 2026",
    ]  # fmt: skip
    assert words.quarter(9, 2026, "de") == "3. Quartal 2026"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda shelf: shelf["index"].pop("en"), "generalise.yaml"),
        (lambda shelf: shelf["labels"]["de"].pop("special"), "generalise.yaml"),
        (lambda shelf: shelf["names"]["de"]["person"].pop("bare"), "names.de.person.bare"),
        (lambda shelf: shelf["amounts"]["de"].update(sizes=["klein"]), "amounts.de.sizes"),
        (lambda shelf: shelf.update(surprise=1), "surprise"),
    ],
)
def test_unfit_words_are_refused_with_their_place(change: Any, place: str) -> None:
    """Better no release than one with a hole in its words."""
    shelf = raw()
    change(shelf)
    with pytest.raises(HouseError, match="words_unfit") as caught:
        words.parse(shelf)
    assert str(caught.value.values["place"]).startswith(place)

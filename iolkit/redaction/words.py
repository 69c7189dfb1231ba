"""The words of prompts/generalise.yaml: what stands in place of a name, a value or a clause."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, cast

from iolkit import resources
from iolkit.phrases import Tongue
from iolkit.records import Category, Flag

Case = Literal["nom", "acc", "dat", "gen"]
Role = Literal["person", "partner", "supplier", "customer", "organisation"]


def index_word(category: Category, tongue: Tongue) -> str:
    """The category as one plain word, for search: "Betrag", "amount"."""
    return cast(str, _shelf()["index"][tongue][category])


def label(category: Category, tongue: Tongue) -> str:
    """The category in square brackets, for a value or clause that is hidden: "[Betrag]"."""
    return f"[{_shelf()['labels'][tongue][category]}]"


def role_of(flag: Flag) -> Role:
    """What a name stands for: person, partner, supplier (S3), customer (S10) or organisation."""
    if flag.category == "person":
        return "person"
    if flag.concern in ("S3", "S10"):
        return "supplier" if flag.concern == "S3" else "customer"
    return "partner" if flag.owner == "partner" else "organisation"


def name_words(role: Role, number: int, case: Case, tongue: Tongue) -> str:
    """A name's stand-in in words: "einem zweiten Partnerunternehmen", "a second person"."""
    forms = _shelf()["names"][tongue][role]
    if number == 1:
        return cast(str, forms["first"].get(case, forms["first"]["nom"]))
    ordinals = _shelf()["ordinals"][tongue]
    ordinal = ordinals[number - 2] if number - 2 < len(ordinals) else _shelf()["beyond"][tongue]
    pattern = cast(str, forms["further"].get(case, forms["further"]["nom"]))
    return pattern.format(ord=ordinal)


def bare_word(role: Role, tongue: Tongue, *, compound: bool = False) -> str:
    """The noun alone: after an article that stays ("the customer"), or before a hyphen."""
    return cast(str, _shelf()["names"][tongue][role]["compound" if compound else "bare"])


def amounts(tongue: Tongue) -> dict[str, Any]:
    """The patterns for sums, shares and counts."""
    return cast(dict[str, Any], _shelf()["amounts"][tongue])


def trend(rising: bool, much: bool, tongue: Tongue) -> str:
    """Where a figure went, without the figure: "[deutlicher Rückgang]"."""
    which = ("up" if rising else "down") + (" much" if much else "")
    return f"[{_shelf()['trends'][tongue][which]}]"


def quarter(month: int, year: int, tongue: Tongue) -> str:
    """A date as its quarter: "3. Quartal 2026", "Q3 2026"."""
    pattern = cast(str, _shelf()["dates"][tongue])
    return pattern.format(quarter=(month - 1) // 3 + 1, year=year)


@cache
def _shelf() -> dict[str, Any]:
    return cast(dict[str, Any], resources.rules("generalise.yaml"))

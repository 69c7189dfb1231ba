"""The words of prompts/generalise.yaml: what stands in place of a name, a value or a clause."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from iolkit import resources
from iolkit.errors import HouseError
from iolkit.phrases import TONGUES, Tongue
from iolkit.records import Category, Flag

Case = Literal["nom", "acc", "dat", "gen"]
Role = Literal[
    "person", "lead", "expert", "council", "partner", "supplier", "customer", "organisation"
]  # fmt: skip


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Name(_File):
    """A noun phrase by case (English has one), for the first of its kind and further ones."""

    first: dict[Case, str]
    further: dict[Case, str]
    bare: str
    compound: str


class Amounts(_File):
    """Patterns for magnitudes; {size}, {digits} and {noun} are filled."""

    sizes: tuple[str, str, str]
    digits: tuple[str, ...]
    sum: dict[str, str]
    noun: str
    share: dict[str, str]
    deduction: dict[str, str]
    hidden: dict[str, str]
    portion: str


class _Words(_File):
    """prompts/generalise.yaml, checked."""

    index: dict[Tongue, dict[Category, str]]
    labels: dict[Tongue, dict[Category, str]]
    names: dict[Tongue, dict[Role, _Name]]
    ordinals: dict[Tongue, tuple[str, ...]]
    beyond: dict[Tongue, str]
    amounts: dict[Tongue, Amounts]
    moves: dict[Tongue, dict[Literal["much", "some"], str]]
    trends: dict[Tongue, dict[Literal["up", "up much", "down", "down much"], str]]
    dates: dict[Tongue, str]
    sizes: dict[Tongue, tuple[str, ...]]

    @model_validator(mode="after")
    def _whole(self) -> _Words:
        for field in type(self).model_fields:
            if set(getattr(self, field)) != set(TONGUES):
                raise ValueError(f"{field}: needs German and English")
        for tongue in TONGUES:
            whole = (self.index[tongue], Category), (self.labels[tongue], Category)
            for given, needed in (*whole, (self.names[tongue], Role)):
                if missing := set(get_args(needed)) - set(given):
                    raise ValueError(f"{tongue}: missing: {', '.join(sorted(missing))}")
        return self


def parse(raw: object) -> _Words:
    """The words from parsed YAML. Raises HouseError, naming the place, if they are unfit."""
    try:
        return _Words.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "generalise.yaml"
        name = "generalise.yaml"
        raise HouseError("words_unfit", name=name, place=place, problem=first["msg"]) from error


def index_word(category: Category, tongue: Tongue) -> str:
    """The category as one plain word, for search: "Betrag", "amount"."""
    return _shelf().index[tongue][category]


def label(category: Category, tongue: Tongue) -> str:
    """The category in square brackets, for a value or clause that is hidden: "[Betrag]"."""
    return f"[{_shelf().labels[tongue][category]}]"


def role_of(flag: Flag) -> Role:
    """What a name stands for: person, partner, supplier (S3), customer (S10) or organisation."""
    if flag.category == "person":
        return "person"
    if flag.concern in ("S3", "S10"):
        return "supplier" if flag.concern == "S3" else "customer"
    return "partner" if flag.owner == "partner" else "organisation"


def name_words(role: Role, number: int, case: Case, tongue: Tongue) -> str:
    """A name's stand-in in words: "einem zweiten Partnerunternehmen", "a second person"."""
    forms = _shelf().names[tongue][role]
    if number == 1:
        return forms.first.get(case, forms.first["nom"])
    ordinals = _shelf().ordinals[tongue]
    ordinal = ordinals[number - 2] if number - 2 < len(ordinals) else _shelf().beyond[tongue]
    return forms.further.get(case, forms.further["nom"]).format(ord=ordinal)


def bare_word(role: Role, tongue: Tongue, *, compound: bool = False) -> str:
    """The noun alone: after an article that stays ("the customer"), or before a hyphen."""
    forms = _shelf().names[tongue][role]
    return forms.compound if compound else forms.bare


def amounts(tongue: Tongue) -> Amounts:
    """The patterns for sums, shares and counts."""
    return _shelf().amounts[tongue]


def trend(rising: bool, much: bool, tongue: Tongue) -> str:
    """Where a figure went, without the figure: "[deutlicher Rückgang]"."""
    way = _shelf().trends[tongue]
    if rising:
        return f"[{way['up much' if much else 'up']}]"
    return f"[{way['down much' if much else 'down']}]"


def moved(much: bool, tongue: Tongue) -> str:
    """How far a figure moved, beside a verb that says which way: "deutlich"."""
    return _shelf().moves[tongue]["much" if much else "some"]


def quarter(month: int, year: int, tongue: Tongue) -> str:
    """A date as its quarter: "3. Quartal 2026", "Q3 2026"."""
    return _shelf().dates[tongue].format(quarter=(month - 1) // 3 + 1, year=year)


def at_least(count: int, tongue: Tongue) -> str:
    """A size by its lower bound: "über hundert", "over a hundred"."""
    sizes = _shelf().sizes[tongue]
    return sizes[min(len(str(count)), len(sizes)) - 1]


@cache
def _shelf() -> _Words:
    return parse(resources.rules("generalise.yaml"))

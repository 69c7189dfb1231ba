"""The mosaic check: harmless facts of a cleared text that together point to one organisation.

Nothing of it is flagged alone: an industry, a place, a size, a day, a rank ("der größte …"), a
function that one person holds. The rule and the softer words stand in prompts/mosaic.yaml. A hit
is a warning with a softer text, never a block: a person decides whether it points.
Source: anonymisation has to reckon with all means reasonably likely to be used (WP216).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from iolkit import language, resources
from iolkit.errors import HouseError
from iolkit.outcomes import Cleared, Mosaic
from iolkit.phrases import MONTHS_DE, MONTHS_EN, Tongue
from iolkit.records import Reason, Session, Span
from iolkit.redaction import frames, words
from iolkit.redaction.described import described
from iolkit.redaction.edits import Edit, apply, joined

Kind = Literal["industry", "place", "size", "day", "rank", "function"]
_NEAR = ("bei", "nahe", "um", "near", "around")
_INSIDE = ("team", "company")
MOST = 6
"""Clues that a reason names."""
_SIZE = re.compile(
    r"(?<![^\W_])(?:(?:ca\.|rund|etwa|about|around)[ \t]+)?"
    r"(?P<n>\d{1,3}(?:[.,]\d{3})+|\d{2,6})[ \t]+"
    r"(?:Mitarbeiter(?:n|innen|innen und Mitarbeitern?)?|Mitarbeitenden?|Beschäftigten?|Leuten?|"
    r"employees|staff|people|workers|beds|Betten)(?![^\W_])"
)
_MONTHS = {name: number for names in (MONTHS_DE, MONTHS_EN) for number, name in enumerate(names, 1)}
_DAY = re.compile(
    rf"(?<![\w.])(?:(?P<on>[Aa]m|[Oo]n)[ \t]+)?"
    rf"(?:(?P<d>\d{{1,2}})\.[ \t]?(?P<m>\d{{1,2}})\.[ \t]?(?P<y>\d{{4}})|"
    rf"\d{{1,2}}\.?[ \t]+(?P<month>{'|'.join(_MONTHS)})[ \t]+(?P<year>\d{{4}}))(?!\w)"
)
_RANK = re.compile(
    r"(?<![^\W_])(?:(?:größte|älteste|einzige|führende)[rns]?(?:[ \t]+[a-zäöüß]+e[rns]?)?"
    r"(?=[ \t]+[A-ZÄÖÜ])|"
    r"Marktführer(?:in|s)?|(?:largest|oldest|only|leading|biggest)(?=[ \t]+[a-z]+)|market leader)"
    r"(?![^\W_])"
)
_TO_REGION = (
    r"(?<![^\W_])(?P<prep>in|aus|bei|nahe|um|near|from|around)[ \t]+(?P<place>{places})(?![^\W_])"
)


_ADJECTIVES = re.compile(
    r"(?:(?<=[Bb]eim )|(?<=[Vv]om )|(?<=[Zz]um )|(?<=[Zz]ur )|(?<=[Ii]m )|"
    r"(?<=(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]en|[Dd]em|[Dd]es|ine|ner|nem|nen) )|"
    r"(?<=[Aa] )|(?<=[Aa]n )|(?<=[Tt]he )|(?<=[Oo]ur ))(?:[a-zäöüß-]+[ \t]+){1,3}$"
)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _SoftIndustry(_File):
    de: dict[words.Case, str]
    en: str


class _Industry(_File):
    de: tuple[str, ...]
    en: tuple[str, ...]
    soft: _SoftIndustry


class _Region(_File):
    de: str
    en: str
    places: tuple[str, ...]


class _Rules(_File):
    """prompts/mosaic.yaml, checked."""

    circle: int
    industries: tuple[_Industry, ...]
    regions: tuple[_Region, ...]


@dataclass(frozen=True, slots=True)
class _Clue:
    kind: Kind
    span: Span
    softer: Edit | None = None


def pointing(cleared: Cleared, session: Session) -> Mosaic | None:
    """What of a cleared text points to one organisation; None where nothing does, or inside."""
    if cleared.audience in _INSIDE or not cleared.text.strip():
        return None
    clues = _clues(cleared.text)
    if not _points({clue.kind for clue in clues}, _circle(session)):
        return None
    edits = joined(clue.softer for clue in clues if clue.softer)
    shown = tuple(dict.fromkeys((clue.kind, clue.span.of(cleared.text)) for clue in clues))
    text = " · ".join(" ".join(said.split()) for _, said in shown[:MOST])
    softened = Cleared(apply(cleared.text, edits), cleared.audience)
    return Mosaic(Reason("mosaic", {"clues": text}), shown, softened)


def _points(kinds: set[Kind], circle: int) -> bool:
    """The rule of prompts/mosaic.yaml."""
    if "rank" in kinds and kinds & {"industry", "place"}:
        return True
    if not {"industry", "place"} <= kinds:
        return False
    return len(kinds) > 2 or 0 < circle < _shelf().circle


def _circle(session: Session) -> int:
    """How many organisations are known to have met; 0 = unknown."""
    names = {session.host, *session.partners} - {""}
    return len(names) + bool(session.own_org) if names else 0


def _clues(text: str) -> tuple[_Clue, ...]:
    tongue = language.tongue(text)
    found = [
        *_industries(text),
        *_places(text, tongue),
        *_sizes(text, tongue),
        *_days(text, tongue),
    ]
    found += [_Clue("rank", Span(*match.span())) for match in _RANK.finditer(text)]
    found += [_Clue("function", span) for span in described(text)]
    return tuple(sorted(found, key=lambda clue: clue.span))


def _industries(text: str) -> Iterator[_Clue]:
    for pattern, industry, tongue in _industry_patterns():
        for match in pattern.finditer(text):
            span = Span(*match.span())
            place = frames.place_name(text, _with_adjectives(text, span), "partner", tongue)
            if tongue == "en":
                soft = industry.soft.en
                soft = soft.split(" ", 1)[1] if place.bare else soft
            else:
                soft = place.before + industry.soft.de[place.case]
            shown = soft[0].upper() + soft[1:] if place.opens else soft
            yield _Clue("industry", span, Edit(place.span, shown))


def _with_adjectives(text: str, span: Span) -> Span:
    """The noun with what describes it: "größten Papierhersteller", "family brewery"."""
    found = _ADJECTIVES.search(text, max(0, span.start - 60), span.start)
    return Span(found.start(), span.end) if found else span


def _places(text: str, tongue: Tongue) -> Iterator[_Clue]:
    pattern, regions = _place_pattern()
    for match in pattern.finditer(text):
        region = regions[match["place"]]
        named = region.de if tongue == "de" else region.en
        span = Span(*match.span("place"))
        if match["prep"] in _NEAR:  # what is near a town is in its region
            softer = Edit(Span(*match.span()), f"in {named}")
        else:
            softer = Edit(span, named)
        yield _Clue("place", span, softer)


def _sizes(text: str, tongue: Tongue) -> Iterator[_Clue]:
    for match in _SIZE.finditer(text):
        count = int(re.sub(r"[.,]", "", match["n"]))
        span = Span(match.start(), match.end("n"))
        yield _Clue("size", Span(*match.span()), Edit(span, words.at_least(count, tongue)))


def _days(text: str, tongue: Tongue) -> Iterator[_Clue]:
    for match in _DAY.finditer(text):
        month = int(match["m"]) if match["m"] else _MONTHS[match["month"]]
        if not 1 <= month <= 12:
            continue
        said = words.quarter(month, int(match["y"] or match["year"]), tongue)
        joint = ("im " if tongue == "de" else "in ") if match["on"] else ""
        shown = (joint.capitalize() if (match["on"] or "")[:1].isupper() else joint) + said
        yield _Clue("day", Span(*match.span()), Edit(Span(*match.span()), shown))


def _industry_patterns() -> Iterator[tuple[re.Pattern[str], _Industry, Tongue]]:
    for industry, german, english in _compiled():
        yield german, industry, "de"
        yield english, industry, "en"


@cache
def _compiled() -> tuple[tuple[_Industry, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (
            industry,
            re.compile(rf"(?<![^\W_])[^\W\d_]*(?:{'|'.join(industry.de)})[ns]?(?![^\W_])", re.I),
            re.compile(rf"(?<![^\W_])(?:{'|'.join(industry.en)})(?![^\W_])", re.I),
        )
        for industry in _shelf().industries
    )


@cache
def _place_pattern() -> tuple[re.Pattern[str], dict[str, _Region]]:
    regions = {place: region for region in _shelf().regions for place in region.places}
    longest = sorted(map(re.escape, regions), key=len, reverse=True)
    return re.compile(_TO_REGION.format(places="|".join(longest))), regions


@cache
def _shelf() -> _Rules:
    return parse(resources.rules("mosaic.yaml"))


def parse(raw: object) -> _Rules:
    """The rules from parsed YAML. Raises HouseError, naming the place, if they are unfit."""
    try:
        return _Rules.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "mosaic.yaml"
        name = "mosaic.yaml"
        raise HouseError("words_unfit", name=name, place=place, problem=first["msg"]) from error

"""On which side of a matter a sentence stands, by words of opposite sides (prompts/stance.yaml).

Made to be right when it speaks: a sentence that says both, asks, supposes or tells of what was
before stands on no side. What two sentences are about is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from iolkit import resources
from iolkit.embedded.cues import Cue, CueHit, TokenLine, compile_all, find, lay_out
from iolkit.embedded.nearness import content
from iolkit.errors import HouseError
from iolkit.language import fold, tongue
from iolkit.language.spelling import listed

Side = Literal["for", "against"]
NAME = "stance.yaml"
_BEFORE, _AFTER = 4, 2
"""Words before and after a cue in its clause where a negation turns it round."""
_OPPOSITE: Mapping[Side, Side] = {"for": "against", "against": "for"}
_SUPPOSED = listed(
    """
    wenn falls ob sollte könnte würde würden könnten vielleicht angeblich früher vorher bisher
    if whether would could might maybe perhaps allegedly formerly previously before until
    """
)
"""A clause with one of these tells of what may be, or of what was before."""


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    de: tuple[Annotated[str, Field(min_length=1)], ...]
    en: tuple[Annotated[str, Field(min_length=1)], ...]


class _Sides(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    pro: _Words = Field(alias="for")
    against: _Words


class _Shelf(BaseModel):
    """prompts/stance.yaml, checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sides: dict[str, _Sides]
    negation: _Words


def parse(raw: object) -> _Shelf:
    """The sides from parsed YAML. Raises HouseError, naming the place, if they are unfit."""
    try:
        return _Shelf.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise HouseError("words_unfit", name=NAME, place=place, problem=first["msg"]) from error


def stance(sentence: str) -> dict[str, Side]:
    """The sides a sentence takes, by matter ("worked", "amount" ...); those it is clear about."""
    line = lay_out(sentence)
    if line.questions:
        return {}
    language = tongue(sentence)
    taken: dict[str, set[Side]] = {}
    for matter, sides in _cues(language).items():
        hits: list[tuple[Side, CueHit]] = [
            (side, hit) for side, cues in sides.items() for hit in find(line, cues)
        ]
        for side, hit in hits:
            # "nobody used" is one cue, and "no effect" holds "effect": the longest one is meant.
            if _inside_another(hit, [other for _, other in hits]):
                continue
            if not _supposed(line, hit):
                turned = _OPPOSITE[side] if _negated(line, hit, language) else side
                taken.setdefault(matter, set()).add(turned)
    return {matter: next(iter(sides)) for matter, sides in taken.items() if len(sides) == 1}


def opposed(one: Mapping[str, Side], other: Mapping[str, Side]) -> bool:
    """Whether two sentences take opposite sides of a matter."""
    return any(other.get(matter, side) != side for matter, side in one.items())


@cache
def words_of_sides() -> frozenset[str]:
    """The words that tell a side, as `content` sees them: to share one is no common matter."""
    cues = (
        cue.source.replace("*", "")
        for language in ("de", "en")
        for sides in _cues(language).values()
        for cue in (*sides["for"], *sides["against"])
    )
    return frozenset().union(*map(content, cues))


def _inside_another(hit: CueHit, others: Sequence[CueHit]) -> bool:
    length = hit.last - hit.first
    return any(
        other.first <= hit.first and hit.last <= other.last and other.last - other.first > length
        for other in others
    )


def _supposed(line: TokenLine, hit: CueHit) -> bool:
    clause = line.clauses[hit.first]
    return any(
        word in _SUPPOSED
        for word, its in zip(line.words, line.clauses, strict=True)
        if its == clause
    )


def _negated(line: TokenLine, hit: CueHit, language: str) -> bool:
    """Whether an odd number of negations stands beside the cue in its clause."""
    clause = line.clauses[hit.first]
    near = [
        *range(max(0, hit.first - _BEFORE), hit.first),
        *range(hit.last + 1, min(len(line.words), hit.last + 1 + _AFTER)),
    ]
    beside = [line.words[at] for at in near if line.clauses[at] == clause]
    return sum(word in _negations(language) for word in beside) % 2 == 1


@cache
def _shelf() -> _Shelf:
    return parse(resources.rules(NAME))


@cache
def _cues(language: str) -> dict[str, dict[Side, tuple[Cue, ...]]]:
    return {
        matter: {
            "for": compile_all(getattr(sides.pro, language)),
            "against": compile_all(getattr(sides.against, language)),
        }
        for matter, sides in _shelf().sides.items()
    }


@cache
def _negations(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in getattr(_shelf().negation, language))

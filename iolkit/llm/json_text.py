"""JSON in a model's prose: found, mended where that loses nothing, closed where it was cut off.

Small models wrap JSON in fences, think aloud before it, talk on after it, add comments, use single
quotes, leave commas behind. Strict JSON is tried first; only what it refuses is read leniently.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from iolkit.llm.lenient_json import NotJson, State, read

_THINKING = re.compile(r"\s*<(think|thinking|reasoning|thought)>.*?(</\1>|\Z)", re.S | re.I)
_END_OF_THINKING = re.compile(r"</(?:think|thinking|reasoning|thought)>", re.I)


def _no_number(sign: str) -> float:
    raise ValueError(sign)


_STRICT = json.JSONDecoder(strict=False, parse_constant=_no_number)
"""Not strict about control characters: line ends inside strings are common and harmless."""

_MOST_STARTS = 40
"""Brackets that are tried as the beginning of a value: a hostile reply may consist of them."""


@dataclass(frozen=True, slots=True)
class Found:
    """An object or list that stood in a text, and whether its end was there."""

    value: Any
    state: State = "whole"


def spoken(text: str) -> str:
    """The text without what a reasoning model thought aloud before it."""
    thought = _THINKING.match(text)
    while thought and thought.end():
        text = text[thought.end() :]
        thought = _THINKING.match(text)
    return text.lstrip("\ufeff").strip()


def values(text: str) -> list[Found]:
    """The outermost JSON objects and lists of a text, the most telling first.

    Longer ones come first, the later of two equally long ones before the earlier: a model that
    repeats itself ends with what it means. An object that was cut off keeps its finished parts
    only and comes after the whole ones.
    """
    said = spoken(text)
    found = list(_scan(said))
    ends = [match.end() for match in _END_OF_THINKING.finditer(said)]
    if not found and ends:
        found = list(_scan(said[ends[-1] :]))
    ranked = sorted(enumerate(found), key=lambda each: _rank(*each), reverse=True)
    return [each for _, each in ranked]


def _rank(place: int, found: Found) -> tuple[bool, bool, int, int]:
    length = len(json.dumps(found.value, ensure_ascii=False))
    return found.state == "whole", isinstance(found.value, dict), length, place


def _scan(text: str) -> Iterator[Found]:
    at, starts = 0, 0
    while starts < _MOST_STARTS:
        start = _next_bracket(text, at)
        if start < 0:
            return
        starts += 1
        try:
            value, at = _STRICT.raw_decode(text, start)
            yield Found(_paired(value))
            continue
        except (ValueError, RecursionError):
            pass
        try:
            value, at, state = read(text, start)
            yield Found(_paired(value), state)
        except NotJson:
            at = start + 1


def _next_bracket(text: str, at: int) -> int:
    places = [place for place in (text.find("{", at), text.find("[", at)) if place >= 0]
    return min(places, default=-1)


def _paired(value: Any) -> Any:  # noqa: ANN401 - JSON may hold anything
    """Halves of UTF-16 pairs joined; one that stands alone becomes U+FFFD."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_paired(each) for each in value]
    if isinstance(value, dict):
        return {_paired(name): _paired(each) for name, each in value.items()}
    return value

"""Which part of a handover a sentence belongs to, by cue words (prompts/handover.yaml).

Extractive: sentences are sorted, never changed and never made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from iolkit import resources
from iolkit.errors import HouseError
from iolkit.language import Tongue, fold, tongue
from iolkit.outcomes import Cleared

Part = Literal["goal", "action", "context", "result", "why"]
Evidence = Literal["tested", "measured", "seen", "told"]
PARTS: tuple[Part, ...] = ("goal", "action", "context", "result", "why")


_Compiled = dict[Tongue, tuple[re.Pattern[str], ...]]
_Cued = Literal["why", "result", "context", "goal"]
_Proved = Literal["tested", "measured", "seen"]


class _Bilingual(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    de: tuple[Annotated[str, Field(min_length=1)], ...]
    en: tuple[Annotated[str, Field(min_length=1)], ...]


class _Cues(BaseModel):
    """prompts/handover.yaml, checked; its order decides ties."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    slots: dict[_Cued, _Bilingual]
    evidence: dict[_Proved, _Bilingual]
    precondition: _Bilingual


def sort(sentences: Sequence[Cleared]) -> dict[Part, tuple[Cleared, ...]]:
    """The sentences by part, in their own order; every sentence is in exactly one part."""
    parts = [part_of(sentence.text) for sentence in sentences]
    return {
        part: tuple(s for s, its in zip(sentences, parts, strict=True) if its == part)
        for part in PARTS
    }


def part_of(sentence: str) -> Part:
    """The part whose cues the sentence has most of; what was done, when it has none."""
    line, language = _line(sentence), tongue(sentence)
    counts = {part: _count(line, cues[language]) for part, cues in _part_cues().items()}
    best = max(counts, key=lambda part: counts[part])
    return best if counts[best] else "action"


def evidence_of(sentences: Iterable[Cleared]) -> Evidence:
    """How well a result is backed up: tried oneself, measured, seen, or only told."""
    lines = [(_line(sentence.text), tongue(sentence.text)) for sentence in sentences]
    for level, cues in _evidence_cues().items():
        if any(_count(line, cues[language]) for line, language in lines):
            return level
    return "told"


def is_precondition(sentence: str) -> bool:
    """Whether the sentence names a condition without which the knowledge does not work."""
    return bool(_count(_line(sentence), _precondition_cues()[tongue(sentence)]))


def parse(raw: object) -> _Cues:
    """The cues from parsed YAML. Raises HouseError, naming the place, if they are unfit."""
    try:
        return _Cues.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        name = "handover.yaml"
        raise HouseError("words_unfit", name=name, place=place, problem=first["msg"]) from error


def _count(line: str, cues: Sequence[re.Pattern[str]]) -> int:
    return sum(cue.search(line) is not None for cue in cues)


def _line(sentence: str) -> str:
    return " ".join(fold(sentence).split())


@cache
def _part_cues() -> dict[Part, _Compiled]:
    shelf = parse(resources.rules("handover.yaml"))
    return {part: _compiled(cues) for part, cues in shelf.slots.items()}


@cache
def _evidence_cues() -> dict[Evidence, _Compiled]:
    shelf = parse(resources.rules("handover.yaml"))
    return {level: _compiled(cues) for level, cues in shelf.evidence.items()}


@cache
def _precondition_cues() -> _Compiled:
    return _compiled(parse(resources.rules("handover.yaml")).precondition)


def _compiled(cues: _Bilingual) -> _Compiled:
    return {"de": tuple(map(_pattern, cues.de)), "en": tuple(map(_pattern, cues.en))}


def _pattern(cue: str) -> re.Pattern[str]:
    body = re.escape(fold(cue)).replace(r"\*", r"\w*")
    return re.compile(rf"(?<!\w){body}(?!\w)" if cue[0].isalnum() else body)

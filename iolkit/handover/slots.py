"""Which part of a handover a sentence belongs to, by cue words (prompts/handover.yaml).

Extractive: sentences are sorted, never changed and never made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, cast

from iolkit import resources
from iolkit.language import fold, tongue
from iolkit.outcomes import Cleared

Part = Literal["goal", "action", "context", "result", "why"]
Evidence = Literal["tested", "measured", "seen", "told"]
PARTS: tuple[Part, ...] = ("goal", "action", "context", "result", "why")


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
    counts = {part: _count(line, cues[language]) for part, cues in _cues("slots").items()}
    best = max(counts, key=lambda part: counts[part])
    return cast(Part, best) if counts[best] else "action"


def evidence_of(sentences: Iterable[Cleared]) -> Evidence:
    """How well a result is backed up: tried oneself, measured, seen, or only told."""
    lines = [(_line(sentence.text), tongue(sentence.text)) for sentence in sentences]
    for level, cues in _cues("evidence").items():
        if any(_count(line, cues[language]) for line, language in lines):
            return cast(Evidence, level)
    return "told"


def _count(line: str, cues: Sequence[re.Pattern[str]]) -> int:
    return sum(cue.search(line) is not None for cue in cues)


def _line(sentence: str) -> str:
    return " ".join(fold(sentence).split())


@cache
def _cues(section: str) -> dict[str, dict[str, tuple[re.Pattern[str], ...]]]:
    return {
        name: {language: tuple(map(_compiled, cues)) for language, cues in by_language.items()}
        for name, by_language in resources.rules("handover.yaml")[section].items()
    }


def _compiled(cue: str) -> re.Pattern[str]:
    body = re.escape(fold(cue)).replace(r"\*", r"\w*")
    return re.compile(rf"(?<!\w){body}(?!\w)" if cue[0].isalnum() else body)

"""Findings, and the recogniser that is data plus one check.

A finding is what one recogniser says of one stretch of a view. A `Recognizer` holds patterns with a
base score, words around that raise or lower it, and a check (a checksum) that settles it; the shape
is Presidio's. Nothing here knows notes, owners or flags.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from iolkit.records import Category, Reason

SURE = 0.95
"""The score of what a checksum confirms."""
RAISED, LOWERED = 0.3, 0.45


class Finding(NamedTuple):
    """A stretch `start:end` of a view that one recogniser holds to be sensitive, and why."""

    start: int
    end: int
    category: Category
    concern: str | None
    score: float
    recognizer: str
    why: Reason
    org: str | None = None
    """Whose it is, where the finding itself tells."""


@dataclass(frozen=True, slots=True)
class Recognizer:
    """Patterns for one kind of secret. The group `it` of a pattern, if any, is what is found.

    `reach` is how many characters before and after count as context; a pattern never looks further.
    """

    name: str
    category: Category
    concern: str | None
    patterns: tuple[tuple[re.Pattern[str], float], ...]
    reason: str
    context: re.Pattern[str] | None = None
    harmless: re.Pattern[str] | None = None
    check: Callable[[str], bool] | None = None
    reach: int = 60

    def find(self, text: str) -> Iterator[Finding]:
        """What the patterns find in `text`, scored by context and check; refuted ones left out."""
        for pattern, base in self.patterns:
            for match in pattern.finditer(text):
                start, end = match.span("it") if "it" in pattern.groupindex else match.span()
                score = self._score(text, start, end, base)
                if score > 0:
                    why = Reason(self.reason, {"recognizer": f"@recognizer.{self.name}"})
                    yield Finding(start, end, self.category, self.concern, score, self.name, why)

    def _score(self, text: str, start: int, end: int, base: float) -> float:
        if self.check is not None:
            return SURE if self.check(text[start:end]) else 0.0
        around = text[max(0, start - self.reach) : start] + " " + text[end : end + self.reach // 2]
        score = base
        if self.context is not None and self.context.search(around):
            score += RAISED
        if self.harmless is not None and self.harmless.search(around):
            score -= LOWERED
        return max(0.0, min(score, SURE))

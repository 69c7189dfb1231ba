"""Clauses: every stretch of a sentence that may be one, between signs and linking words.

Grammar only: which of them tells a secret is for the judge.
"""

from __future__ import annotations

import re

_CUT = re.compile(
    r"""[,;:()\[\]{}|"„“”«»*]+|\s[–—-]{1,2}\s|->|→|=>|\s=\s|\.\.\.|…|(?<=[.!?])\s+
    |\n\s*(?=[-*•>|+]|\d+[.)]\s|\[)
    |\b(?=(?:dass|weil|da|denn|und|aber|sondern|obwohl|wenn|that|because|but|and|so|while|if|nor|or|oder|sonst
        |wobei|wo|die|der|das|which|who|sagt|said|says)\b)""",
    re.VERBOSE,
)
_LINK = re.compile(r"(?:dass|weil|da|denn|und|aber|that|because|but|and|so|if|or|wenn)\s+")
LONGEST = 6
"""Parts of a sentence that one clause may run over."""


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Every stretch of the sentence `text[start:end]` that may be a clause, without outer signs."""
    borders, at = [], start
    for match in _CUT.finditer(text, start, end):
        if text[at : match.start()].strip():
            borders.append((at, match.start()))
        at = match.end()
    if text[at:end].strip():
        borders.append((at, end))
    found: dict[tuple[int, int], None] = {}
    for i in range(len(borders)):
        for j in range(i, min(i + LONGEST, len(borders))):
            a, b = _trimmed(text, borders[i][0], borders[j][1])
            if b - a >= 4:
                found[a, b] = None
                link = _LINK.match(text, a, b)
                if link and b - link.end() >= 4:
                    found[link.end(), b] = None
    return list(found)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".%)!?"):
        end -= 1
    return start, end

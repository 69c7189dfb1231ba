"""Markers of confidence: "unter uns", "not for the minutes", "TLP:RED", "streng vertraulich".

A marker is found with the words that belong to it (the clause that carries it); what the marker
protects is for the other recognizers, which it makes more watchful.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from iolkit.recognizers.findings import Finding, Recognizer
from iolkit.recognizers.page import Page
from iolkit.recognizers.tables import table

_TABLE = table("confidential")["confidential_marker"]

RECOGNIZERS: tuple[Recognizer, ...] = (
    Recognizer(
        name="confidential_marker",
        category="confidential",
        concern="S5",
        patterns=tuple(_TABLE.patterns),
        reason="marker",
        harmless=_TABLE.named["harmless"],
        reach=24,
    ),
)

_BORDER = re.compile(r"[,;:()\[\]|\"„“”\n.!?]|\s[–—-]\s")


def with_clause(page: Page, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Markers with the rest of their clause, where the marker is most of it."""
    for found in findings:
        if found.category == "confidential":
            start, end = _clause(page.text, found.start, found.end)
            if end - start <= 2 * (found.end - found.start):
                found = found._replace(start=start, end=end)
        yield found


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    begin = start
    for match in _BORDER.finditer(text, max(0, start - 80), start):
        begin = match.end()
    after = _BORDER.search(text, end, end + 80)
    finish = after.start() if after else end
    while begin < start and not text[begin].isalnum():
        begin += 1
    while finish > end and not text[finish - 1].isalnum():
        finish -= 1
    return (begin if start - begin < 80 else start), finish

"""The recognizers that are data plus one check, asked in order."""

from __future__ import annotations

from collections.abc import Iterator

from iolkit.recognizers import confidential, contact, identifiers, security
from iolkit.recognizers.findings import Finding, Recognizer

PATTERNS: tuple[Recognizer, ...] = (
    *identifiers.RECOGNIZERS,
    *contact.RECOGNIZERS,
    *security.RECOGNIZERS,
    *confidential.RECOGNIZERS,
)

LEAST = 0.5
"""The score from which a pattern's finding counts."""


def matched(text: str) -> Iterator[Finding]:
    """What the patterns find in `text`; what is something else already is no phone number."""
    sure: list[Finding] = []
    for recognizer in PATTERNS:
        for found in recognizer.find(text):
            if found.score >= LEAST:
                sure.append(found)
                yield found
    for found in contact.phones(text):
        if not any(other.start < found.end and found.start < other.end for other in sure):
            yield found

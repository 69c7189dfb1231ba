"""Ways in: credentials, access codes, internal hosts. Patterns and context stand in their table.

Weaknesses told in words ("still unpatched") are clauses; see clauses.py.
"""

from __future__ import annotations

from typing import Literal

from iolkit.recognizers.findings import Recognizer
from iolkit.recognizers.tables import table


def _recognizer(
    name: str, concern: Literal["S15", "S19"], reason: str, reach: int = 60
) -> Recognizer:
    section = table("security")[name]
    return Recognizer(
        name=name,
        category="security",
        concern=concern,
        patterns=tuple(section.patterns),
        reason=reason,
        context=section.named.get("context"),
        harmless=section.named.get("harmless"),
        reach=reach,
    )


RECOGNIZERS: tuple[Recognizer, ...] = (
    _recognizer("credential", "S19", "credential", reach=45),
    _recognizer("access_code", "S19", "credential", reach=30),
    _recognizer("internal_host", "S15", "internal_host"),
)

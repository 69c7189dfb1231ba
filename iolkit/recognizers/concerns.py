"""Which concern of the decision table a finding raises, by the words in and around it."""

from __future__ import annotations

from collections.abc import Mapping

from iolkit.recognizers.tables import table
from iolkit.records import Category

_ELSE: Mapping[str, str] = {
    "money": "S1", "figures": "S2", "partner": "S5", "person": "S6", "contact": "S6",
    "personnel": "S7", "contract": "S11", "strategy": "S12", "security": "S15", "ip": "S16",
    "confidential": "S5", "special": "S9",
}  # fmt: skip


def concern(category: Category, words: str) -> str:
    """S1..S21 for a finding of this category, by `words` in and around it."""
    section = table("concerns").get(category)
    for name, pattern in section.named.items() if section else ():
        if pattern.search(words):
            return name
    return _ELSE[category]

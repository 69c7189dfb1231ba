"""What is told of asking a language model: one line a request that went out. No text is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from iolkit.records import Category

SentOutcome = Literal[
    "under_way", "answered", "unusable", "refused", "failed", "late", "cancelled"
]  # fmt: skip
"""How a request ended: a reply that could be used, one that could not, a refusal of the model, a
fault of the server or the line, no whole reply in time, or a person's stop. Of one that is still
"under_way" when its process is gone nobody knows."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One request that left for a language model; each try is one, for each carried the text.

    `sha256` (64 hex digits) is of all text that was sent, so that a kept copy can be compared.
    """

    at: str
    """When it left: UTC, ISO 8601, to the second."""
    note_id: str
    """The note it speaks of, "" for a question."""
    model: str
    """provider:model."""
    host: str
    """Where it went; "" for the provider's own address."""
    prompt: str
    version: str
    sha256: str
    characters: int
    tokens_in: int
    tokens_out: int
    exact: bool
    """Whether the provider counted the tokens; else they are estimated."""
    outcome: SentOutcome
    took_ms: int
    categories: Mapping[Category, int] = field(default_factory=dict)
    """How many secrets of each category stand-ins took the place of."""

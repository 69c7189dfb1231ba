"""The one place where a letter is made: fenced, labelled line by line, proved to hold no secret.

Every text that stems from a note, a question or a passage comes in as `Told` lines. They are
compared with what must not leave before they are fenced; the system part of a letter never holds
anything of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from iolkit.errors import NotReleased
from iolkit.llm.letter import Letter
from iolkit.llm.prompts import Prompt
from iolkit.llm.sheltering import left_open
from iolkit.records import Category, Masked
from iolkit.redaction import taken_from

NONE: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Told:
    """Lines of one origin with their labels, and the values that must not stand in them."""

    lines: tuple[tuple[str, Masked], ...]
    values: tuple[str, ...] = field(default=(), repr=False)
    hidden: Mapping[Category, int] = field(default_factory=dict)
    """How many secrets of each category stand-ins took the place of."""


@dataclass(frozen=True, slots=True)
class Fence:
    """Data between two marks that nobody can write beforehand: they name a hash of the data."""

    open: str
    lines: str
    close: str


def numbered(lines: Iterable[Masked]) -> tuple[tuple[str, Masked], ...]:
    """Lines labelled 1, 2, 3, …"""
    return tuple((str(number), line) for number, line in enumerate(lines, 1))


def fenced(told: Sequence[Told]) -> Fence:
    """The lines of all of them between two marks; the same lines have the same marks."""
    lines = "\n".join(f"{label}| {text}" for each in told for label, text in each.lines)
    token = hashlib.sha256(lines.encode("utf-8", "replace")).hexdigest()[:12]
    return Fence(f"<<<DATA {token}>>>", lines, f"<<<END {token}>>>")


def letter(
    prompt: Prompt, told: Sequence[Told], *, note_id: str = "", values: Mapping[str, object] = NONE
) -> Letter:
    """The prompt filled with these lines; `values` are its other variables.

    Raises NotReleased when a value that must not leave stands in a line: nothing is sent then.
    """
    for each in told:
        left = left_open("\n".join(text for _, text in each.lines), each.values)
        if left:
            raise NotReleased("model_secret_left", n=len(left))
    fence = fenced(told)
    user = prompt.user(fence=fence, **values)
    (masked,) = taken_from([text for each in told for _, text in each.lines], [user])
    counts: dict[Category, int] = {}
    for each in told:
        for category, n in each.hidden.items():
            counts[category] = counts.get(category, 0) + n
    return Letter(
        prompt=prompt.id,
        version=prompt.version,
        language=prompt.language,
        system=prompt.system(**values),
        user=masked,
        reply=prompt.reply,
        note_id=note_id,
        hidden=counts,
    )

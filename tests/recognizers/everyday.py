"""Everyday notes as people write them, each with all that is sensitive in it; nothing else is.

They stand in everyday.de.txt and everyday.en.txt. `[[category|text]]` marks what has to be flagged,
`[[category|text|core]]` takes any stretch from the core up to the text too. `clause` stands for any
category whose secret is a statement, `may` for a statement that may be flagged. A note without a
mark holds no secret. Every second note was kept aside while the recognizers were mended. All people
and organisations are invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from iolkit.records import Flag

CLAUSES = frozenset(
    ("personnel", "special", "contract", "strategy", "security", "ip", "confidential")
)
_NOTES, _BORDER = Path(__file__).with_name("everyday"), "\n=====\n"
CLAUSE, MAY = "clause", "may"
_MARK = re.compile(r"\[\[(?P<category>\w+)\|(?P<text>[^|\]]*)(?:\|(?P<core>[^\]]*))?\]\]")


class Wanted(NamedTuple):
    """A stretch that has to be flagged; `core` is the least of it, both as (start, end)."""

    category: str
    full: tuple[int, int]
    core: tuple[int, int]


class Everyday(NamedTuple):
    """A note without its marks, and what they say."""

    text: str
    wanted: tuple[Wanted, ...]


def parsed(marked: str) -> Everyday:
    """The note that a marked text stands for."""
    text, at, wanted = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        start, full = len(text), mark["text"]
        text += full
        core = start + (full.index(mark["core"]) if mark["core"] else 0)
        length = len(mark["core"] or full)
        wanted.append(Wanted(mark["category"], (start, len(text)), (core, core + length)))
        at = mark.end()
    return Everyday(text + marked[at:], tuple(wanted))


def missed(note: Everyday, flags: Sequence[Flag]) -> list[str]:
    """What has to be flagged and is not: names and numbers exactly, most of a statement."""
    return [
        f"{one.category}: {note.text[slice(*one.full)]}"
        for one in note.wanted
        if one.category != MAY and not _met(one, flags)
    ]


def alarms(note: Everyday, flags: Sequence[Flag]) -> list[str]:
    """What is flagged and does not belong to anything that has to be."""
    return [
        f"{flag.category}: {flag.span.of(note.text)}"
        for flag in flags
        if not any(_exact(one, flag) for one in note.wanted)
        and not (flag.category in CLAUSES and _inside(flag, note.wanted))
    ]


def _met(one: Wanted, flags: Sequence[Flag]) -> bool:
    if one.category != CLAUSE:
        return any(_exact(one, flag) for flag in flags)
    covered = sum(_shared(one, flag) for flag in flags if flag.category in CLAUSES)
    return 2 * covered >= one.full[1] - one.full[0]


def _exact(one: Wanted, flag: Flag) -> bool:
    begins = one.full[0] <= flag.span.start <= one.core[0]
    ends = one.core[1] <= flag.span.end <= one.full[1]
    return flag.category == one.category and begins and ends


def _inside(flag: Flag, wanted: Sequence[Wanted]) -> bool:
    statements = [one for one in wanted if one.category in (CLAUSE, MAY)]
    return 2 * sum(_shared(one, flag) for one in statements) >= len(flag.span)


def _shared(one: Wanted, flag: Flag) -> int:
    return max(0, min(flag.span.end, one.full[1]) - max(flag.span.start, one.full[0]))


def halves() -> Iterator[tuple[str, tuple[Everyday, ...]]]:
    """The notes that the recognizers were mended with ("tuned"), and those kept aside ("aside")."""
    marked = [
        note
        for tongue in ("de", "en")
        for note in _NOTES.with_suffix(f".{tongue}.txt").read_text(encoding="utf-8").split(_BORDER)
    ]
    for name, first in (("tuned", 0), ("aside", 1)):
        yield name, tuple(parsed(text.strip("\n")) for text in marked[first::2])

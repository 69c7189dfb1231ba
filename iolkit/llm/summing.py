"""The summary of a note that was read in parts: one more letter, about its learning items only."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from iolkit import tokens
from iolkit.llm import located
from iolkit.llm.letter import Faults, Letter
from iolkit.llm.prompts import Tongue, prompt
from iolkit.llm.replies import SummaryReply
from iolkit.llm.sending import Told, letter
from iolkit.llm.sheltering import Sheltered
from iolkit.records import Note, Span

LINES_AN_ITEM = (14, 4, 2, 1)
"""How many lines of each item are told: as many as all items have room for."""


def letter_about(
    note: Note, whole: Sheltered, items: Sequence[Span], room: int, language: Tongue
) -> Letter:
    """The letter: lines of the items, numbered as in the whole note, at most `room` tokens."""
    numbers = _numbers(whole, items, room)
    lines = tuple((str(number), whole.said(number, number)[0]) for number in numbers)
    told = Told(lines, whole.values, whole.hidden)
    values = {"whose": whole.whose}
    return letter(prompt("summarise", language), [told], note_id=note.id, values=values)


def check(whole: Sheltered, language: Tongue, reply: SummaryReply) -> Faults:
    """What is wrong with a summary."""
    return located.sentences(reply.summary, whole, language)[2]


def _numbers(whole: Sheltered, items: Sequence[Span], room: int) -> list[int]:
    """The lines to tell: of every item as many as fit, of too many items those that come first."""
    spans = [whole.to_note(line) for line in whole.lines]
    ends = [span.end for span in spans]
    by_item = [_lines_of(item, spans, ends) for item in items]
    for most in LINES_AN_ITEM:
        told = sorted({number for numbers in by_item for number in numbers[:most]})
        if _size(whole, told) <= room:
            return told
    while len(told) > 1 and _size(whole, told) > room:
        told = told[: len(told) * 3 // 4]
    return told


def _lines_of(item: Span, spans: Sequence[Span], ends: Sequence[int]) -> list[int]:
    """The numbers of the lines that an item touches; lines end in order."""
    first = bisect_right(ends, item.start)
    touched = takewhile(lambda span: span.start < item.end, spans[first:])
    return [first + 1 + step for step, _ in enumerate(touched)]


def _size(whole: Sheltered, numbers: Sequence[int]) -> int:
    return tokens.count("\n".join(whole.said(number, number)[0] for number in numbers)).n

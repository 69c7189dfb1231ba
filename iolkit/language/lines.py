"""Lines of a note: which line breaks part two thoughts, and which only wrap one.

A bullet, a heading, a table row, a time stamp, a speaker or a blank line begins something new. Of
the other line breaks, those are mere wrapping where the next word would not have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from iolkit.records import Span

BULLET = re.compile(
    r"""
    (?: [-*+•·‣▪◦●○■□►▸➤→⇒~–—] | -> | => | >+ | --+ | \+--+ | \[ [ xX✓] \] | [☐☑☒✓✔✗✘]
      | \(? (?: \d{1,2} | [a-zA-Z] | [ivx]{1,4} ) [.)] (?! \d )
    ) (?: \s+ (?= \S ) | $ )
    """,
    re.VERBOSE,
)
"""A bullet or number at the start of a line, with the space after it."""

_TIMED = re.compile(
    r"\[?\(?(?:\d{1,2}\.\d{1,2}\.\d{2,4},?\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\b"
)
"""00:12:05 · [14.03.26, 19:42] · 14:30"""
_SPEAKER = re.compile(r"[^\W\d_][\w.'’ -]{0,38}(?:\([^)\n]{1,30}\))?\s?:\s")
"""A name, role or label before a colon: "Jule: ...", "Ort: ...", "Frau Dr. Aydın (Gast): ..."."""
_HEADING = re.compile(r"#{1,6}\s|={3,}|-{3,}|_{3,}|\*{3,}")
_MARK_AT_END = re.compile(r"[.!?…:][\"'”“’‘»«)\]*_]*$")
_HANGING = re.compile(
    r"""(?: [,;/&+(–-] | \b (?: und | oder | aber | sowie | mit | für | von | zu | zum | zur | der
    | die | das | dem | den | des | ein | eine | einen | einer | im | in | am | an | auf | bei | aus
    | nach | über | dass | weil | wenn | als | wie | ist | sind | wird | hat | nicht | auch | and
    | or | but | the | a | of | to | for | with | on | at | by | from | that | which | is | are
    | was | were | not | as ) ) $""",
    re.VERBOSE | re.IGNORECASE,
)
"""A line that cannot end here: it waits for its next word."""

_NARROWEST, _WIDEST = 45, 125
"""Columns between which text is wrapped by hand, mail programmes and page layouts."""


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    text: str


def stretches(text: str) -> Iterator[Span]:
    """The stretches of `text` that no sentence crosses, in order, without outer white space."""
    paragraph: list[_Line] = []
    for line in _lines(text):
        if line.text:
            paragraph.append(line)
        elif paragraph:
            yield from _joined(paragraph)
            paragraph = []
    if paragraph:
        yield from _joined(paragraph)


def begins_new(line: str) -> bool:
    """Whether a line (without its indentation) is a bullet, heading, row, time or speaker."""
    return bool(
        BULLET.match(line)
        or line.startswith("|")
        or _HEADING.match(line)
        or _TIMED.match(line)
        or _SPEAKER.match(line)
    )


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for raw in text.splitlines(keepends=True):
        bare = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        yield _Line(at + indent, at + indent + len(bare), indent, bare)
        at += len(raw)


def _joined(paragraph: list[_Line]) -> Iterator[Span]:
    width = max(line.indent + len(line.text) for line in paragraph)
    start = paragraph[0].start
    for line, following in pairwise(paragraph):
        if not _wraps(line, following, width):
            yield Span(start, line.end)
            start = following.start
    yield Span(start, paragraph[-1].end)


def _wraps(line: _Line, following: _Line, width: int) -> bool:
    """Whether the break between two lines of a paragraph only wraps one thought."""
    if begins_new(following.text) or line.text.startswith("|") or _HEADING.match(line.text):
        return False
    if line.text.endswith(":"):
        return False
    small = following.text[0].islower()
    if _HANGING.search(line.text) and (small or not _MARK_AT_END.search(line.text)):
        return True
    filled = line.indent + len(line.text) + 1 + len(following.text.split(maxsplit=1)[0])
    fitted = width > _WIDEST or filled <= max(width, _NARROWEST)
    if small and not _MARK_AT_END.search(line.text):
        return len(line.text) >= 40 or not fitted
    return not fitted

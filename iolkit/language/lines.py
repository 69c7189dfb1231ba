"""Lines of a note: which line breaks part two thoughts, and which only wrap one.

A bullet, a heading, a table row, a time stamp, a speaker or a blank line begins something new. Of
the other line breaks, those are mere wrapping where the next word would not have fitted into the
line, or where a line plainly goes on in the next one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from iolkit.records import Span

BULLET = re.compile(
    r"""
    (?: [-*+•·‣▪◦●○■□►▸➤→⇒~–—] | -> | => | --+ | \+--+ | \[ [ xX✓] \] | [☐☑☒✓✔✗✘]
      | \(? (?: \d{1,2} | [a-zA-Z] | [ivx]{1,4} ) [.)] (?! \d )
    ) (?: \s+ (?= \S ) | $ )
    """,
    re.VERBOSE,
)
"""A bullet or number at the start of a line, with the space after it."""

_QUOTED = re.compile(r">[>\s]*")
"""Marks of a quoted mail, which also serve as bullets."""
_TIMED = re.compile(
    r"[\[(]*(?:\d{1,2}[./]\d{1,2}[./]\d{2,4},?\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\b"
)
"""00:12:05 · [14.03.26, 19:42] · 14:30"""
_NAME = r"(?: [A-ZÄÖÜ][^\W\d_]{0,2}\. | [\w'’&/-]+ )"
_SPEAKER = re.compile(
    rf"{_NAME} (?: [ ] {_NAME} ){{0,4}} [ ]? (?: \( [^)\n]{{1,30}} \) )? [ ]? : (?: \s | $ )",
    re.VERBOSE,
)
"""A name, role or label before a colon: "Jule: ...", "Ort: ...", "Fr. Dr. Aydın (Gast): ..."."""
_RULES = ("|", "│", "├", "└", "┌", "║")
"""What rows of tables and branches of trees begin with."""
_HEADING = re.compile(r"#{1,6}\s|={3,}|-{3,}|_{3,}|\*{3,}")
_MARK_AT_END = re.compile(r"[.!?…:][\"'”“’‘»«)\]*_]*$")
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_HANGING = re.compile(
    r"""(?: [,;/&(] | \b (?: und | oder | aber | sowie | mit | für | von | zu | zum | zur | der
    | die | das | dem | den | des | ein | eine | einen | einer | im | in | am | an | auf | bei | aus
    | nach | über | dass | weil | wenn | als | wie | ist | sind | wird | hat | nicht | auch | and
    | or | but | the | a | of | to | for | with | on | at | by | from | that | which | is | are
    | was | were | not | as ) ) $""",
    re.VERBOSE | re.IGNORECASE,
)
"""A line that cannot end here: it waits for its next word."""

_NARROWEST, _WIDEST = 40, 125
"""Columns between which text is wrapped by hand, mail programmes and page layouts."""
_RAGGED = 10
"""How far the ends of wrapped lines lie apart."""
_LEAST_FULL = 3
"""Lines that must reach a width before it counts as one."""
_SLACK = 4
"""Letters that a proportional font may still have had room for."""
_AFTER_STOP = re.compile(r"[^\W\d_]{3}[.!?][ ]+([^\W\d_])")
_LEAST_STARTS, _LOWER_SHARE = 2, 0.6
"""From how many sentence starts, and which share of small letters in them, a writer is judged."""


class _Line(NamedTuple):
    """A line without outer white space. `body` is what follows the marks of a quoted mail."""

    start: int
    end: int
    column: int
    quoted: str
    body: str


class _Habits(NamedTuple):
    """How the writer breaks lines (width 0: never wraps) and starts sentences."""

    width: int
    lower: bool


def stretches(text: str) -> Iterator[Span]:
    """The stretches of `text` that no sentence crosses, in order, without outer white space."""
    lines = list(_lines(text))
    habits = _Habits(_width(lines), writes_no_capitals(text))
    start: int | None = None
    for line, following in pairwise([*lines, _Line(0, 0, 0, "", "")]):
        if line.start == line.end:
            continue
        start = line.start if start is None else start
        if not _wraps(line, following, habits):
            yield Span(start, line.end)
            start = None


def begins_new(line: str) -> bool:
    """Whether a line (without its indentation) is a bullet, heading, row, time or speaker."""
    return bool(
        BULLET.match(line)
        or line.startswith(_RULES)
        or _HEADING.match(line)
        or _TIMED.match(line)
        or (_SPEAKER.match(line) and not line[0].islower())
    )


def writes_no_capitals(text: str) -> bool:
    """Whether the writer starts sentences with small letters, as in a chat."""
    starts = _AFTER_STOP.findall(text)
    small = sum(letter.islower() for letter in starts)
    return len(starts) >= _LEAST_STARTS and small > _LOWER_SHARE * len(starts)


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for raw in text.splitlines(keepends=True):
        bare = raw.strip()
        column = len(raw) - len(raw.lstrip())
        marks = _QUOTED.match(bare)
        quoted = marks.group() if marks else ""
        start = at + column
        yield _Line(start, start + len(bare), column, quoted.strip(), bare[len(quoted) :])
        at += len(raw)


def _width(lines: Sequence[_Line]) -> int:
    """The width that lines are wrapped at: the longest that several lines nearly reach."""
    lengths = Counter(length for line in lines if (length := _length(line)) <= _WIDEST)
    full = [
        length
        for length in lengths
        if length >= _NARROWEST
        and sum(lengths[length - shorter] for shorter in range(_RAGGED + 1)) >= _LEAST_FULL
    ]
    return max(full, default=0)


def _length(line: _Line) -> int:
    return line.column + line.end - line.start


def _wraps(line: _Line, following: _Line, habits: _Habits) -> bool:
    """Whether the break between two lines only wraps one thought."""
    if not line.body or not following.body or line.quoted != following.quoted:
        return False
    small = following.body[0].islower()
    if small and _HYPHENATED.search(line.body):
        return True
    if begins_new(following.body) or line.body.startswith(_RULES) or _HEADING.match(line.body):
        return False
    ended = bool(_MARK_AT_END.search(line.body))
    if line.body.endswith(":"):
        return False
    if not ended and _HANGING.search(line.body):
        return True
    first_word = following.body.split(maxsplit=1)[0]
    if _NARROWEST <= _length(line) <= habits.width < _length(line) + len(first_word) + _SLACK:
        return True
    if not small or ended or habits.lower or _length(line) < _NARROWEST:
        return False
    return not _SPEAKER.match(following.body)

"""A handover as a row of plain blocks, the same for every format: heading, text, entry, table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from iolkit.handover.desk import BULLET, CELL
from iolkit.outcomes import Handover, Picture, Section

_NUMBERED = re.compile(r"\d+(?P<deeper>(?:\.\d+)*) ")
_DOTS = re.compile(r"(?P<dots>[●○]{5}) ?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter, 2 a part of it. One of several items opens a page."""

    level: int
    text: str
    opens_page: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the head first; every row has as many cells."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, as numbers; each format draws it in its own way."""

    picture: Picture


Block = Heading | Text | Entry | Table | Shown


def blocks(handover: Handover) -> Iterator[Block]:
    """The sections of a handover in order; its title is not among them."""
    numbers = [_NUMBERED.match(section.heading) for section in handover.sections]
    several = items_in(handover) > 1
    for section, number in zip(handover.sections, numbers, strict=True):
        level = 1 + (number["deeper"].count(".") if number else 0)
        opens_page = several and number is not None and level == 1
        yield Heading(level, section.heading, opens_page)
        yield from _with_picture(section)


def items_in(handover: Handover) -> int:
    """How many items a handover holds."""
    if handover.items is not None:
        return handover.items
    numbers = (_NUMBERED.match(section.heading) for section in handover.sections)
    return sum(number is not None and not number["deeper"] for number in numbers)


def dots(cell: str) -> tuple[int, str] | None:
    """How many of five dots a cell shows, and the words after them; None for any other cell."""
    found = _DOTS.match(cell)
    return (found["dots"].count("●"), cell[found.end() :]) if found else None


def _with_picture(section: Section) -> Iterator[Block]:
    """The paragraphs, the picture before the first table or at the end."""
    waiting = section.picture
    for block in _paragraphs(section):
        if waiting is not None and isinstance(block, Table):
            yield Shown(waiting)
            waiting = None
        yield block
    if waiting is not None:
        yield Shown(waiting)


def _paragraphs(section: Section) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for paragraph in section.paragraphs:
        if CELL in paragraph.text:
            rows.append(tuple(paragraph.text.split(CELL)))
            continue
        if rows:
            yield _table(rows)
            rows = []
        if paragraph.text.startswith(BULLET):
            yield Entry(paragraph.text.removeprefix(BULLET))
        else:
            yield Text(paragraph.text)
    if rows:
        yield _table(rows)


def _table(rows: list[tuple[str, ...]]) -> Table:
    width = max(len(row) for row in rows)
    return Table(tuple(row + ("",) * (width - len(row)) for row in rows))

"""Tables of cells -> lines "a | b": what the sheets of xlsx and ods and rows of csv have in common.

Only cells with words count. Columns in which no row has any are left out, so that a sheet keeps its
shape without costing more than its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from iolkit.errors import NoteUnreadable
from iolkit.readers.draft import Draft

_ALIGNED = 40
"""Columns up to which an empty cell keeps its place in the line; beyond, lines would be dashes."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell, its column (from 0) and whether it is hidden."""

    column: int
    words: str
    hidden: bool = False


@dataclass(slots=True)
class Grid:
    """The rows of one sheet. Raises NoteUnreadable once their words pass `limit` code points."""

    limit: int
    rows: list[tuple[int, bool, list[Cell]]] = field(default_factory=list)
    _length: int = 0

    def add(self, number: int, cells: Sequence[Cell], *, hidden: bool = False) -> None:
        """Row `number` with these cells, in the order of their columns."""
        said = [cell for cell in cells if cell.words.strip()]
        if said:
            self._length += sum(len(cell.words) + 3 for cell in said)
            if self._length > self.limit:
                raise NoteUnreadable("text_too_long", limit=self.limit)
            self.rows.append((number, hidden, said))

    def write(self, draft: Draft) -> None:
        """Every row a line; a gap where rows were left empty."""
        used = sorted({cell.column for _, _, cells in self.rows for cell in cells})
        places = {column: place for place, column in enumerate(used)}
        before = None
        for number, hidden, cells in self.rows:
            if before is not None and number > before + 1:
                draft.gap()
            before = number
            draft.end_line()
            if hidden:
                with draft.place("part", "hidden"):
                    _row(draft, cells, places, marked=True)
            else:
                _row(draft, cells, places, marked=False)
            draft.end_line()


def _row(draft: Draft, cells: list[Cell], places: dict[int, int], *, marked: bool) -> None:
    before = 0
    for number, cell in enumerate(cells):
        place = places[cell.column]
        draft.add(" | " * (place - before if len(places) <= _ALIGNED else min(number, 1)))
        before = place
        words = " ".join(cell.words.split())
        if cell.hidden and not marked:
            with draft.place("part", "hidden"):
                draft.add(words)
        else:
            draft.add(words)

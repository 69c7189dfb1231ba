"""Tables of cells as lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.errors import NoteUnreadable
from iolkit.readers.draft import Draft, Extract
from iolkit.readers.grid import Cell, Grid


def written(*rows: tuple[int, list[Cell]], limit: int = 10_000) -> Extract:
    """The rows of a grid as text."""
    grid, draft = Grid(limit), Draft(limit)
    for number, cells in rows:
        grid.add(number, cells)
    grid.write(draft)
    return draft.finish()


def test_empty_cells_keep_their_column() -> None:
    """A column that any row uses has its place in every row; others have none."""
    rows = written((1, [Cell(0, "A"), Cell(5, "B"), Cell(9, "C")]), (2, [Cell(9, "z")]))
    assert rows.text == "A | B | C\n |  | z"


def test_rows_left_empty_part_blocks() -> None:
    """Rows that follow one another stand together, others apart."""
    assert (
        written((1, [Cell(0, "a")]), (2, [Cell(0, "b")]), (99, [Cell(0, "c")])).text == "a\nb\n\nc"
    )


def test_wide_tables_are_not_padded() -> None:
    """Beyond forty columns empty cells would be all there is to see."""
    first = (1, [Cell(n, str(n)) for n in range(60)])
    assert written(first, (2, [Cell(3, "x"), Cell(50, "y")])).text.endswith("\nx | y")


def test_hidden_cells_are_marked() -> None:
    """Only the words of the cell stand in the place."""
    found = written((1, [Cell(0, "da"), Cell(1, "fort", hidden=True), Cell(2, "da")]))
    (place,) = found.places
    assert (found.text[place.start : place.end], place.label) == ("fort", "hidden")


def test_words_are_bounded_before_they_are_written() -> None:
    """A grid stops as soon as its words pass the limit."""
    grid = Grid(10)
    with pytest.raises(NoteUnreadable):
        for number in range(9):
            grid.add(number, [Cell(0, "wort")])


@given(st.lists(st.lists(st.sampled_from(["", "a", "bb"]), max_size=6), max_size=6))
def test_every_word_is_written_once(rows: list[list[str]]) -> None:
    """No cell is lost or doubled, whatever is empty."""
    cells = [(n, [Cell(at, words) for at, words in enumerate(row)]) for n, row in enumerate(rows)]
    said = written(*cells).text.replace("|", " ").split()
    assert said == [words for row in rows for words in row if words]

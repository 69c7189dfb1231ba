"""Tables as plain text."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.errors import NoteUnreadable
from iolkit.readers import tables
from iolkit.readers.limits import SHIPPED, Limits


@pytest.mark.parametrize(
    "data", ["a;b\n1,5;2\n", "a,b\n1;5,2\n", "a\tb\n1,5\t2\n", "a|b\n1|2\n", "sep=;\na;b\n"]
)
def test_sign_between_cells_is_told(data: str) -> None:
    """The sign that splits the rows evenly wins over one that stands in some cells."""
    assert tables.extract(data.encode(), SHIPPED).text.startswith("a | b")


def test_one_column_stays_lines() -> None:
    """A list is a table of one column."""
    assert tables.extract(b"eins\nzwei\n", SHIPPED).text == "eins\nzwei"


def test_endless_cell_is_refused() -> None:
    """A cell past the limit of the text is never taken into memory whole."""
    with pytest.raises(NoteUnreadable):
        tables.extract(b'"' + b"x" * 99, Limits(text=50))


WORD = st.text(st.sampled_from('abcäß ;,"\n='), min_size=1).filter(lambda word: word.strip())


@given(st.lists(st.lists(WORD, min_size=2, max_size=2), min_size=3, max_size=6))
def test_what_excel_writes_comes_back(rows: list[list[str]]) -> None:
    """Cells with signs, quotes and line ends keep their words."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    lines = [" | ".join(" ".join(cell.split()) for cell in row) for row in rows]
    assert (
        tables.extract(("sep=;\n" + out.getvalue()).encode(), SHIPPED).text
        == "\n".join(lines).strip()
    )

"""Tables as plain text (.csv) -> rows as lines "a | b".

The sign between cells is told from the first rows: semicolon (as German programs write), comma,
tab or bar. What looks like a formula stays the words that it is.
"""

from __future__ import annotations

import csv
import io

from iolkit.errors import NoteUnreadable
from iolkit.readers import text as plain
from iolkit.readers.draft import Draft, Extract
from iolkit.readers.grid import Cell, Grid
from iolkit.readers.limits import Limits

_SIGNS = ";,\t|"
_ROWS_TO_TELL = 20


def extract(data: bytes, limits: Limits) -> Extract:
    """Text of a .csv file. Raises NoteUnreadable."""
    words = plain.settle(plain.decode(data)).lstrip("\ufeff")
    sign = ""
    if words[:4].lower() == "sep=":  # Excel's own first line
        first, _, words = words.partition("\n")
        sign = first[4:5] if first[4:5] in _SIGNS else ""
    csv.field_size_limit(limits.text)
    grid = Grid(limits.text)
    try:
        for number, row in enumerate(
            csv.reader(io.StringIO(words), delimiter=sign or _sign(words))
        ):
            grid.add(number, [Cell(at, said) for at, said in enumerate(row)])
    except csv.Error as error:
        raise NoteUnreadable("text_too_long", limit=limits.text) from error
    draft = Draft(limits.text)
    grid.write(draft)
    return draft.finish()


def _sign(words: str) -> str:
    """The sign that splits most of the first rows into the same number of cells."""
    rows = words[:50_000].splitlines()[:_ROWS_TO_TELL]

    def rank(sign: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(rows, delimiter=sign) if row]
        usual = max(set(counts), key=counts.count, default=1)
        return (counts.count(usual) if usual > 1 else 0), usual

    return max(_SIGNS, key=rank)

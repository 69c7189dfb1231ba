"""Workbooks, sheet by sheet."""

from __future__ import annotations

import pytest

from iolkit.readers import sheets
from iolkit.readers.limits import SHIPPED

from .battery import readable
from .battery.making import row, sheet, xlsx
from .battery.workbooks import WORKBOOKS
from .in_process import wrong


@pytest.mark.parametrize("what", [w for w in readable(WORKBOOKS) if "million" not in w])
def test_files_of_the_battery_are_read(what: str) -> None:
    """Words and places are those that the file shows."""
    assert not wrong(sheets, WORKBOOKS, what)


def test_language_of_figures_is_told_from_the_words() -> None:
    """Where no program says, German words make German figures, English ones English."""
    style = '<numFmts><numFmt numFmtId="164" formatCode="0.0"/></numFmts>'
    style += '<cellXfs><xf numFmtId="164"/></cellXfs>'
    figure = '<c s="0"><v>2.5</v></c>'
    for words, shown in (("Kosten für das Werk", "2,5"), ("Cost of the plant", "2.5")):
        strings = f"<si><t>{words}</t></si>"
        data = xlsx({"Plan": sheet(row(1, figure))}, styles=style, strings=strings)
        assert sheets.extract(data, SHIPPED).text.endswith(shown)


def test_rows_are_dropped_while_they_are_streamed() -> None:
    """Each element is whole when it is handed out, and its rows are in their order."""
    rows = "".join(row(n, f"Zeile {n}") for n in range(1, 2_001))
    lines = sheets.extract(xlsx({"Tabelle1": sheet(rows)}), SHIPPED).text.split("\n")
    assert lines == [f"Zeile {n}" for n in range(1, 2_001)]

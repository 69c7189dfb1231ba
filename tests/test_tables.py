"""A table of hits opens in any spreadsheet, and nothing in it runs."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from iolkit import tables
from iolkit.errors import WrongUse
from iolkit.outcomes import Hit, Passage
from iolkit.records import Masked, Reason

FACTS = {
    "source": "besuch.docx", "title": "Runder Tisch", "programme": "Lernverbund",
    "format": "round table", "held_on": "2026-02-05", "language": "de", "kind": "practice",
    "band": "A", "headline": "Ein Leitfaden; „neun Fragen“", "note_id": "n1",
}  # fmt: skip
HIT = Hit(
    Passage("i1", "i1", Masked("[PERSON_1] fragt nach:\n- erstens\n- zweitens"), FACTS),
    0.5,
    (
        Reason("found_words", {"words": "Leitfaden"}),
        Reason("found_near", {"nearness": "@nearness.high"}),
    ),
)  # fmt: skip
TRIGGERS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\t=",
    "\r\n=",
    " =",
    "\x00=",
    "\u200b=",
    "＝",
    "＠",
    "＋",
)
RUNS = re.compile(r"[\s]*[=+\-@＝＋－＠]")
XML = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells_of_csv(made: bytes, tongue: str = "de") -> list[list[str]]:
    """The rows as a spreadsheet reads them."""
    text = made.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=tables.SEPARATORS[tongue]))


def sheet_of(made: bytes) -> tuple[list[list[str]], etree._Element]:
    """The rows of a workbook, and its sheet as it is stored."""
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        shared = etree.fromstring(book.read("xl/sharedStrings.xml"))
    texts = ["".join(each.itertext(f"{XML}t")) for each in shared.iter(f"{XML}si")]
    rows = [
        [texts[int(cell.findtext(f"{XML}v"))] for cell in row.iter(f"{XML}c")]
        for row in sheet.iter(f"{XML}row")
    ]
    return rows, sheet


@pytest.mark.parametrize(
    ("tongue", "head", "row"),
    [
        ("de", ["Nr.", "Kernaussage"], ["Praxis", "gut übertragbar", "Runder Tisch", "Deutsch"]),
        ("en", ["No.", "In short"], ["practice", "easy to transfer", "Round table", "German"]),
    ],
)
def test_headings_and_codes_are_in_the_readers_language(
    tongue: str, head: list[str], row: list[str]
) -> None:
    """Both formats hold the same words, codes put into words."""
    from iolkit.phrases import say

    read = cells_of_csv(tables.written([HIT], "csv", tongue), tongue)
    book, _ = sheet_of(tables.written([HIT], "xlsx", tongue))
    assert read[0] == book[0]
    assert read[0][:2] == head
    words = [say("kind.practice", tongue), say("transfer.band_A", tongue)]
    words += [say("session.format_round_table", tongue), say("language.de", tongue)]
    assert set(words) <= set(read[1])
    assert [cell.replace("\n", " · ") for cell in book[1]] == read[1]
    assert read[1][2] == "[PERSON_1] fragt nach: · • erstens · • zweitens"


def test_a_german_spreadsheet_opens_the_csv_rightly() -> None:
    """A byte order mark for umlauts, semicolons for columns, quotes around what holds either."""
    german = tables.written([HIT], "csv", "de")
    assert german.startswith(b"\xef\xbb\xbf")
    assert german.decode("utf-8-sig").startswith('"Nr.";"Kernaussage";')
    assert b"\r\n" in german
    assert tables.written([HIT], "csv", "en").decode("utf-8-sig").startswith('"No.","In short",')
    assert cells_of_csv(german)[1][1] == FACTS["headline"]


@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.parametrize("where", ["text", "headline", "title", "programme", "source", "kind"])
def test_no_cell_begins_as_a_formula(trigger: str, where: str) -> None:
    """Whatever a note, a title or a file name begins with, no cell of either format runs."""
    attack = f"{trigger}cmd|' /C calc'!A0"
    facts = {**FACTS, where: attack}
    text = Masked(attack if where == "text" else "x")
    hit = Hit(Passage("i", "i", text, facts), 0.1, ())
    for row in cells_of_csv(tables.written([hit], "csv", "de")):
        assert not [cell for cell in row if RUNS.match(cell)]
    _, sheet = sheet_of(tables.written([hit], "xlsx", "de"))
    assert not list(sheet.iter(f"{XML}f"))
    assert {cell.get("t") for cell in sheet.iter(f"{XML}c")} == {"s"}
    assert not list(sheet.iter(f"{XML}hyperlink"))


@given(st.text(max_size=60))
@example("a\r\n=1+1")
@example('"\r\n=1+1;"')
@example("\ud800")
def test_any_text_stays_in_its_cell(text: str) -> None:
    """No text breaks out of its cell, opens another row, or runs."""
    hit = Hit(Passage("i", "i", Masked(text), {"headline": text, "source": text}), 0.1, ())
    for tongue in ("de", "en"):
        rows = cells_of_csv(tables.written([hit], "csv", tongue), tongue)
        assert [len(row) for row in rows] == [len(tables.COLUMNS)] * 2
        assert not [cell for cell in rows[1] if RUNS.match(cell)]
    rows, sheet = sheet_of(tables.written([hit], "xlsx", "de"))
    assert len(rows) == 2
    assert not list(sheet.iter(f"{XML}f"))


def test_a_very_long_text_is_cut_and_says_so() -> None:
    """Excel takes no more than 32,767 characters in a cell."""
    hit = Hit(Passage("i", "i", Masked("wort " * 10_000), {}), 0.1, ())
    rows, _ = sheet_of(tables.written([hit], "xlsx", "de"))
    assert len(rows[1][2]) < 32_767
    assert rows[1][2].endswith(" …")


def test_no_hits_are_a_table_with_headings() -> None:
    """An empty search gives a file that opens."""
    assert len(cells_of_csv(tables.written([], "csv", "de"))) == 1
    assert len(sheet_of(tables.written([], "xlsx", "en"))[0]) == 1


def test_another_format_is_refused() -> None:
    """There are two."""
    with pytest.raises(WrongUse):
        tables.written([HIT], "ods", "de")  # type: ignore[arg-type]

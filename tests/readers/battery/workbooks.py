# ruff: noqa: E501 - samples of markup read best one a line
"""Excel files: what a person sees, what is hidden, and what only pretends to be a table."""

from __future__ import annotations

from functools import cache

from iolkit.readers.limits import Limits
from tests.readers import samples
from tests.readers.samples import OLE

from .case import Case
from .making import S, row, sheet, xlsx

STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/>'
    '<numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;€&quot;"/>'
    '<numFmt numFmtId="166" formatCode=";;;"/><numFmt numFmtId="167" formatCode="[h]:mm"/></numFmts>'
    '<fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="solid"/></fill></fills>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="10"/>'
    '<xf numFmtId="166"/><xf numFmtId="0" fontId="1" fillId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="0" fontId="1" fillId="1"/><xf numFmtId="167"/></cellXfs>'
    '<cellStyles><cellStyle name="Standard" builtinId="0"/></cellStyles>'
)
HELLO = sheet(row(1, "Hallo", "Welt"))


def number(value: str, style: int, formula: str = "") -> str:
    """A cell with a number, perhaps from a formula."""
    inside = f"<f>{formula}</f>" if formula else ""
    return f'<c s="{style}">{inside}<v>{value}</v></c>'


def typed(kind: str, value: str, formula: str = "") -> str:
    """A cell with another value."""
    inside = f"<f>{formula}</f>" if formula else ""
    return f'<c t="{kind}">{inside}<v>{value}</v></c>'


def book(*rows: str, **more: object) -> bytes:
    """A workbook of one sheet."""
    return xlsx({"Tabelle1": sheet(*rows)}, styles=STYLES, **more)  # type: ignore[arg-type]


def with_parts(**parts: tuple[str, str]) -> bytes:
    """A workbook whose sheet has further parts: name -> (kind, content)."""
    rows = [(f"r{n}", kind, f"../{name}.xml") for n, (name, (kind, _)) in enumerate(parts.items())]
    extra: dict[str, str | bytes] = {
        "xl/worksheets/_rels/sheet1.xml.rels": samples.relations(*rows)
    }
    extra |= {f"xl/{name}.xml": content for name, (_, content) in parts.items()}
    return xlsx({"Tabelle1": HELLO}, extra=extra)


@cache
def empty_rows() -> bytes:
    """A million formatted rows without a word, one row with some."""
    rows = "".join(f'<row r="{n}" ht="15" customHeight="1"/>' for n in range(2, 1_000_001))
    return xlsx({"Tabelle1": sheet(row(1, "Kopf"), rows, row(1_000_001, "Schluss"))})


@cache
def shared_bomb() -> bytes:
    """One long word that two thousand cells point at."""
    rows = "".join(f'<row r="{n}"><c t="s"><v>0</v></c></row>' for n in range(1, 2_001))
    return xlsx({"Tabelle1": sheet(rows)}, strings=f"<si><t>{'wort ' * 2_000}</t></si>")


COMMENTS = (
    f'<comments xmlns="{S}"><authors><author>Petra</author><author>tc=1</author></authors>'
    '<commentList><comment ref="A1" authorId="0"><text><r><t>Bitte </t></r><r><t>prüfen</t></r></text>'
    '</comment><comment ref="B1" authorId="1"><text><t>[Threaded comment] Your version</t></text>'
    "</comment></commentList></comments>"
)
THREADS = (
    '<ThreadedComments xmlns="urn:t"><threadedComment ref="B1"><text>Wirklich so?</text>'
    "</threadedComment></ThreadedComments>"
)
DRAWING = (
    f'<xdr:wsDr xmlns:xdr="urn:x" xmlns:a="{samples.A}"><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="1" '
    'name="x" descr="Pfeil nach oben"/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>Im Kasten</a:t></a:r>'
    "</a:p></xdr:txBody></xdr:sp></xdr:wsDr>"
)
WORKBOOKS: dict[str, Case] = {
    "dates and numbers as shown": Case(
        "a.xlsx",
        lambda: book(
            row(1, "Datum", "Kosten", "Anteil", "Dauer", "Kurz"),
            row(2, number("46086", 1), number("1234.5", 2), number("0.256", 3), number("1.25", 8), number("46086", 6)),
        ),
        says=("Datum | Kosten | Anteil | Dauer | Kurz\n05.03.2026 | 1.234,50 € | 25,60% | 30:00 | 05.03.2026",),
    ),
    "days since 1904": Case(
        "a.xlsx", lambda: book(row(1, "Am", number("44624", 1)), book='<workbookPr date1904="1"/>'),
        says=("05.03.2026",),
    ),
    "day that is none": Case("a.xlsx", lambda: book(row(1, number("-5", 1), number("9e99", 1), "x")), says=("-5",)),
    "formulas give their values": Case(
        "a.xlsx",
        lambda: book(row(1, number("7", 0, "SUM(A1:A3)"), typed("str", "Text", "A1&amp;B1"), typed("e", "#REF!", "cmd|' /C calc'!A0"))),
        says=("7 | Text | #REF!",), silent=("SUM", "calc"),
    ),
    "formula never calculated": Case(
        "a.xlsx", lambda: book(row(1, "Summe", '<c><f>SUM(B2:B9)</f></c>')), says=("Summe | =SUM(B2:B9)",)
    ),
    "words like formulas": Case(
        "a.xlsx", lambda: book(row(1, "=cmd|' /C calc'!A0", "@SUM(1)")), says=("=cmd|' /C calc'!A0 | @SUM(1)",)
    ),
    "truth values": Case("a.xlsx", lambda: book(row(1, "Erledigt", typed("b", "1"))), says=("Erledigt | WAHR",)),
    "long account number": Case(
        "a.xlsx", lambda: book(row(1, "Konto", number("12345678901234567", 0))), says=("12345678901234567",)
    ),
    "shared rich strings": Case(
        "a.xlsx",
        lambda: book(
            row(1, '<c t="s"><v>0</v></c>'),
            strings="<si><r><t>Rüst</t></r><r><t>zeit</t></r><rPh sb='0' eb='1'><t>LAUT</t></rPh></si>",
        ),
        says=("Rüstzeit",), silent=("LAUT",),
    ),
    "string that is not there": Case("a.xlsx", lambda: book(row(1, '<c t="s"><v>7</v></c>')), "broken"),
    "merged cells": Case(
        "a.xlsx",
        lambda: xlsx({"Tabelle1": sheet(row(1, "Überschrift", "", ""), row(2, "A", "B", "C")) + '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>'}),
        says=("Überschrift\nA | B | C",),
    ),
    "cells left empty keep their column": Case(
        "a.xlsx", lambda: book(row(1, "A", "B", "C"), row(2, "x", "", "z"), row(5, "", "y")),
        says=("A | B | C\nx |  | z\n\n | y",),
    ),
    "hidden sheet": Case(
        "a.xlsx",
        lambda: xlsx({"Tabelle1": HELLO, "Löhne": sheet(row(1, "Gehalt"))}, states={"Löhne": "veryHidden"}),
        placed={"hidden": "Löhne\n\nGehalt", "sheet 2": "Gehalt"},
    ),
    "hidden row": Case(
        "a.xlsx", lambda: book(row(1, "Da"), row(2, "Versteckt", more='hidden="1"')),
        says=("Da\nVersteckt",), placed={"hidden": "Versteckt"},
    ),
    "hidden column": Case(
        "a.xlsx",
        lambda: xlsx({"Tabelle1": '<cols><col min="2" max="2" hidden="1"/></cols>' + sheet(row(1, "A", "Marge", "C"))}),
        says=("A | Marge | C",), placed={"hidden": "Marge"},
    ),
    "white on white": Case(
        "a.xlsx", lambda: book(row(1, "Da", '<c s="5" t="str"><v>weiß</v></c>', '<c s="7" t="str"><v>Kopf</v></c>')),
        says=("Da | weiß | Kopf",), placed={"hidden": "weiß"},
    ),
    "format that shows nothing": Case(
        "a.xlsx", lambda: book(row(1, "Da", number("4711", 4))), placed={"hidden": "4711"}
    ),
    "comments, old and new": Case(
        "a.xlsx", lambda: with_parts(comments1=("comments", COMMENTS), threads=("threadedComment", THREADS)),
        says=("A1: Bitte prüfen", "B1: Wirklich so?"), silent=("Your version",), placed={"comment": "A1: Bitte prüfen"},
    ),
    "text box on a sheet": Case(
        "a.xlsx", lambda: with_parts(drawing1=("drawing", DRAWING)),
        placed={"text box": "Im Kasten", "alt text": "Pfeil nach oben"},
    ),
    "head of a printed sheet": Case(
        "a.xlsx",
        lambda: xlsx({"Tabelle1": HELLO + '<headerFooter><oddHeader>&amp;C&amp;"Arial,Fett"Vertraulich &amp;P</oddHeader></headerFooter>'}),
        placed={"header": "Vertraulich"}, silent=("&", "Arial"),
    ),
    "name of a sheet": Case("a.xlsx", lambda: xlsx({"Projekt Nordlicht": HELLO}), says=("Projekt Nordlicht",)),
    "a million empty rows": Case("a.xlsx", empty_rows, says=("Kopf\n\nSchluss",)),
    "a thousand empty columns": Case(
        "a.xlsx", lambda: book('<row r="1"><c r="A1" t="str"><v>A</v></c><c r="XFD1" t="str"><v>Z</v></c></row>'), says=("A | Z",)
    ),
    "shared string bomb": Case("a.xlsx", shared_bomb, "text_too_long"),
    "strings without end": Case(
        "a.xlsx", lambda: book(strings="".join(f"<si><t>{n * 7919 % 99991} {'x' * 50}</t></si>" for n in range(9_000))),
        "text_too_long", limits=Limits(text=200_000),
    ),
    "numbers that are none": Case("a.xlsx", lambda: book(row(1, number("1e999", 2), number("x", 1), number("NaN", 3))), says=("inf",)),
    "rows and cells without places": Case(
        "a.xlsx", lambda: book('<row><c t="str"><v>A</v></c><c t="str"><v>B</v></c></row><row r="x"><c r="?" t="str"><v>C</v></c></row>'),
        says=("A | B\nC",),
    ),
    "sheet that is not there": Case(
        "a.xlsx", lambda: xlsx({"Tabelle1": HELLO}).replace(b"sheet1.xml", b"sheetX.xml", 1), "broken"
    ),
    "entity in a sheet": Case(
        "a.xlsx", lambda: xlsx({"T": HELLO}, extra={"xl/x.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a/>'}), "unsafe_xml"
    ),
    "link to another workbook": Case(
        "a.xlsx",
        lambda: xlsx({"T": sheet(row(1, number("5", 0, "[1]Kalkulation!A1")))}, extra={"xl/externalLinks/externalLink1.xml": "<externalLink/>"}),
        says=("5",),
    ),
    "macros in xlsx": Case("a.xlsx", lambda: xlsx({"T": HELLO}, extra={"xl/vbaProject.bin": b"x"}), "macro"),
    "macro sheet of Excel 4": Case("a.xlsx", lambda: xlsx({"T": HELLO}, extra={"xl/macrosheets/sheet1.xml": "<x/>"}), "macro"),
    "xlsm": Case("a.xlsm", lambda: xlsx({"T": HELLO}), "macro"),
    "xls": Case("a.xls", lambda: OLE + bytes(600), "old_office"),
    "xlsb": Case("a.xlsb", lambda: xlsx({"T": HELLO}), "old_office"),
    "xlsx under a password": Case("a.xlsx", lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "truncated xlsx": Case("a.xlsx", lambda: xlsx({"T": HELLO})[:-50], "broken"),
    "sheet cut off": Case("a.xlsx", lambda: xlsx({"T": "<sheetData><row>"}), "broken"),
    "workbook without words": Case("a.xlsx", lambda: xlsx({"Tabelle1": ""}), "no_text"),
    "workbook without sheets": Case("a.xlsx", lambda: xlsx({}), "no_text"),
    "xlsx named docx": Case("a.docx", lambda: xlsx({"T": HELLO}), "wrong_type"),
}  # fmt: skip

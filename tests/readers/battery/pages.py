# ruff: noqa: E501 - samples of markup read best one a line
"""PDF files and web pages: layouts, tricks, and what is on the page but not in the text."""

from __future__ import annotations

import io
import random

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from iolkit.readers.limits import Limits
from tests.readers import samples
from tests.readers.samples import docx, paragraph, pdf

from .case import Case
from .making import raw_pdf, stream

XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SHOWN = stream(b"BT /F1 12 Tf 50 700 Td (Sichtbar auf der Seite) Tj ET")


def page(more: bytes = b"", contents: bytes = b"5 0 R") -> bytes:
    """A page object: parent 2, font 4."""
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents "
        + contents + more + b">>"
    )  # fmt: skip


def one_page(
    *further: bytes, catalog: bytes = b"", more: bytes = b"", shown: bytes = SHOWN
) -> bytes:
    """A PDF of one page; further objects count from 6."""
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page(more), FONT, shown, *further,
    )  # fmt: skip


def drawn(*pieces: tuple[float, float, str], turn: int = 0) -> bytes:
    """A PDF with words at places, perhaps on a turned page."""
    out = io.BytesIO()
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    sheet = canvas.Canvas(out, pagesize=A4, invariant=1)
    sheet.setFont("Vera", 10)
    for x, y, words in pieces:
        sheet.drawString(x, y, words)
    sheet.setPageRotation(turn)
    sheet.showPage()
    sheet.save()
    return out.getvalue()


COLUMNS = [(60.0, 700.0 - 14 * n, f"Links Zeile {n} in der Spalte") for n in range(5)] + [
    (330.0, 700.0 - 14 * n, f"Rechts Zeile {n} in der Spalte") for n in range(5)
]
PDFS: dict[str, Case] = {
    "umlauts and broken words": Case(
        "a.pdf", lambda: pdf(["Die Größe der Wissens\u00ad", "träger zählt"]), says=("Größe der",), placed={"page 1": "Größe"}
    ),
    "joined letters": Case("a.pdf", lambda: pdf(["Pro\ufb01l und \ufb02ink"]), says=("Profil und flink",)),
    "two columns": Case(
        "a.pdf", lambda: drawn(*COLUMNS), says=("Links Zeile 4 in der Spalte", "Rechts Zeile 0 in der Spalte"), silent=("Spalte | Rechts",)
    ),
    "turned page": Case("a.pdf", lambda: drawn((60, 700, "Quer gelegte Seite"), turn=90), says=("Quer gelegte Seite",)),
    "several pages": Case("a.pdf", lambda: pdf(["eins"], [""], ["drei"]), placed={"page 1": "eins", "page 3": "drei"}),
    "no pages": Case("a.pdf", lambda: raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"), "no_text|broken"),
    "pages that point in a circle": Case(
        "a.pdf", lambda: raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), "no_text|broken"
    ),
    "pages that are claimed": Case(
        "a.pdf", lambda: raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 999999>>"), "too_many_pages|no_text|broken"
    ),
    "scripts": Case(
        "a.pdf", lambda: one_page(b"<</S/JavaScript/JS(app.alert\\(1\\))>>", catalog=b"/OpenAction 6 0 R"), says=("Sichtbar",), silent=("alert",)
    ),
    "attached file": Case(
        "a.pdf",
        lambda: one_page(
            b"<</Type/Filespec/F(geheim.txt)/UF(geheim.txt)/EF<</F 7 0 R>>>>", stream(b"x", b"/Type/EmbeddedFile"),
            catalog=b"/Names<</EmbeddedFiles<</Names[(geheim.txt) 6 0 R]>>>>",
        ),
        says=("Sichtbar",), placed={"attachment not read": "[geheim.txt]"},
    ),
    "filled form": Case(
        "a.pdf",
        lambda: one_page(
            b"<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/V(Eingetragen)/Rect[9 9 99 99]>>",
            catalog=b"/AcroForm<</Fields[6 0 R]>>", more=b"/Annots[6 0 R]",
        ),
        placed={"form field": "Eingetragen"},
    ),
    "comment on a page": Case(
        "a.pdf", lambda: one_page(b"<</Type/Annot/Subtype/Text/Contents(Geheim!)/Rect[9 9 99 99]>>", more=b"/Annots[6 0 R]"),
        placed={"comment": "Geheim!"},
    ),
    "words under a black box": Case(
        "a.pdf", lambda: one_page(shown=stream(b"BT /F1 12 Tf 50 700 Td (Geschwaerzt) Tj ET 0 0 0 rg 40 690 200 30 re f")), says=("Geschwaerzt",)
    ),
    "words that are not drawn": Case(
        "a.pdf", lambda: one_page(shown=stream(b"BT /F1 12 Tf 3 Tr 50 700 Td (Unsichtbar) Tj ET")), says=("Unsichtbar",)
    ),
    "page that opens a program": Case(
        "a.pdf", lambda: one_page(b"<</S/Launch/F(calc.exe)>>", catalog=b"/OpenAction 6 0 R"), says=("Sichtbar",)
    ),
    "scan": Case("a.pdf", lambda: pdf([""], image=True), "scan_without_text"),
    "empty page": Case("a.pdf", lambda: pdf([""]), "no_text"),
    "pdf under a password": Case("a.pdf", lambda: pdf(["x"], password="geheim"), "encrypted"),
    "pdf truncated": Case("a.pdf", lambda: pdf(["x"] * 40)[:600], "broken"),
    "random pdf": Case("a.pdf", lambda: b"%PDF-1.4\n" + random.Random(7).randbytes(9_000), "broken"),
    "pdf of a head": Case("a.pdf", lambda: b"%PDF-1.7\n%%EOF", "broken"),
    "pdf after rubbish": Case("a.pdf", lambda: b"x" * 500 + one_page(), says=("Sichtbar",)),
    "pdf bomb": Case("a.pdf", lambda: samples.flate_bomb_pdf(60_000_000), "took_too_long|took_too_much_memory", limits=Limits(cpu=2, memory=700_000_000)),
    "too many pages": Case("a.pdf", lambda: pdf(*[["x"]] * 6), "too_many_pages", limits=Limits(pages=5)),
    "picture named pdf": Case("a.pdf", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "wrong_type"),
    "text named pdf": Case("a.pdf", lambda: b"Guten Tag", "wrong_type"),
    "page without a title": Case("a.pdf", lambda: pdf(["Runder Tisch im Werk Süd", "", "Wir haben viel gelernt."]), title="Runder Tisch im Werk Süd"),
}  # fmt: skip
WEB: dict[str, Case] = {
    "scripts, styles and remarks": Case(
        "a.html", lambda: b"<title>Titel</title><style>p{x:y}</style><script>var a</script><!-- weg --><p>Da</p>",
        says=("Da",), silent=("var a", "x:y", "weg"), title="Titel",
    ),
    "hidden words": Case(
        "a.html", lambda: "<p>Da <span style='display:none'>fort</span> <b hidden>weg</b> <i style='color:#fff'>weiß</i></p>".encode(),
        placed={"hidden": "fort"}, says=("Da fort weg weiß",),
    ),
    "page that moves on": Case(
        "a.html", lambda: b"<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><base href='file:///etc/'><p>Bleibt", says=("Bleibt",), silent=("127",)
    ),
    "tables in tables": Case(
        "a.html", lambda: b"<table><tr><th>A<td>B<tr><td>C<td><table><tr><td>D<td>E</table></table>", says=("A | B", "C", "D | E")
    ),
    "merged cells of a page": Case("a.html", lambda: b"<table><tr><th colspan=2>Kopf<tr><td>A<td>B</table>", says=("Kopf\nA | B",)),
    "signs by name": Case("a.html", lambda: b"<p>Gr&ouml;&szlig;e &amp; &#8222;Ma&#xDF;&ldquo; &euro; 5&nbsp;&lt;b&gt;", says=("Größe & „Maß“ € 5 <b>",)),
    "page in windows-1252": Case("a.html", lambda: "<meta charset=windows-1252><p>Größe – 5 €".encode("cp1252"), says=("Größe – 5 €",)),
    "page that lies about its charset": Case("a.html", lambda: "<meta charset=utf-8><p>Größe".encode("latin-1"), says=("Größe",)),
    "page in utf-16": Case("a.html", lambda: "<p>Größe</p>".encode("utf-16"), says=("Größe",)),
    "page of lists and lines": Case("a.html", lambda: b"<h1>A</h1><ul><li>eins<ol><li>zwei</ol></ul><pre>x\n  y</pre>", says=("A\n\n- eins\n  - zwei", "x\n  y")),
    "page with frames": Case(
        "a.html", lambda: b"<p>Da<iframe src='file:///etc/passwd'></iframe><object data='file:///etc/passwd'></object>", says=("Da",), silent=("root:",)
    ),
    "page with an entity": Case("a.html", lambda: (XXE + "<p>&x;</p>").encode(), "unsafe_xml"),
    "page nested without end": Case("a.html", lambda: b"<p>oben" + b"<div>" * 90_000, "too_many_parts"),
    "page of markup only": Case("a.html", lambda: b"<script>x</script><!-- x -->", "no_text"),
    "page of 200,000 rows": Case("a.html", lambda: b"<table>" + b"<tr><td>a<td>b" * 200_000 + b"</table>", says=("a | b",)),
    "docx named html": Case("a.html", lambda: docx(paragraph("x")), "wrong_type"),
    "soft hyphens of a page": Case("a.html", lambda: b"<p>Wissens&shy;tr&auml;ger", says=("Wissensträger",)),
}  # fmt: skip

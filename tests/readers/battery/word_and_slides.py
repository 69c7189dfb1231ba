# ruff: noqa: E501 - samples of markup read best one a line
"""Word and PowerPoint files: every place where words can stand, and every trick."""

from __future__ import annotations

import io
import struct
import zipfile

from iolkit.readers.limits import Limits
from tests.readers import samples
from tests.readers.samples import (
    OLE,
    docx,
    paragraph,
    pdf,
    pptx,
    shape,
    slide_xml,
    word_part,
    zipped,
)

from .case import Case

GOOD = docx(paragraph("Die Übergabe am Freitag kam zu spät."))
SLIDES = pptx([slide_xml("sld", shape("Erste Folie"))])
XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = "<!DOCTYPE a [<!ENTITY l0 'ha'>" + "".join(
    f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)
)
WHITE, TINY = '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'
BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
    f"{paragraph('Im Kasten')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback>"
    f"<w:pict><v:textbox><w:txbxContent>{paragraph('Im Kasten')}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
OUTSIDE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="r{n}" Type="{samples.R}/{kind}" TargetMode="External" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (
                ("attachedTemplate", "http://127.0.0.1:9/boese.dotm"),
                ("image", "file:///etc/hostname"), ("oleObject", "\\\\127.0.0.1\\x"),
                ("subDocument", "http://127.0.0.1:9/unter.docx"), ("frame", "http://127.0.0.1:9/"),
                ("header", "file:///etc/passwd"),
            )
        )
    )
    + "</Relationships>"
)  # fmt: skip


def main_part(document: str) -> bytes:
    """A Word file whose main part is `document`."""
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": samples.relations(("rId1", "officeDocument", "word/document.xml")),
            "word/document.xml": document,
        }
    )


def cell(words: str, properties: str = "") -> str:
    """A table cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words) if words else '<w:p/>'}</w:tc>"


def table(*rows: str) -> str:
    """A Word table."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def run(words: str, properties: str = "", kind: str = "t") -> str:
    """A run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:{kind}>{words}</w:{kind}></w:r>"


def with_part(kind: str, root: str, words: str) -> bytes:
    """A Word file with one further part."""
    inside = word_part(root, f"<w:x>{paragraph(words)}</w:x>")
    return docx(paragraph("Oben"), {f"{kind}/{kind}.xml": inside})


def chunk(content: bytes) -> bytes:
    """A Word file that takes in a page when it is opened."""
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": samples.relations(("rId1", "officeDocument", "word/document.xml")),
            "word/document.xml": f"<w:document {samples.WORD_SPACES}><w:body>{paragraph('Oben')}"
            '<w:altChunk r:id="c1"/></w:body></w:document>',
            "word/_rels/document.xml.rels": samples.relations(("c1", "aFChunk", "afchunk.dat")),
            "word/afchunk.dat": content,
        }
    )


def drawn(kind: str, content: str) -> bytes:
    """A Word file with a chart or diagram."""
    return docx(paragraph("Oben"), {f"{kind}/{kind}.xml": content})


def slides_with(kind: str, content: str) -> bytes:
    """A slide with one further part."""
    data = io.BytesIO(SLIDES)
    with zipfile.ZipFile(data) as old:
        members: dict[str, str | bytes] = {n: old.read(n) for n in old.namelist()}
    members["ppt/slides/_rels/slide1.xml.rels"] = samples.relations(("r9", kind, "../x/x.xml"))
    return zipped(members | {"ppt/x/x.xml": content})


def bomb(megabytes: int) -> bytes:
    """A Word file with an unused picture of so many megabytes of nothing."""
    return docx(paragraph("x"), extra={"word/media/x.bmp": bytes(megabytes * 1_000_000)})


def wide_lie(claimed: int) -> bytes:
    """A Word file whose directory and local heads both lie about the size of its document."""
    data = bytearray(samples.lying_zip(claimed))
    at = data.find(b"word/document.xml") - 30
    assert data[at : at + 4] == b"PK\x03\x04"
    data[at + 22 : at + 26] = struct.pack("<I", claimed)
    return bytes(data)


CHART = (
    f'<c:chart xmlns:c="urn:c" xmlns:a="{samples.A}"><a:p><a:r><a:t>Umsatz je Werk</a:t></a:r></a:p>'
    "<c:ser><c:v>Köln</c:v><c:v>12,5</c:v></c:ser></c:chart>"
)
DIAGRAM = f'<dgm:dataModel xmlns:dgm="urn:d" xmlns:a="{samples.A}"><a:p><a:r><a:t>Kreislauf</a:t></a:r></a:p></dgm:dataModel>'
MHT = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<p>Gr=C3=B6=C3=9Fe aus der Seite</p>\r\n--b--\r\n"
)
WORD: dict[str, Case] = {
    "table in a table": Case(
        "a.docx",
        lambda: docx(table(cell("Außen") + f"<w:tc>{table(cell('Innen') + cell('Mitte'))}<w:p/></w:tc>")),
        says=("Außen | Innen Mitte",),
    ),
    "cells merged downwards": Case(
        "a.docx",
        lambda: docx(
            table(
                cell("Einkauf", '<w:vMerge w:val="restart"/>') + cell("A"),
                cell("", "<w:vMerge/>") + cell("B"),
            )
        ),
        says=("Einkauf | A\n | B",),
    ),
    "cells merged across": Case(
        "a.docx",
        lambda: docx(table(cell("Kopf", '<w:gridSpan w:val="2"/>'), cell("A") + cell("B"))),
        says=("Kopf\nA | B",),
    ),
    "tracked changes": Case(
        "a.docx",
        lambda: docx(
            f"<w:p>{run('Wir ')}<w:ins>{run('neu ')}</w:ins><w:del>{run('alt', kind='delText')}</w:del>"
            f"<w:moveFrom>{run('weg')}</w:moveFrom><w:moveTo>{run('hin')}</w:moveTo></w:p>"
        ),
        says=("Wir neu hin",), placed={"inserted": "neu", "deleted": "alt"},
    ),
    "hidden, white and tiny words": Case(
        "a.docx",
        lambda: docx(
            f"<w:p>{run('Da ')}{run('fort', '<w:vanish/>')}{run(' und ')}"
            f"{run('weiß', WHITE)}{run(' x ')}{run('winzig', TINY)}</w:p>"
        ),
        says=("Da fort und weiß x winzig",), placed={"hidden": "fort"},
    ),
    "text box": Case("a.docx", lambda: docx(BOX), says=("Im Kasten",), placed={"text box": "Im Kasten"}),
    "comment": Case(
        "a.docx", lambda: with_part("comments", "comments", "Streng geheim"),
        placed={"comment": "Streng geheim"},
    ),
    "header": Case("a.docx", lambda: with_part("header", "hdr", "Kopf"), placed={"header": "Kopf"}),
    "footer": Case("a.docx", lambda: with_part("footer", "ftr", "Fuß"), placed={"footer": "Fuß"}),
    "footnote": Case(
        "a.docx", lambda: with_part("footnotes", "footnotes", "Unten"), placed={"footnote": "Unten"}
    ),
    "endnote": Case(
        "a.docx", lambda: with_part("endnotes", "endnotes", "Ende"), placed={"endnote": "Ende"}
    ),
    "word chart": Case(
        "a.docx", lambda: drawn("chart", CHART), says=("Köln | 12,5",),
        placed={"chart": "Umsatz je Werk"},
    ),
    "word SmartArt": Case(
        "a.docx", lambda: drawn("diagramData", DIAGRAM), placed={"diagram": "Kreislauf"}
    ),
    "remote template and pictures": Case(
        "a.docx",
        lambda: docx(
            paragraph("Bleibt lesbar."),
            extra={"word/_rels/document.xml.rels": OUTSIDE.encode(), "word/_rels/settings.xml.rels": OUTSIDE.encode()},
        ),
        says=("Bleibt lesbar.",), silent=("root:", "127.0.0.1"),
    ),
    "page to be taken in": Case(
        "a.docx", lambda: chunk("<html><p>Größe der Seite</p></html>".encode()),
        says=("Oben", "Größe der Seite"),
    ),
    "saved page to be taken in": Case(
        "a.docx", lambda: chunk(MHT), says=("Oben", "Größe aus der Seite"), silent=("=C3",)
    ),
    "rich text to be taken in": Case(
        "a.docx", lambda: chunk(b"{\\rtf1 Gr\\'f6\\'dfe}"), says=("Größe",)
    ),
    "soft hyphens and joined letters": Case(
        "a.docx", lambda: docx(paragraph("Wissens\u00adträger e\ufb03zient")), says=("Wissensträger effizient",)
    ),
    "accents apart": Case("a.docx", lambda: docx(paragraph("U\u0308ber")), says=("Über",)),
    "direction marks": Case("a.docx", lambda: docx(paragraph("a\u202eb")), says=("a\u202eb",)),
    "field that runs a program": Case(
        "a.docx",
        lambda: docx(f"<w:p>{run('DDEAUTO x.exe', kind='instrText')}{run('Ergebnis')}</w:p>"),
        says=("Ergebnis",), silent=("DDEAUTO",),
    ),
    "empty docx": Case("a.docx", lambda: b"", "empty_file"),
    "docx without words": Case("a.docx", lambda: docx("<w:p/>"), "no_text"),
    "truncated docx": Case("a.docx", lambda: GOOD[: len(GOOD) // 2], "broken"),
    "docx without its last byte": Case("a.docx", lambda: GOOD[:-1], "broken"),
    "pdf named docx": Case("a.docx", lambda: pdf(["x"]), "wrong_type"),
    "docx named pdf": Case("a.pdf", lambda: GOOD, "wrong_type"),
    "docx named pptx": Case("a.pptx", lambda: GOOD, "wrong_type"),
    "docx named xlsx": Case("a.xlsx", lambda: GOOD, "wrong_type"),
    "docx named odt": Case("a.odt", lambda: GOOD, "wrong_type"),
    "zip named docx": Case("a.docx", lambda: zipped({"notiz.txt": "Hallo"}), "wrong_type"),
    "docx under a password": Case(
        "a.docx", lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"
    ),
    "old word": Case("a.doc", lambda: OLE + bytes(600), "old_office"),
    "old word named docx": Case("a.docx", lambda: OLE + bytes(600), "old_office"),
    "macros in docx": Case(
        "a.docx", lambda: docx(paragraph("x"), extra={"word/vbaProject.bin": b"x"}), "macro"
    ),
    "docm": Case("a.docm", lambda: GOOD, "macro"),
    "2,001 members": Case(
        "a.docx", lambda: docx("", extra={f"word/{n}": b"" for n in range(2_001)}), "too_many_parts"
    ),
    "packed a thousand to one": Case("a.docx", lambda: bomb(20), "unpacked_too_large"),
    "more than is unpacked": Case(
        "a.docx", lambda: bomb(2), "unpacked_too_large", limits=Limits(unpacked=1_000_000)
    ),
    "zip in a docx": Case(
        "a.docx", lambda: docx("", extra={"word/media/a.bin": GOOD}), "nested_archive"
    ),
    "size claimed too small": Case("a.docx", lambda: samples.lying_zip(9), "broken"),
    "size claimed too large": Case("a.docx", lambda: samples.lying_zip(3_000_000_000), "unpacked_too_large"),
    "size lied twice": Case("a.docx", lambda: wide_lie(9), "broken"),
    "external entity": Case("a.docx", lambda: main_part(XXE + "<a>&x;</a>"), "unsafe_xml"),
    "DTD elsewhere": Case(
        "a.docx", lambda: main_part('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>'), "unsafe_xml"
    ),
    "billion laughs": Case("a.docx", lambda: main_part(LAUGHS + "]><a>&l9;</a>"), "unsafe_xml"),
    "entity in utf-16": Case(
        "a.docx", lambda: docx("", extra={"word/x.xml": (XXE + "<a/>").encode("utf-16")}), "unsafe_xml"
    ),
    "nested 300 deep": Case("a.docx", lambda: docx("<w:sdt>" * 300 + "</w:sdt>" * 300), "broken"),
    "docx pointing in circles": Case(
        "a.docx",
        lambda: docx(
            paragraph("Text"), {"header/header1.xml": word_part("hdr", paragraph("Kopf"))},
            {"word/_rels/header1.xml.rels": samples.relations(("r", "header", "header1.xml")).encode()},
        ),
        says=("Text",), placed={"header": "Kopf"},
    ),
    "docx pointing out": Case(
        "a.docx", lambda: docx(paragraph("Bleibt"), {"header/../../../../etc/hostname": "<x/>"}), says=("Bleibt",)
    ),
    "docx of zeros": Case("a.docx", lambda: b"PK\x03\x04" + bytes(999), "broken"),
    "docx without its main part": Case(
        "a.docx", lambda: zipped({"[Content_Types].xml": "<x/>", "word/x": ""}), "broken"
    ),
    "text of six million letters": Case(
        "a.docx", lambda: docx("".join(paragraph(f"Absatz {n} {n * 7919 % 99991} " * 30) for n in range(1_500))),
        "text_too_long", limits=Limits(text=500_000),
    ),
}  # fmt: skip
GROUP = f"<p:grpSp><p:grpSp>{shape('Tief in der Gruppe')}</p:grpSp></p:grpSp>"
MERGED = (
    "<p:graphicFrame><a:tbl><a:tr><a:tc gridSpan='2'><a:txBody><a:p><a:r><a:t>Kopf</a:t></a:r></a:p>"
    "</a:txBody></a:tc><a:tc hMerge='1'><a:txBody><a:p/></a:txBody></a:tc></a:tr><a:tr>"
    + "".join(
        f"<a:tc><a:txBody><a:p><a:r><a:t>{w}</a:t></a:r></a:p></a:txBody></a:tc>" for w in "AB"
    )
    + "</a:tr></a:tbl></p:graphicFrame>"
)
POWERPOINT: dict[str, Case] = {
    "slide notes": Case(
        "a.pptx",
        lambda: pptx([slide_xml("sld", shape("Oben"))], {1: slide_xml("notes", shape("Gesagt"))}),
        placed={"notes": "Gesagt", "slide 1": "Oben"},
    ),
    "hidden slide": Case(
        "a.pptx",
        lambda: pptx([slide_xml("sld", shape("A")), slide_xml("sld", shape("Geheim"), 'show="0"')]),
        placed={"hidden": "Geheim", "slide 2": "Geheim"},
    ),
    "shapes in groups": Case(
        "a.pptx", lambda: pptx([slide_xml("sld", GROUP)]), says=("Tief in der Gruppe",)
    ),
    "merged cells on a slide": Case(
        "a.pptx", lambda: pptx([slide_xml("sld", MERGED)]), says=("Kopf\nA | B",)
    ),
    "chart on a slide": Case(
        "a.pptx", lambda: slides_with("chart", CHART), placed={"chart": "Umsatz je Werk"}
    ),
    "SmartArt on a slide": Case(
        "a.pptx", lambda: slides_with("diagramData", DIAGRAM), placed={"diagram": "Kreislauf"}
    ),
    "comment on a slide": Case(
        "a.pptx",
        lambda: slides_with("comments", f"<p:cmLst {samples.SLIDE_SPACES}><p:cm><p:text>Nicht zeigen</p:text></p:cm></p:cmLst>"),
        placed={"comment": "Nicht zeigen"},
    ),
    "alt text on a slide": Case(
        "a.pptx", lambda: pptx([slide_xml("sld", shape("A", extra='descr="Foto der Halle"'))]),
        placed={"alt text": "Foto der Halle"},
    ),
    "truncated pptx": Case("a.pptx", lambda: SLIDES[:-60], "broken"),
    "macros in pptx": Case("a.pptm", lambda: SLIDES, "macro"),
    "pptx named docx": Case("a.docx", lambda: SLIDES, "wrong_type"),
    "pptx with a missing slide": Case(
        "a.pptx",
        lambda: pptx([slide_xml("sld", shape("Text")), ""]).replace(b"slide2.xml", b"slideX.xml"), "broken",
    ),
    "pptx without slides": Case("a.pptx", lambda: pptx([]), "no_text"),
}  # fmt: skip

"""Small files of every kind, made from plain words, for the tests of the readers."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_SPACES = (
    f'xmlns:w="{W}" xmlns:a="{A}" xmlns:r="{R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
SLIDE_SPACES = f'xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{R}"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(*rows: tuple[str, str, str]) -> str:
    """A part of relations from (id, kind, target)."""
    inside = "".join(
        f'<Relationship Id="{id_}" Type="{R}/{kind}" Target="{target}"/>'
        for id_, kind, target in rows
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inside}</Relationships>'


def paragraph(words: str, properties: str = "") -> str:
    """A Word paragraph with one run."""
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def docx(
    body: str, parts: dict[str, str] | None = None, extra: dict[str, bytes] | None = None
) -> bytes:
    """A Word file with this body; `parts` are "kind/name.xml" -> content of further parts."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {WORD_SPACES}><w:body>{body}</w:body></w:document>",
    }
    rows = []
    for number, (name, content) in enumerate((parts or {}).items(), start=1):
        kind, _, file = name.partition("/")
        members[f"word/{file}"] = content
        rows.append((f"rId{number}", kind, file))
    if rows:
        members["word/_rels/document.xml.rels"] = relations(*rows)
    return zipped(members | (extra or {}))


def word_part(root: str, body: str) -> str:
    """A further part of a Word file (header, footnotes, ...)."""
    return f"<w:{root} {WORD_SPACES}>{body}</w:{root}>"


def shape(words: str, placeholder: str | None = None, extra: str = "") -> str:
    """A shape of a slide; lines of `words` are paragraphs."""
    mark = f'<p:ph type="{placeholder}"/>' if placeholder else ""
    lines = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in words.split("\n"))
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr id='1' name='x' {extra}/><p:cNvSpPr/><p:nvPr>{mark}</p:nvPr>"
        f"</p:nvSpPr><p:txBody>{lines}</p:txBody></p:sp>"
    )


def slide_xml(root: str, shapes: str, attributes: str = "") -> str:
    """A slide, its notes or its layout."""
    return (
        f"<p:{root} {SLIDE_SPACES} {attributes}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>"
        f"</p:{root}>"
    )


def pptx(slides: list[str], notes: dict[int, str] | None = None, layout: str = "") -> bytes:
    """A PowerPoint file of these slides; `notes` by slide number, one layout for all."""
    numbers = range(1, len(slides) + 1)
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in numbers)
    order = f"<p:presentation {SLIDE_SPACES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": order,
        "ppt/_rels/presentation.xml.rels": relations(
            *((f"rId{n}", "slide", f"slides/slide{n}.xml") for n in numbers)
        ),
    }
    for number, slide in enumerate(slides, start=1):
        members[f"ppt/slides/slide{number}.xml"] = slide
        rows = [("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml")] if layout else []
        if number in (notes or {}):
            rows.append(("rId2", "notesSlide", f"../notesSlides/notesSlide{number}.xml"))
            members[f"ppt/notesSlides/notesSlide{number}.xml"] = (notes or {})[number]
        members[f"ppt/slides/_rels/slide{number}.xml.rels"] = relations(*rows)
    if layout:
        members["ppt/slideLayouts/slideLayout1.xml"] = layout
    return zipped(members)


def pdf(
    *pages: list[str], password: str | None = None, title: str = "", image: bool = False
) -> bytes:
    """A PDF with these lines a page (an empty line leaves a gap); `image` draws a picture on it."""
    out = io.BytesIO()
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    drawing = canvas.Canvas(out, pagesize=A4, invariant=1, encrypt=password)
    drawing.setTitle(title or "untitled")
    for lines in pages:
        text = drawing.beginText(72, 760)
        text.setFont("Vera", 11)
        for line in lines:
            text.textLine(line)
        drawing.drawText(text)
        if image:
            from PIL import Image

            drawing.drawInlineImage(Image.new("RGB", (30, 30), "gray"), 100, 100)
        drawing.showPage()
    drawing.save()
    return out.getvalue()


def lying_zip(claimed: int) -> bytes:
    """A Word file whose directory says that its document has `claimed` bytes."""
    data = bytearray(docx(paragraph("x" * 5000)))
    at = data.rindex(b"word/document.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = struct.pack("<I", claimed)
    return bytes(data)


def flate_bomb_pdf(size: int) -> bytes:
    """A PDF whose only page unpacks to `size` bytes of drawing orders."""
    packer = zlib.compressobj(9)
    piece = b"0 0 m 1 1 l S\n" * 70_000
    stream = b"".join(packer.compress(piece) for _ in range(size // len(piece))) + packer.flush()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(stream) + stream + b"\nendstream",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj" % number + content + b"endobj\n"
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start

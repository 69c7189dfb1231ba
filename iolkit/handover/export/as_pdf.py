"""A PDF made from text: its letters embedded, nothing covered, nothing remembered."""

from __future__ import annotations

import io
import unicodedata
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from iolkit.handover import pictures
from iolkit.handover.export.blocks import Block, Entry, Heading, Shown, Table, blocks, dots
from iolkit.handover.pictures.ink import INK, SOFT, TONE, fonts
from iolkit.outcomes import Handover
from iolkit.phrases import Tongue

_WASH, _LINE = HexColor("#e8f0f0"), HexColor("#c9d4d8")
_WIDTHS = {2: (58, 108), 3: (36, 40, 90), 4: (12, 82, 26, 46)}
"""Column widths in millimetres by number of columns."""
_TEXT_WIDTH = 166
_IN_PLAIN = {"→": "->", "⇒": "=>", "←": "<-", "≤": "<=", "≥": ">=", "☐": "[ ]", "✓": "+", "‑": "-"}


def write(handover: Handover) -> bytes:
    """The handover as a PDF (A4), the same bytes for the same handover."""
    fonts()
    styles = _styles()
    file = io.BytesIO()
    page = SimpleDocTemplate(
        file, pagesize=A4, leftMargin=22 * mm, rightMargin=22 * mm, topMargin=20 * mm,
        bottomMargin=20 * mm, title=handover.title.text, author="", subject="", creator="iolkit",
        lang=handover.language, invariant=1,
    )  # fmt: skip
    story: list[Flowable] = [Paragraph(_safe(handover.title.text), styles["title"])]
    for block in blocks(handover):
        story += _flowables(block, styles, handover.language)
    page.build(story, onFirstPage=_foot, onLaterPages=_foot)
    return file.getvalue()


def _styles() -> dict[str, ParagraphStyle]:
    def style(name: str, size: float, **more: object) -> ParagraphStyle:
        settings = {"fontName": "Vera", "textColor": INK, "leading": size * 1.42, **more}
        return ParagraphStyle(name, fontSize=size, **settings)

    return {
        "title": style("title", 18, fontName="VeraBd", textColor=TONE, spaceAfter=5 * mm),
        "heading1": style(
            "heading1", 12.5, fontName="VeraBd", textColor=TONE, spaceBefore=7 * mm,
            spaceAfter=1.5 * mm, keepWithNext=1,
        ),
        "heading2": style(
            "heading2", 9.5, fontName="VeraBd", spaceBefore=3.2 * mm, spaceAfter=0.8 * mm,
            keepWithNext=1,
        ),
        "text": style("text", 9, spaceAfter=1.2 * mm),
        "entry": style("entry", 9, leftIndent=4.5 * mm, bulletIndent=0.8 * mm, spaceAfter=0.8 * mm),
        "cell": style("cell", 8),
        "head": style("head", 8, fontName="VeraBd"),
    }  # fmt: skip


def _flowables(block: Block, styles: dict[str, ParagraphStyle], language: Tongue) -> list[Flowable]:
    if isinstance(block, Heading):
        heading = Paragraph(_safe(block.text), styles[f"heading{min(block.level, 2)}"])
        return [PageBreak(), heading] if block.opens_page else [heading]
    if isinstance(block, Table):
        return [_grid(block, styles), Spacer(0, 2 * mm)]
    if isinstance(block, Shown):
        return [Spacer(0, 2 * mm), pictures.drawing(block.picture, language), Spacer(0, 3 * mm)]
    if isinstance(block, Entry):
        return [Paragraph(_safe(block.text), styles["entry"], bulletText="•")]
    return [Paragraph(_safe(block.text), styles["text"])]


def _grid(block: Table, styles: dict[str, ParagraphStyle]) -> Flowable:
    columns = len(block.rows[0])
    widths = _WIDTHS.get(columns, (_TEXT_WIDTH / columns,) * columns)
    rows = [
        [_cell(text, styles, "head" if number == 0 else "cell") for text in row]
        for number, row in enumerate(block.rows)
    ]
    grid = Grid(rows, colWidths=[width * mm for width in widths], repeatRows=1, hAlign="LEFT")
    grid.setStyle(
        TableStyle(
            (
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BACKGROUND", (0, 0), (-1, 0), _WASH),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
            )
        )
    )
    return grid


def _cell(text: str, styles: dict[str, ParagraphStyle], style: str) -> list[Flowable]:
    level = dots(text)
    if level is None:
        return [Paragraph(_safe(text), styles[style])]
    return [Dots(level[0], _safe(level[1]))]


class Dots(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Five dots, some of them filled, and words: drawn, since the font has no such signs."""

    def __init__(self, filled: int, words: str) -> None:
        super().__init__()
        self.filled, self.words = filled, words
        self.width, self.height = 32 * mm, 3.4 * mm

    def draw(self) -> None:
        """Draws them on the page."""
        self.canv.setStrokeColor(TONE)
        self.canv.setFillColor(TONE)
        for number in range(5):
            self.canv.circle(
                (1.2 + 3 * number) * mm, 1.2 * mm, 1 * mm, stroke=1, fill=int(number < self.filled)
            )
        self.canv.setFont("Vera", 8)
        self.canv.setFillColor(SOFT)
        self.canv.drawString(17 * mm, 0.3 * mm, self.words)


def _foot(canvas: Canvas, page: SimpleDocTemplate) -> None:
    canvas.setFont("Vera", 7.5)
    canvas.setFillColor(SOFT)
    canvas.drawRightString(A4[0] - 22 * mm, 11 * mm, str(page.page))


def _safe(text: str) -> str:
    """`text` escaped for the layout engine, signs that the font lacks put in plainer ones."""
    known = pdfmetrics.getFont("Vera").face.charToGlyph
    return escape("".join(_sign(char, known) for char in text))


def _sign(char: str, known: dict[int, int]) -> str:
    if ord(char) in known or char.isspace():
        return char
    plain = _IN_PLAIN.get(char) or unicodedata.normalize("NFKD", char)
    return "".join(part for part in plain if ord(part) in known) or "?"

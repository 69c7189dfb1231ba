"""A Word file made new: real headings, lists and tables, and no trace of who made it or when."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from iolkit.handover import pictures
from iolkit.handover.export.blocks import Block, Entry, Heading, Shown, Table, blocks, dots
from iolkit.outcomes import Handover, Picture
from iolkit.phrases import Tongue

_TONE = RGBColor(0x0F, 0x5C, 0x63)
_SOFT = RGBColor(0x5B, 0x6B, 0x75)
_WASH = "E8F0F0"
_LINE = "C9D4D8"
_LOCALES = {"de": "de-DE", "en": "en-GB"}
_LEFT_OVER = ("thumbnail", "customXml", "extended-properties")
"""Relations of the library's start template that a new document must not inherit."""
_TEXT_WIDTH = 166
_WIDTHS = {2: (58, 108), 3: (36, 40, 90), 4: (12, 82, 26, 46)}
"""Column widths in millimetres by number of columns, for A4 with the margins set below."""


def write(handover: Handover) -> bytes:
    """The handover as a docx file."""
    document = docx.Document()
    _without_origin(document)
    _styled(document, _LOCALES[handover.language])
    document.core_properties.title = handover.title.text
    document.core_properties.language = _LOCALES[handover.language]
    document.add_paragraph(handover.title.text, style="Title")
    for block in blocks(handover):
        _add(document, block, handover.language)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _without_origin(document: Document) -> None:
    """Nothing of the template's author, dates, thumbnail and custom parts."""
    properties = document.core_properties._element
    for field in list(properties):
        properties.remove(field)
    for holder in (document.part.package, document.part):
        for key, relation in list(holder.rels.items()):
            if any(word in relation.reltype for word in _LEFT_OVER):
                del holder.rels[key]


def _styled(document: Document, locale: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    styles = document.styles
    for name, size, colour, before, after in (
        ("Normal", 10.5, None, 0, 4),
        ("Title", 22, _TONE, 0, 10),
        ("Heading 1", 15, _TONE, 20, 4),
        ("Heading 2", 11, None, 10, 2),
        ("List Bullet", 10.5, None, 0, 2),
    ):
        style = styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        _one_font(style)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.font.color.rgb = colour or RGBColor(0x1D, 0x2A, 0x33)
        style.font.bold = name.startswith("Heading") or name == "Title"
    styles["Normal"].paragraph_format.line_spacing = 1.1
    # The template underlines its title in a blue of its own.
    for line in styles["Title"].element.iter(qn("w:bottom")):
        for key in [key for key in line.attrib if "theme" in key]:
            del line.attrib[key]
        line.set(qn("w:color"), str(_TONE))
    for name in ("Heading 1", "Heading 2"):
        styles[name].paragraph_format.keep_with_next = True
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)


def _one_font(style: ParagraphStyle) -> None:
    """The named font in every script; headings of the template name theme fonts, which win."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), "Calibri")


def _add(document: Document, block: Block, language: Tongue) -> None:
    if isinstance(block, Heading):
        heading = _paragraph(document, block.text, f"Heading{block.level}")
        heading.paragraph_format.page_break_before = block.opens_page
    elif isinstance(block, Table):
        _add_table(document, block)
    elif isinstance(block, Shown):
        _add_picture(document, block.picture, language)
    elif isinstance(block, Entry):
        _paragraph(document, block.text, "ListBullet")
    else:
        document.add_paragraph(block.text)


def _paragraph(document: Document, text: str, style: str) -> Paragraph:
    """A paragraph by the id of its style: looking a style up by name reads all of them."""
    paragraph = document.add_paragraph(text)
    paragraph._p.style = style
    return paragraph


def _add_picture(document: Document, picture: Picture, language: Tongue) -> None:
    """Over the whole width, with its words for those who do not see it."""
    shape = document.add_picture(io.BytesIO(pictures.png(picture, language)), Mm(_TEXT_WIDTH))
    shape._inline.docPr.set("descr", pictures.words(picture, language))
    for side in ("distT", "distB", "distL", "distR"):
        # Where nothing is said some programs move it off the margin.
        shape._inline.set(side, "0")
    document.paragraphs[-1].paragraph_format.space_before = Pt(4)


def _add_table(document: Document, block: Table) -> None:
    columns = len(block.rows[0])
    table = document.add_table(rows=len(block.rows), cols=columns)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _lined(table)
    widths = _WIDTHS.get(columns, (_TEXT_WIDTH // columns,) * columns)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    # A row's own `cells` would lay out the whole table anew each time.
    for number, (made, row) in enumerate(zip(table._tbl.tr_lst, block.rows, strict=True)):
        for element, text, width in zip(made.tc_lst, row, widths, strict=True):
            cell = _Cell(element, table)
            cell.width = Mm(width)
            _fill(cell, text, head=number == 0)
    _repeat_head(table.rows[0])
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(cell: _Cell, text: str, *, head: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    level = dots(text)
    if level is not None:
        run = paragraph.add_run("●" * level[0] + "○" * (5 - level[0]))
        run.font.color.rgb = _TONE
        rest = paragraph.add_run(f" {level[1]}")
        rest.font.color.rgb, rest.font.size = _SOFT, Pt(9)
        return
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(9.5), head
    if head:
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", _WASH)):
            shade.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _lined(table: WordTable) -> None:
    """Thin lines between rows, none between columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINE)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    # The schema wants the borders before the layout.
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)


def _repeat_head(row: _Row) -> None:
    """The head comes again on a new page; no row breaks over two."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties.append(head)

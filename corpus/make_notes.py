"""Makes the demo notes in corpus/notes from the plain texts in corpus/sources.

    python corpus/make_notes.py [FOLDER]

One writer a format. What a library stamps into a file (times, ids) is set to fixed values, so that
the same libraries make the same bytes again. Notes that are plain text (md, txt, html) are written
by hand.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.util import Cm
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

OfficeObject = Any
"""Objects of python-docx and python-pptx, which ship no types."""

HERE = Path(__file__).resolve().parent
MADE = datetime(2026, 6, 1, 9, 0, 0)  # noqa: DTZ001 - stamps of office files have no time zone
AUTHOR = "iolkit demo"
CHANGES = re.compile(r"\{(--|\+\+|>>)(.*?)(?:--|\+\+|<<)\}")
CUE_SECONDS = 6


def word(source: str) -> bytes:
    """`=` header, `#` title, `##` heading, `-` bullet, `|` table; {--deleted--}, {++inserted++},
    {>>comment<<} as Word tracks them."""
    document = Document()
    for is_table, lines in groupby(source.splitlines(), lambda line: line.startswith("|")):
        if is_table:
            word_table(document, [cells_of(line) for line in lines])
            continue
        for line in lines:
            mark, _, words = line.partition(" ")
            if mark == "=":
                document.sections[0].header.paragraphs[0].text = words
            elif mark in ("#", "##"):
                document.add_heading(words, 0 if mark == "#" else 1)
            elif mark == "-":
                word_paragraph(document, words, "List Bullet")
            elif line.strip():
                word_paragraph(document, line, None)
    stamp(document.core_properties)
    out = io.BytesIO()
    document.save(out)
    return restamped(out.getvalue())


def word_table(document: OfficeObject, rows: list[list[str]]) -> None:
    """A table with these rows."""
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words


def word_paragraph(document: OfficeObject, words: str, style: str | None) -> None:
    """A paragraph with tracked changes and comments."""
    paragraph = document.add_paragraph(style=style)
    start = 0
    for found in CHANGES.finditer(words):
        paragraph.add_run(words[start : found.start()])
        start = found.end()
        if found[1] == ">>":
            comment = document.add_comment(paragraph.runs[-1], found[2], author=AUTHOR)
            comment._comment_elm.set(qn("w:date"), MADE.isoformat() + "Z")
        else:
            paragraph._p.append(tracked(found[2], deleted=found[1] == "--"))
    paragraph.add_run(words[start:])


def tracked(words: str, *, deleted: bool) -> OfficeObject:
    """A tracked insertion or deletion."""
    change = OxmlElement("w:del" if deleted else "w:ins")
    for name, value in (("w:id", "1"), ("w:author", AUTHOR), ("w:date", MADE.isoformat() + "Z")):
        change.set(qn(name), value)
    run, text = OxmlElement("w:r"), OxmlElement("w:delText" if deleted else "w:t")
    text.text = words
    run.append(text)
    change.append(run)
    return change


def slides(source: str) -> bytes:
    """`#` begins a slide, `-` bullets, `|` table, `>` speaker notes."""
    show = Presentation()
    slide: OfficeObject = None
    for (mark, _), group in groupby(source.splitlines(), lambda line: (line[:1], line[:1] == "#")):
        for line in [*group] if mark != "|" else [[*group]]:
            if mark == "#":
                slide = show.slides.add_slide(show.slide_layouts[1])
                slide.shapes.title.text = line[2:]
            elif mark == "-":
                frame = slide.placeholders[1].text_frame
                target = frame.add_paragraph() if frame.text else frame.paragraphs[0]
                target.text = line[2:]
            elif mark == ">":
                slide.notes_slide.notes_text_frame.text = line[2:]
            elif mark == "|":
                slide_table(slide, [cells_of(row) for row in line])
    stamp(show.core_properties)
    out = io.BytesIO()
    show.save(out)
    return restamped(out.getvalue())


def slide_table(slide: OfficeObject, rows: list[list[str]]) -> None:
    """A table in place of the bullets."""
    empty = slide.placeholders[1]._element
    empty.getparent().remove(empty)
    frame = slide.shapes.add_table(len(rows), len(rows[0]), Cm(2), Cm(5), Cm(20), Cm(4))
    for number, cells in enumerate(rows):
        for column, words in enumerate(cells):
            frame.table.cell(number, column).text = words


def pdf(source: str) -> bytes:
    """Lines as they stand, `===` begins a page."""
    out = io.BytesIO()
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    drawing = canvas.Canvas(out, pagesize=A4, invariant=1)
    first, *_ = source.splitlines()
    drawing.setTitle(first)
    drawing.setAuthor(AUTHOR)
    for page in source.split("===\n"):
        text = drawing.beginText(Cm(2.5).pt, A4[1] - Cm(2.5).pt)
        text.setFont("Vera", 10.5, leading=15)
        for line in page.splitlines():
            text.textLine(line)
        drawing.drawText(text)
        drawing.showPage()
    drawing.save()
    return out.getvalue()


def mail(source: str) -> bytes:
    """Head lines, an empty line, the body."""
    head, _, body = source.partition("\n\n")
    message = EmailMessage()
    for line in head.splitlines():
        name, _, value = line.partition(": ")
        message[name] = value
    message.set_content(body, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def captions(source: str) -> bytes:
    """Head lines as a note, then `[mm:ss] Name: words`, cut into captions at sentences."""
    head, _, lines = source.partition("\n\n")
    blocks = [f"WEBVTT\n\nNOTE\n{head}"]
    for line in lines.splitlines():
        found = re.fullmatch(r"\[(\d\d):(\d\d)\] ([^:]+): (.*)", line)
        if not found:
            raise ValueError(f"no caption: {line}")
        start = int(found[1]) * 60 + int(found[2])
        for number, sentence in enumerate(re.findall(r"[^.?!]+[.?!]+", found[4])):
            begin = start + number * 2
            times = f"{clock(begin)} --> {clock(begin + CUE_SECONDS)}"
            blocks.append(f"{times}\n<v {found[3]}>{sentence.strip()}</v>")
    return ("\n\n".join(blocks) + "\n").encode()


def clock(seconds: int) -> str:
    """hh:mm:ss.000"""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def cells_of(line: str) -> list[str]:
    """The cells of a table row."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def stamp(properties: OfficeObject) -> None:
    """Fixed author and times in place of those of the library."""
    properties.author = properties.last_modified_by = AUTHOR
    properties.comments = ""
    properties.created = properties.modified = MADE


def restamped(data: bytes) -> bytes:
    """The same archive with one fixed time for all members."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            new.writestr(member, old.read(name), zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


NOTES: dict[str, Callable[[str], bytes]] = {
    "protokoll-qualitaetszirkel.docx": word,
    "folien-process-mining.pptx": slides,
    "crane-safety-peer-review.pdf": pdf,
    "mail-exit-gespraeche.eml": mail,
    "call-with-ludovica.vtt": captions,
    "bericht-ki-assistent.docx": word,
    "speaking-up-module.pdf": pdf,
    "mail-retirement-handover.eml": mail,
}


def main(folder: Path) -> None:
    """Write every note into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in NOTES.items():
        source = HERE / "sources" / Path(name).with_suffix(".txt").name
        (folder / name).write_bytes(write(source.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "notes")

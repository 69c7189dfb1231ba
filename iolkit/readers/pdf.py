"""PDF files -> text page by page, with words that were broken at line ends made whole.

PDFium marks a line-end hyphen with U+FFFE; lines that fill their column are joined to paragraphs
by where they stand on the page, so that a sentence is one stretch of text again. Comments and
form fields are read too. Pictures of text are not: a scan without a text layer says so.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from iolkit.errors import NoteUnreadable
from iolkit.readers.draft import Draft, Extract
from iolkit.readers.limits import Limits

_LINE_HYPHEN = re.compile("[\ufffe\x02]")
_BROKEN_WORD = re.compile(r"(?<=\w)[\ufffe\x02]\s*(?=(\w))")
_DIAERESIS = re.compile("\u00a8 ?([aouAOU])")
_BULLET = re.compile(r"\s*(?:[-–—•▪◦‣*·●○■□]|\(?\d{1,3}[.)]|[a-z]\))\s")
_LABEL = re.compile(r"[^\W\d_a-zäöü][\w ]{1,24}:\s")
"""A line such as "Date: 5 March" begins anew, however full the line above is."""
_GAP = 1.6
"""Line distance, in heights of a line, from which a new paragraph begins."""
_COLUMN_GAP = 1.5
"""Width of a space, in heights of a line, from which it separates columns of a table."""
_FULL = 0.85
"""Share of the width of its block that a line must reach to run on into the next."""
_MOST_ATTACHED = 200
_JUNK_TITLE = re.compile(
    r"untitled|unbenannt|microsoft word|\.(?:docx?|pptx?|pdf|indd)\b", re.IGNORECASE
)


def extract(data: bytes, limits: Limits) -> Extract:
    """Text, places and facts of a .pdf file. Raises NoteUnreadable."""
    draft = Draft(limits.text)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise NoteUnreadable("encrypted" if locked else "broken") from error
    if len(document) > limits.pages:
        raise NoteUnreadable("too_many_pages", limit=limits.pages)
    pictures = False
    for number in range(len(document)):
        pictures |= _write_page(draft, document, number)
    _write_attached(draft, document)
    title = document.get_metadata_dict().get("Title", "")
    if title and not _JUNK_TITLE.search(title):
        draft.facts["title"] = title
    found = draft.finish()
    if not found.text:
        raise NoteUnreadable("scan_without_text" if pictures else "no_text")
    return found


def _write_page(draft: Draft, document: pdfium.PdfDocument, number: int) -> bool:
    """Writes one page; whether it holds a picture but no text (a scan)."""
    try:
        page = document[number]
        words = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise NoteUnreadable("broken") from error
    draft.gap()
    with draft.place("page", str(number + 1)):
        text = _paragraphs(words)
        draft.add(text)
        draft.end_line()
        for label, said in _annotations(page):
            with draft.place("part", label):
                draft.line(said)
    scan = not text and any(
        thing.type == raw.FPDF_PAGEOBJ_IMAGE for thing in page.get_objects(max_depth=2)
    )
    words.close()
    page.close()
    return scan


def _write_attached(draft: Draft, document: pdfium.PdfDocument) -> None:
    """The names of files inside, which are not read: each can be added as a file of its own."""
    for number in range(min(document.count_attachments(), _MOST_ATTACHED)):
        draft.gap()
        with draft.place("part", "attachment not read"):
            draft.line(f"[{document.get_attachment(number).get_name()}]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its words, whether they stand in columns, and where it stands (points)."""

    text: str
    columns: bool
    left: float
    right: float
    top: float
    bottom: float
    height: float


def _paragraphs(words: pdfium.PdfTextPage) -> str:
    text = words.get_text_range()
    if words.count_chars() != len(text):
        # Characters outside the basic plane shift PDFium's indexes: the page keeps its lines.
        return mended(text)
    lines = list(_lines(words, text))
    pieces: list[str] = []
    for block in _blocks(lines):
        left = min(line.left for line in block)
        right = max(line.right for line in block)
        pieces.append("\n\n" if pieces else "")
        pieces.append(block[0].text)
        for above, below in pairwise(block):
            full = above.right >= left + _FULL * (right - left)
            indented = below.left > left + below.height and not _BULLET.match(block[0].text)
            begins = _BULLET.match(below.text) or _LABEL.match(below.text)
            apart = not full or indented or above.columns or below.columns or begins
            pieces.append("\n" if apart else " ")
            pieces.append(below.text)
    return mended("".join(pieces))


def _lines(words: pdfium.PdfTextPage, text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\r\n"):
        end = start + len(line)
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            last = start + len(line.rstrip()) - 1
            head, tail = words.get_charbox(first, loose=True), words.get_charbox(last, loose=True)
            height = max(head[3] - head[1], 1.0)
            spread = _spread(words, text, first, last, height)
            # A line with a mended word reaches over two lines of the page: it starts at its head,
            # and ends where its tail stands.
            left = min(head[0], tail[0]) if _LINE_HYPHEN.search(line) else head[0]
            yield _Line(spread, " | " in spread, left, tail[2], head[3], tail[1], height)
        start = end + 2


def _spread(words: pdfium.PdfTextPage, text: str, first: int, last: int, height: float) -> str:
    """The line with " | " in place of spaces as wide as those between the columns of a table."""
    pieces: list[str] = []
    start = first
    for at in range(first + 1, last):
        if text[at] == " " and text[at - 1] != " ":
            after = at + 1
            while after < last and text[after] == " ":
                after += 1
            gap = words.get_charbox(after)[0] - words.get_charbox(at - 1)[2]
            if gap > _COLUMN_GAP * height:
                pieces.append(text[start:at].rstrip())
                start = after
    pieces.append(text[start : last + 1])
    return " | ".join(pieces)


def _blocks(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Lines that follow one another without a gap; a step up the page begins a new column."""
    block: list[_Line] = []
    for line in lines:
        if block and not -0.5 < (block[-1].bottom - line.bottom) / line.height < _GAP + _shift(
            line
        ):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _shift(line: _Line) -> float:
    """Lines of the page that this line reaches over beyond its first."""
    return max(0.0, (line.top - line.bottom) / line.height - 1.0)


def mended(text: str) -> str:
    """Words broken at a line end made whole ("Wissens-/träger"; "Rhein-/Ruhr" keeps its hyphen
    before a capital or a digit), and umlauts that were printed as a dot pair and a letter."""
    text = _BROKEN_WORD.sub(lambda found: "" if found[1].islower() else "-", text)
    text = _LINE_HYPHEN.sub("-", text)
    return _DIAERESIS.sub(lambda found: found[1] + "\u0308", text.replace("\r\n", "\n"))


def _annotations(page: pdfium.PdfPage) -> Iterator[tuple[str, str]]:
    """Comments and filled-in form fields of a page, which its text layer does not hold."""
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind == raw.FPDF_ANNOT_WIDGET:
            yield "form field", _entry(annotation, b"V")
        elif kind not in (raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_LINK):
            yield "comment", _entry(annotation, b"Contents")
        raw.FPDFPage_CloseAnnot(annotation)


def _entry(annotation: object, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if length <= 2:
        return ""
    room = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(annotation, key, room, length)
    return bytes(room)[:length].decode("utf-16-le", "replace").rstrip("\x00")

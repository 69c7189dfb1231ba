"""The proof gate: the finished file is opened again, as a stranger would, and read whole.

Whatever a format can hide text in is read: tables, headers, properties, comments, attributes and
raw bytes. What a blank file of the same kind holds as well (style names, font names) says nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from iolkit.citations import leaks
from iolkit.errors import NotReleased
from iolkit.handover.pictures.forms import PDFIUM

_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_DRAWN = frozenset((
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "points", "viewbox",
    "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-dasharray", "text-anchor",
    "font-size", "font-weight", "font-family", "xmlns",
))  # fmt: skip
"""Attributes of a picture that say where and how a shape is drawn."""
_PNG = b"\x89PNG\r\n\x1a\n"
_PIXELS = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND"))
"""Parts of a PNG that hold no words."""
_STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)|/[A-Za-z][^\s/()<>\[\]]*", re.DOTALL)
"""Literal strings and names of a PDF."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file: the words a reader can find in it, and the machinery around them."""

    place: str
    words: str
    machinery: str = ""


def prove(data: bytes, blank: bytes, format: str, secrets: Sequence[str]) -> None:
    """Raises NotReleased("leak_found", place, n) when a secret stands anywhere in `data`.

    `blank` is a file of the same kind without content. Words of a part count in any case; its
    machinery only where the blank file's differs.
    """
    read = READERS[format]
    empty = {part.place: part for part in read(blank)}
    for part in read(data):
        same = empty.get(part.place)
        if same == part:
            continue
        found = set(leaks(part.words, secrets))
        usual = leaks(same.machinery, secrets) if same else ()
        found.update(set(leaks(part.machinery, secrets)) - set(usual))
        if found:
            raise NotReleased("leak_found", place=part.place, n=len(found))


def _docx(data: bytes) -> Iterator[Part]:
    """Every member of the package, then the document as Word's own model reads it."""
    import docx
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            raw = package.read(name)
            if raw.startswith(_PNG):
                yield Part(name, _beside_pixels(raw))
                continue
            if not name.endswith((".xml", ".rels")):
                yield Part(name, raw.decode("latin-1"))
                continue
            root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
            yield Part(name, _words(root), _values(root))
    document = docx.Document(io.BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    yield Part("document", "\n".join(lines))


def _beside_pixels(raw: bytes) -> str:
    """All of a PNG but its size, colours and pixels: comments, and whatever follows its end.

    Pixels are noise in which short words turn up by chance. What they show is drawn from numbers
    and phrases, and stands in the picture's description, which is read.
    """
    found, at = [], len(_PNG)
    while at < len(raw):
        length = int.from_bytes(raw[at : at + 4])
        kind, end = raw[at + 4 : at + 8], at + 8 + length
        if kind not in _PIXELS:
            found.append(raw[at + 4 : end])
        at = end + 4
        if kind == b"IEND":
            break
    return b"\n".join((*found, raw[at:])).decode("latin-1")


def _words(root: object) -> str:
    """The text of an XML part; paragraphs apart, the runs of one paragraph together."""
    lines = []
    for node in root.iter():  # type: ignore[attr-defined]  # lxml has no types here
        if isinstance(node.tag, str) and node.tag.endswith("}p"):
            lines.append("\n")
        lines += [part for part in (node.text, node.tail) if part]
    return "".join(lines)


def _values(root: object) -> str:
    """Every attribute's value but measures and references to styles, which are read themselves."""
    return "\n".join(
        value
        for node in root.iter()  # type: ignore[attr-defined]  # lxml has no types here
        if isinstance(node.tag, str) and not node.tag.endswith(("}pStyle", "}rStyle", "}tblStyle"))
        for value in node.attrib.values()
        if not value.isdigit()
    )


def _html(data: bytes) -> Iterator[Part]:
    """The page as a reader sees it, then comments, styles and attributes; entities resolved."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup(data.decode(), "html.parser")
    yield Part("page", page.get_text())
    unseen = [
        text for text in page.find_all(string=True) if type(text).__name__ != "NavigableString"
    ]
    values = [
        value
        for tag in page.find_all(True)
        for name, value in tag.attrs.items()
        if not (name in _DRAWN and (tag.name == "svg" or tag.find_parent("svg")))
    ]
    yield Part("source", "", "\n".join(str(part) for part in (*unseen, *values)))


def _md(data: bytes) -> Iterator[Part]:
    yield Part("text", data.decode())


def _pdf(data: bytes) -> Iterator[Part]:
    """Every page's text, the properties, and every string that stands in the bytes in the open.

    Streams are what the pages show, and read as such; as bytes they are noise in which short words
    turn up by chance. So are object numbers.
    """
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            # The number in a page's foot is the page's own, not a value of the note.
            pages = [
                _page_text(page).removeprefix(f"{number}\r\n")
                for number, page in enumerate(document, 1)
            ]
            properties = document.get_metadata_dict(skip_empty=True)
        finally:
            document.close()
    yield Part("pages", "\n".join(pages))
    yield Part("properties", "\n".join(properties.values()))
    open_bytes = _STREAM.sub(b"", data)
    yield Part("strings", "", b"\n".join(_STRING.findall(open_bytes)).decode("latin-1"))


def _page_text(page: object) -> str:
    text = page.get_textpage()  # type: ignore[attr-defined]  # the library has no types
    try:
        return str(text.get_text_bounded())
    finally:
        text.close()


READERS: dict[str, Callable[[bytes], Iterator[Part]]] = {
    "docx": _docx, "html": _html, "md": _md, "pdf": _pdf,
}  # fmt: skip

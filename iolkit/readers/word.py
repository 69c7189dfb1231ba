"""Word files (.docx) -> text in document order, with everything that stands in them.

Body first; then headers, footers, notes, comments, charts and building blocks. What a person
cannot see at once is text too and gets a place that says so: hidden, inserted, deleted, text box.
Deleted words stand on a line of their own after their paragraph, so that the paragraph reads as it
does with all changes accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack

from iolkit.readers.draft import Draft, Extract
from iolkit.readers.limits import Limits
from iolkit.readers.office import (
    Element,
    Package,
    attribute,
    choice,
    descendants,
    local,
    write_drawn,
    write_pictures,
)  # fmt: skip
from iolkit.readers.styles import Styles

Run = tuple[str, str]
"""Words of a paragraph and the label of their place ("" for ordinary ones)."""

_PARTS = {
    "header": "header", "footer": "footer", "footnotes": "footnote", "endnotes": "endnote",
    "comments": "comment", "glossaryDocument": "building block",
}  # fmt: skip
_CHANGES = {"ins": "inserted", "moveTo": "inserted", "del": "deleted", "moveFrom": "deleted"}
_SEE_THROUGH = frozenset(
    {"hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent"}
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def extract(data: bytes, limits: Limits) -> Extract:
    """Text, places and facts of a .docx file. Raises NoteUnreadable."""
    package = Package(data)
    main = package.main()
    draft = Draft(limits.text)
    relations = package.relations(main)
    chunks = {r.id: package.bytes(r.target) for r in relations if r.kind == "aFChunk"}
    writer = _Writer(draft, Styles(package, main), chunks, limits)
    writer.blocks(package.xml(main))
    draft.end_sections()
    written: set[str] = set()
    for relation in relations:
        label = _PARTS.get(relation.kind)
        root = package.xml(relation.target) if label else None
        if label is None or root is None:
            continue
        words = "".join(text.text or "" for text in descendants(root, "t", "delText"))
        if words not in written:  # first, even and odd pages mostly carry the same header
            written.add(words)
            draft.gap()
            with draft.place("part", label):
                writer.blocks(root)
    write_drawn(draft, package, main)
    draft.facts["title"] = writer.title or package.core_title()
    return draft.finish()


class _Writer:
    """Writes blocks and paragraphs into the draft."""

    def __init__(
        self, draft: Draft, styles: Styles, chunks: dict[str, bytes], limits: Limits
    ) -> None:
        self.title = ""
        self._chunks = chunks
        self._limits = limits
        self._draft = draft
        self._styles = styles

    def blocks(self, element: Element) -> None:
        """Everything below that is a block: paragraphs and tables, however they are wrapped."""
        for inner in element:
            name = local(inner)
            if name == "p":
                self._paragraph(inner)
            elif name == "tbl":
                self._table(inner)
            elif name == "AlternateContent":
                for reading in choice(inner):
                    self.blocks(reading)
            elif name == "altChunk":
                self._chunk(inner)
            elif name != "sectPr":
                self.blocks(inner)

    def _chunk(self, chunk: Element) -> None:
        """A page or mail that Word would take in when it opens the file (as converters write)."""
        data = self._chunks.get(attribute(chunk, "id") or "", b"")
        if not data.strip():
            return
        # Few files have one: its readers are loaded only then.
        from iolkit.readers.chunks import write_chunk

        self._draft.gap()
        write_chunk(self._draft, data, self._limits)
        self._draft.gap()

    def _paragraph(self, paragraph: Element) -> None:
        runs = _trimmed(_merged(self._runs(paragraph, "")))
        visible = "".join(words for words, label in runs if label != "deleted")
        level, indent = self._styles.level(paragraph), self._styles.indent(paragraph)
        if visible.strip():
            if indent is None:
                self._draft.gap()
            else:
                self._draft.end_line()
            if level == 0:
                self.title = self.title or " ".join(visible.split())
            if level and indent is None:
                self._draft.heading(level)
            if indent is not None:
                self._draft.add("  " * indent + "- ")
            self._inline(runs)
        self._asides(paragraph, runs)
        if indent is None:
            self._draft.gap()

    def _inline(self, runs: list[Run]) -> None:
        for words, label in runs:
            if label == "deleted":
                continue
            with ExitStack() as place:
                if label:
                    place.enter_context(self._draft.place("part", label))
                self._draft.add(words)

    def _asides(self, paragraph: Element, runs: list[Run]) -> None:
        """What belongs to a paragraph without standing in its line."""
        for words, label in runs:
            if label == "deleted" and words.strip():
                self._draft.end_line()
                with self._draft.place("part", "deleted"):
                    self._draft.line(words)
        for box in _boxes(paragraph):
            self._draft.end_line()
            with self._draft.place("part", "text box"):
                self.blocks(box)
        write_pictures(self._draft, paragraph)

    def _table(self, table: Element) -> None:
        self._draft.gap()
        for row in _rows(table):
            cells = [
                [_merged(self._runs(paragraph, "")) for paragraph in _paragraphs(cell)]
                for cell in _cells(row)
            ]
            if any(words.strip() for cell in cells for runs in cell for words, _ in runs):
                self._row(cells)
            for paragraph in _paragraphs(row):
                self._asides(paragraph, _merged(self._runs(paragraph, "")))
        self._draft.gap()

    def _row(self, cells: list[list[list[Run]]]) -> None:
        self._draft.end_line()
        for number, cell in enumerate(cells):
            self._draft.add(" | " if number else "")
            said = [runs for runs in cell if any(words.strip() for words, _ in runs)]
            for place, runs in enumerate(said):
                self._draft.add(" " if place else "")
                self._inline([(re.sub(r"\s+", " ", words), label) for words, label in runs])
        self._draft.end_line()

    def _runs(self, element: Element, label: str) -> Iterator[Run]:
        for inner in element:
            name = local(inner)
            if name == "r":
                hidden = label or ("hidden" if self._styles.hides(inner) else "")
                yield from self._run(inner, hidden)
            elif name in _CHANGES:
                yield from self._runs(inner, label or _CHANGES[name])
            elif name in _SEE_THROUGH or name == "sdt":
                yield from self._runs(inner, label)
            elif name in ("oMath", "oMathPara"):
                yield "".join(text.text or "" for text in descendants(inner, "t")), label

    def _run(self, run: Element, label: str) -> Iterator[Run]:
        for inner in run:
            name = local(inner)
            if name == "t":
                yield inner.text or "", label
            elif name == "delText":
                yield inner.text or "", "deleted"
            elif name in _SIGNS:
                yield _SIGNS[name], label
            elif name == "ruby":
                yield "".join(text.text or "" for text in descendants(inner, "t")), label


def _merged(runs: Iterator[Run]) -> list[Run]:
    """Neighbours with one label as one run: Word splits words wherever the cursor has been."""
    merged: list[Run] = []
    for words, label in runs:
        if merged and merged[-1][1] == label:
            merged[-1] = (merged[-1][0] + words, label)
        elif words:
            merged.append((words, label))
    return merged


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without white space at the end of what is visible."""
    for at in range(len(runs) - 1, -1, -1):
        words, label = runs[at]
        if label != "deleted":
            runs[at] = (words.rstrip(), label)
            if words.strip():
                break
    return runs


def _boxes(element: Element) -> Iterator[Element]:
    """The outermost text boxes below; the two readings of one box count once."""
    for inner in element:
        if local(inner) == "txbxContent":
            yield inner
        elif local(inner) == "AlternateContent":
            for reading in choice(inner):
                yield from _boxes(reading)
        else:
            yield from _boxes(inner)


def _rows(table: Element) -> Iterator[Element]:
    return _below(table, "tr", frozenset({"tbl", "p"}))


def _cells(row: Element) -> Iterator[Element]:
    return _below(row, "tc", frozenset({"tbl", "p"}))


def _paragraphs(cell: Element) -> Iterator[Element]:
    """Paragraphs of a cell, those of tables inside it among them."""
    return _below(cell, "p", frozenset())


def _below(element: Element, name: str, stop: frozenset[str]) -> Iterator[Element]:
    for inner in element:
        if local(inner) == name:
            yield inner
        elif local(inner) not in stop:
            yield from _below(inner, name, stop)

"""The paragraphs, lists, tables and shapes of an OpenDocument file as a flow of blocks."""

from __future__ import annotations

import re

from iolkit.errors import NoteUnreadable
from iolkit.readers.flow import Flow
from iolkit.readers.limits import Limits
from iolkit.readers.odf_styles import OdfStyles
from iolkit.readers.office import Element, Package, attribute, child, descendants, local

_NOTES = {"footnote": "footnote", "endnote": "endnote"}
_NOT_TEXT = frozenset(
    {
        "note-citation", "tracked-changes", "forms", "creator", "creator-initials", "date",
        "sequence-decls", "variable-decls", "user-field-decls", "event-listeners", "binary-data",
        "scripts", "shapes", "table-source", "dde-source", "notes", "settings", "thumbnail",
        "automatic-styles", "alphabetical-index-source", "table-of-content-source", "script",
        "user-index-source", "bibliography-source", "illustration-index-source", "detective",
        "sender-initials",
    }
)  # fmt: skip
_SHAPES = frozenset(
    {
        "text-box", "custom-shape", "rect", "circle", "ellipse", "polygon", "polyline", "path",
        "line", "connector", "caption", "measure", "regular-polygon",
    }
)  # fmt: skip
_SIGNS = {"tab": "\t", "line-break": "\n", "soft-hyphen": ""}
_MOST_SPACES = 100
_FILE_NAME = re.compile(r"\S{1,80}\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp)", re.IGNORECASE)


class Walker:
    """Reads parts of one file into flows."""

    def __init__(self, package: Package, styles: OdfStyles, limits: Limits) -> None:
        self.styles = styles
        self._package = package
        self._limits = limits
        self._length = 0
        self._changes: dict[str, tuple[str, Element]] = {}
        self._inserted: set[str] = set()
        self._hidden = 0
        self._row = False

    def flow(self, element: Element) -> Flow:
        """Everything below `element` as blocks, in the order of the file."""
        flow, outer = Flow(), self._row
        self._row = False
        self._learn_changes(element)
        self._blocks(flow, element, None)
        flow.end_paragraph(None, None)
        self._row = outer
        return flow

    def _learn_changes(self, element: Element) -> None:
        changes = child(element, "tracked-changes")
        for region in changes if changes is not None else ():
            for change in region:
                id_ = attribute(region, "id") or ""
                self._changes[id_] = (local(change), change)

    def _blocks(self, flow: Flow, element: Element, depth: int | None) -> None:
        for inner in element:
            name = local(inner)
            if name in ("p", "h"):
                self._paragraph(flow, inner, depth)
            elif name == "list":
                self._blocks(flow, inner, 0 if depth is None else depth + 1)
            elif name == "table":
                self._table(flow, inner)
            elif name in ("section", "index-title") and _is_hidden_section(inner):
                self._hidden += 1
                self._blocks(flow, inner, depth)
                self._hidden -= 1
            elif not self._marks(flow, inner) and name not in _NOT_TEXT:
                self._blocks(flow, inner, depth)

    def _paragraph(self, flow: Flow, paragraph: Element, depth: int | None) -> None:
        hidden = self.styles.hides("paragraph", paragraph)
        self._hidden += hidden
        self._inline(flow, paragraph)
        self._hidden -= hidden
        if self._row:
            flow.say(" ", "")
            return
        level = None
        if local(paragraph) == "h":
            said = attribute(paragraph, "outline-level") or "1"
            level = min(max(int(said), 1), 9) if said.isdecimal() and len(said) < 3 else 1
        elif self.styles.is_title(paragraph):
            level = 0
        flow.end_paragraph(level, None if level else depth)

    def _table(self, flow: Flow, table: Element) -> None:
        """Rows of cells; a table inside a cell becomes words of that cell."""
        if self._row:
            for cell in descendants(table, "p", "h"):
                self._paragraph(flow, cell, None)
            return
        for row in descendants(table, "table-row"):
            if _owner(row) is not table:
                continue
            covered = 0
            for cell in row:
                if local(cell) == "covered-table-cell" and covered and not len(cell):
                    covered -= 1  # lies under the cell to its left
                elif local(cell) in ("table-cell", "covered-table-cell"):
                    covered = _figure(cell, "number-columns-spanned") - 1
                    self._row = True
                    self._blocks(flow, cell, None)
                    self._row = False
                    for _ in range(_figure(cell, "number-columns-repeated")):
                        flow.end_cell()
            flow.end_row()

    def _inline(self, flow: Flow, element: Element) -> None:
        self._say(flow, element.text)
        for inner in element:
            name = local(inner)
            if name == "s":
                count = attribute(inner, "c") or "1"
                spaces = int(count) if count.isdecimal() and len(count) < 9 else 1
                self._say(flow, " " * min(spaces, _MOST_SPACES), literal=True)
            elif name in _SIGNS:
                self._say(flow, _SIGNS[name], literal=True)
            elif name in ("p", "h", "list", "table"):
                self._blocks(flow, [inner], None)
            elif not self._marks(flow, inner) and name not in _NOT_TEXT:
                hidden = name == "span" and self.styles.hides("text", inner)
                hidden = hidden or name in ("hidden-text", "hidden-paragraph")
                self._hidden += hidden
                self._inline(flow, inner)
                if name == "hidden-text" and not (inner.text or "").strip():
                    self._say(flow, attribute(inner, "string-value"))
                self._hidden -= hidden
            self._say(flow, inner.tail)

    def _marks(self, flow: Flow, element: Element) -> bool:
        """Notes, comments, shapes and changes; whether `element` was one of them."""
        name = local(element)
        if name == "note":
            label = _NOTES.get(attribute(element, "note-class") or "", "footnote")
            flow.asides.append((label, self._apart(element)))
        elif name == "annotation":
            flow.asides.append(("comment", self._apart(element)))
        elif name in ("title", "desc"):
            self._picture(flow, element)
        elif name in _SHAPES:
            self._shape(flow, element)
        elif name == "object":
            self._object(flow, element)
        elif name in ("change-start", "change-end", "change"):
            self._change(flow, name, attribute(element, "change-id") or "")
        else:
            return False
        return True

    def _apart(self, element: Element) -> Flow:
        """A flow of its own, whatever paragraph it hangs on."""
        hidden, self._hidden = self._hidden, 0
        inserted, self._inserted = self._inserted, set()
        flow = self.flow(element)
        self._hidden, self._inserted = hidden, inserted
        return flow

    def _picture(self, flow: Flow, element: Element) -> None:
        words = " ".join("".join(element.itertext()).split())
        if words and not _FILE_NAME.fullmatch(words):
            aside = Flow()
            aside.say(words, "")
            aside.end_paragraph(None, None)
            flow.asides.append(("alt text", aside))

    def _shape(self, flow: Flow, element: Element) -> None:
        if _on_slide(element):
            self._blocks(flow, element, None)
        else:
            flow.asides.append(("text box", self._apart(element)))

    def _object(self, flow: Flow, element: Element) -> None:
        """A chart or formula that lies in the file as a document of its own."""
        target = (attribute(element, "href") or "").removeprefix("./").rstrip("/")
        root = self._package.xml(f"{target}/content.xml") if target else None
        body = child(root, "body")
        if body is None:
            return
        flow.asides.append(("chart", self._apart(body)))

    def _change(self, flow: Flow, name: str, id_: str) -> None:
        kind, change = self._changes.get(id_, ("", None))
        if kind == "insertion":
            if name == "change-start":
                self._inserted.add(id_)
            else:
                self._inserted.discard(id_)
        elif kind == "deletion" and name == "change":
            gone = self._apart(change)
            flow.say(gone.words(), "deleted")

    def _say(self, flow: Flow, words: str | None, *, literal: bool = False) -> None:
        if not words:
            return
        self._length += len(words)
        if self._length > self._limits.text:
            raise NoteUnreadable("text_too_long", limit=self._limits.text)
        # White space in the file only sets its lines; spaces that count are elements.
        words = words if literal else re.sub(r"[ \t\r\n]+", " ", words)
        label = "hidden" if self._hidden else "inserted" if self._inserted else ""
        flow.say(words, label)


def _figure(cell: Element, name: str) -> int:
    said = attribute(cell, name) or "1"
    return min(int(said), _MOST_SPACES) if said.isdecimal() and len(said) < 9 else 1


def _is_hidden_section(section: Element) -> bool:
    return attribute(section, "display") in ("none", "condition")


def _owner(row: Element) -> Element | None:
    parent = row.getparent()
    while parent is not None and local(parent) != "table":
        parent = parent.getparent()
    return parent


def _on_slide(element: Element) -> bool:
    """On a slide every text is in a box; there they are the running text."""
    parent = element.getparent()
    while parent is not None:
        if local(parent) in ("page", "notes", "master-page"):
            return True
        parent = parent.getparent()
    return False

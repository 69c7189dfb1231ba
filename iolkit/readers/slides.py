"""PowerPoint files (.pptx) -> slide after slide: title, text, tables, notes, comments, charts.

Hidden slides are read and marked. Words that stand on every slide (a layout's "confidential") are
read once, at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iolkit.errors import NoteUnreadable
from iolkit.readers.draft import Draft, Extract
from iolkit.readers.limits import Limits
from iolkit.readers.office import (
    Element,
    Package,
    attribute,
    child,
    choice,
    descendants,
    local,
    write_drawn,
    write_pictures,
)  # fmt: skip

_NUMBERS_ONLY = frozenset({"sldNum", "sldImg", "dt"})
"""Placeholders that hold no words: slide number, picture of the slide, date of printing."""
_TITLES = frozenset({"title", "ctrTitle"})


def extract(data: bytes, limits: Limits) -> Extract:
    """Text, places and facts of a .pptx file. Raises NoteUnreadable."""
    package = Package(data)
    main = package.main()
    draft = Draft(limits.text)
    targets = {relation.id: relation.target for relation in package.relations(main)}
    order = child(package.xml(main), "sldIdLst")
    layouts: dict[str, None] = {}
    for number, entry in enumerate(order if order is not None else (), start=1):
        # The entry has two ids; the one of the relation is the namespaced one.
        name = targets.get(next((v for k, v in entry.attrib.items() if k.endswith("}id")), ""), "")
        root = package.xml(name)
        if root is None:
            raise NoteUnreadable("broken")
        with draft.place("slide", str(number)):
            _slide(draft, package, name, root)
        layouts |= dict.fromkeys(_layouts(package, name))
    for name in layouts:
        root = package.xml(name)
        if root is not None:
            with draft.place("part", "layout"):
                for shape in _shapes(root):
                    if child(shape, "nvSpPr", "nvPr", "ph") is None:
                        _shape(draft, shape, bulleted=False)
    draft.facts["title"] = draft.facts.get("title") or package.core_title()
    return draft.finish()


def _slide(draft: Draft, package: Package, name: str, root: Element) -> None:
    draft.gap()
    if root.get("show") in ("0", "false"):
        with draft.place("part", "hidden"):
            _shapes_of(draft, root, bulleted=True)
    else:
        _shapes_of(draft, root, bulleted=True)
    write_drawn(draft, package, name)
    for relation in package.relations(name):
        label = {"notesSlide": "notes", "comments": "comment"}.get(relation.kind)
        part = package.xml(relation.target) if label else None
        if label is None or part is None:
            continue
        draft.gap()
        with draft.place("part", label):
            if label == "notes":
                _shapes_of(draft, part, bulleted=False)
            else:
                _comments(draft, part)
    draft.gap()


def _comments(draft: Draft, root: Element) -> None:
    """Both generations of comments: plain <p:text>, and paragraphs of their own."""
    for comment in descendants(root, "text", "txBody"):
        paragraphs = list(descendants(comment, "p"))
        draft.line("\n".join(map(_words, paragraphs)) if paragraphs else comment.text or "")


def _layouts(package: Package, slide: str) -> Iterator[str]:
    for relation in package.relations(slide):
        if relation.kind == "slideLayout":
            yield relation.target
            for above in package.relations(relation.target):
                if above.kind == "slideMaster":
                    yield above.target


def _shapes(element: Element) -> Iterator[Element]:
    """Shapes and frames in their order, groups opened."""
    for inner in element:
        name = local(inner)
        if name in ("sp", "graphicFrame", "pic", "cxnSp"):
            yield inner
        elif name == "AlternateContent":
            for reading in choice(inner):
                yield from _shapes(reading)
        else:
            yield from _shapes(inner)


def _shapes_of(draft: Draft, root: Element, *, bulleted: bool) -> None:
    shapes = list(_shapes(root))
    for shape in sorted(shapes, key=lambda shape: _placeholder(shape) not in _TITLES):
        if _placeholder(shape) not in _NUMBERS_ONLY:
            _shape(draft, shape, bulleted=bulleted)
        write_pictures(draft, shape)


def _placeholder(shape: Element) -> str | None:
    """The kind of a placeholder ("title", "body"; "obj" when it has none), None for free shapes."""
    mark = child(shape, "nvSpPr", "nvPr", "ph")
    return None if mark is None else attribute(mark, "type") or "obj"


def _shape(draft: Draft, shape: Element, *, bulleted: bool) -> None:
    kind = _placeholder(shape)
    body = child(shape, "txBody")
    if kind in _TITLES and body is not None:
        title = " ".join(_words(paragraph) for paragraph in descendants(body, "p"))
        draft.facts.setdefault("title", " ".join(title.split()))
        draft.block(" ".join(title.split()))
    elif body is not None:
        draft.end_line()
        for paragraph in descendants(body, "p"):
            _paragraph(draft, paragraph, bulleted=bulleted and kind in ("body", "obj"))
        draft.gap()
    for table in descendants(shape, "tbl"):
        draft.gap()
        for row in descendants(table, "tr"):
            cells = [
                " ".join(
                    " ".join(_words(paragraph).split()) for paragraph in descendants(cell, "p")
                )
                for cell in descendants(row, "tc")
                if cell.get("hMerge") not in ("1", "true")  # lies under the cell to its left
            ]
            draft.line(" | ".join(cells) if any(cells) else "")
        draft.gap()


def _paragraph(draft: Draft, paragraph: Element, *, bulleted: bool) -> None:
    words = _words(paragraph).strip()
    properties = child(paragraph, "pPr")
    depth = attribute(properties, "lvl") or "0"
    plain = child(properties, "buNone") is not None
    marked = child(properties, "buChar") is not None or child(properties, "buAutoNum") is not None
    if words and (marked or (bulleted and not plain)):
        words = "  " * (min(int(depth), 8) if depth.isdecimal() else 0) + "- " + words
    draft.line(re.sub(r"[ \t]+$", "", words, flags=re.MULTILINE))


def _words(paragraph: Element) -> str:
    pieces = []
    for element in descendants(paragraph, "t", "br"):
        pieces.append("\n" if local(element) == "br" else element.text or "")
    return "".join(pieces)

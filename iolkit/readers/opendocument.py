"""OpenDocument files (.odt, .odp, .ods) -> text, slide after slide, sheet after sheet.

Body first, then headers and footers. Notes, comments, text boxes and deleted words stand after
their paragraph; what is hidden, inserted or deleted is read and marked. Nothing is followed out of
the file, and repeated empty rows, columns and spaces cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from iolkit.errors import NoteUnreadable
from iolkit.readers.draft import Draft, Extract
from iolkit.readers.flow import Flow, write_flow
from iolkit.readers.grid import Cell, Grid
from iolkit.readers.limits import Limits
from iolkit.readers.odf_styles import OdfStyles
from iolkit.readers.odf_text import Walker
from iolkit.readers.office import Element, Package, attribute, child, descendants, local

_HEADS = {
    "header": "header", "header-left": "header", "header-first": "header", "footer": "footer",
    "footer-left": "footer", "footer-first": "footer",
}  # fmt: skip
_MOST_REPEATS = 10_000
"""Rows or cells with words that a file may ask to be repeated; more of them are one mistake."""


def extract(data: bytes, limits: Limits) -> Extract:
    """Text, places and facts of an OpenDocument file. Raises NoteUnreadable."""
    package = Package(data)
    content, styles = package.xml("content.xml"), package.xml("styles.xml")
    body = child(content, "body")
    if body is None or not len(body):
        raise NoteUnreadable("broken")
    draft = Draft(limits.text)
    walker = Walker(package, OdfStyles(styles, content), limits)
    kind = local(body[0])
    if kind == "presentation":
        _slides(draft, walker, body[0])
    elif kind == "spreadsheet":
        _sheets(draft, walker, body[0], limits)
    else:
        write_flow(draft, walker.flow(body[0]))
    draft.end_sections()
    _heads(draft, walker, styles)
    title = next((t.text or "" for t in _titles(package)), "")
    draft.facts["title"] = title or draft.facts.get("title") or ""
    return draft.finish()


def _titles(package: Package) -> Iterator[Element]:
    meta = package.xml("meta.xml")
    if meta is not None:
        yield from descendants(meta, "title")


def _heads(draft: Draft, walker: Walker, styles: Element | None) -> None:
    """Headers and footers; first, left and right pages mostly carry the same one."""
    written: set[str] = set()
    for page in descendants(styles, "master-page") if styles is not None else ():
        for head in page:
            label = _HEADS.get(local(head))
            if label is None or attribute(head, "display") == "false":
                continue
            flow = walker.flow(head)
            words = flow.words()
            if words.strip() and words not in written:
                written.add(words)
                draft.gap()
                with draft.place("part", label):
                    write_flow(draft, flow)


def _slides(draft: Draft, walker: Walker, body: Element) -> None:
    pages = [page for page in body if local(page) == "page"]
    for number, page in enumerate(pages, start=1):
        draft.gap()
        with draft.place("slide", str(number)):
            _title(draft, page)
            if walker.styles.hides_page(page):
                with draft.place("part", "hidden"):
                    write_flow(draft, walker.flow(page))
            else:
                write_flow(draft, walker.flow(page))
            notes = child(page, "notes")
            if notes is not None:
                draft.gap()
                with draft.place("part", "notes"):
                    write_flow(draft, walker.flow(notes))
        draft.gap()


def _title(draft: Draft, page: Element) -> None:
    for frame in descendants(page, "frame"):
        if attribute(frame, "class") == "title":
            words = " ".join("".join(frame.itertext()).split())
            if words:
                draft.facts.setdefault("title", words)


def _sheets(draft: Draft, walker: Walker, body: Element, limits: Limits) -> None:
    tables = [table for table in body if local(table) == "table"]
    for number, table in enumerate(tables, start=1):
        draft.gap()
        with draft.place("sheet", str(number)):
            if walker.styles.hides_table(table):
                with draft.place("part", "hidden"):
                    _sheet(draft, walker, table, limits)
            else:
                _sheet(draft, walker, table, limits)
        draft.gap()


def _sheet(draft: Draft, walker: Walker, table: Element, limits: Limits) -> None:
    name = attribute(table, "name") or ""
    if not name.casefold().startswith(("sheet", "tabelle")):
        draft.block(name)
    grid = Grid(limits.text)
    hidden = _hidden_columns(table)
    asides: list[tuple[str, Flow]] = []
    number = 0
    for row in _rows(table):
        repeats = _repeats(row, "number-rows-repeated")
        cells = list(_cells(walker, row, hidden, asides))
        unseen = attribute(row, "visibility") in ("collapse", "filter")
        if any(cell.words.strip() for cell in cells):
            for again in range(min(repeats, _MOST_REPEATS)):
                grid.add(number + again, cells, hidden=unseen)
        number += repeats
    grid.write(draft)
    draft.gap()
    for shapes in table:
        if local(shapes) == "shapes":
            asides.append(("text box", walker.flow(shapes)))
    for label, flow in asides:
        if flow.words().strip():
            draft.end_line()
            with draft.place("part", label):
                write_flow(draft, flow)


def _rows(table: Element) -> Iterator[Element]:
    """Rows, those in groups and headings among them, but not those of tables in cells."""
    for inner in table:
        if local(inner) == "table-row":
            yield inner
        elif local(inner) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(inner)


def _cells(
    walker: Walker, row: Element, hidden: list[tuple[int, int]], asides: list[tuple[str, Flow]]
) -> Iterator[Cell]:
    column = 0
    for cell in row:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        repeats = _repeats(cell, "number-columns-repeated")
        if len(cell):
            flow = walker.flow(cell)
            words = " ".join(flow.own_words())
            pale = bool(words.strip()) and flow.is_hidden()
            asides += [aside for block in flow.blocks for aside in block.asides]
            if words.strip():
                for at in range(column, column + min(repeats, _MOST_REPEATS)):
                    unseen = pale or any(first <= at <= last for first, last in hidden)
                    yield Cell(at, words, unseen)
        column += repeats


def _hidden_columns(table: Element) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = 0
    for column in descendants(table, "table-column"):
        repeats = _repeats(column, "number-columns-repeated")
        if attribute(column, "visibility") in ("collapse", "filter") and len(found) < 500:
            found.append((at, at + repeats - 1))
        at += repeats
    return found


def _repeats(element: Element, name: str) -> int:
    said = attribute(element, name) or "1"
    return int(said) if said.isdecimal() and len(said) < 9 else 1

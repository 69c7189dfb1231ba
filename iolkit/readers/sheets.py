"""Excel files (.xlsx) -> sheet after sheet, rows as lines "a | b", cells as a person sees them.

Nothing is calculated: a formula gives the value that was stored with it. Hidden sheets, rows and
columns are read and marked; comments, notes, headers, text boxes and charts follow their sheet.
Sheets are streamed, so that a million empty rows cost time to skip and no memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from iolkit.errors import NoteUnreadable
from iolkit.readers.draft import Draft, Extract
from iolkit.readers.formats import Formats
from iolkit.readers.grid import Cell, Grid
from iolkit.readers.limits import Limits
from iolkit.readers.office import (
    Element,
    Package,
    attribute,
    child,
    descendants,
    local,
    write_drawn,
    write_pictures,
)  # fmt: skip

_DEFAULT_NAME = re.compile(r"(?:sheet|tabelle|tab|blatt)\s*\d*", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_HEADER_CODE = re.compile(
    r'&(?:"[^"]*"|K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|\d{1,3}|[LCRPNDTZFAGSXYBIUEOH])', re.IGNORECASE
)
_THREADED = "tc="
"""Author of a note that only stands in for a comment thread, for programs that know no threads."""
_BOOLEANS = {"1": ("TRUE", "WAHR"), "0": ("FALSE", "FALSCH")}


def extract(data: bytes, limits: Limits) -> Extract:
    """Text, places and facts of a .xlsx file. Raises NoteUnreadable."""
    package = Package(data)
    main = package.main()
    book = package.xml(main)
    if book is None:
        raise NoteUnreadable("broken")
    draft = Draft(limits.text)
    relations = {relation.id: relation for relation in package.relations(main)}
    parts = {relation.kind: relation.target for relation in relations.values()}
    strings = _strings(package, parts.get("sharedStrings", ""), limits)
    names = [attribute(sheet, "name") or "" for sheet in descendants(book, "sheet")]
    formats = Formats(package.xml(parts.get("styles", "")), [*names, *strings[:2_000]])
    formats.since_1904 = _since_1904(book)
    reader = _Reader(draft, package, formats, strings, limits)
    for number, sheet in enumerate(descendants(book, "sheet"), start=1):
        id_ = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
        if id_ not in relations:
            raise NoteUnreadable("broken")
        draft.gap()
        with draft.place("sheet", str(number)):
            name = names[number - 1]
            if attribute(sheet, "state") in ("hidden", "veryHidden"):
                with draft.place("part", "hidden"):
                    reader.sheet(relations[id_].target, name)
            else:
                reader.sheet(relations[id_].target, name)
        draft.gap()
    draft.facts["title"] = package.core_title()
    return draft.finish()


def _since_1904(book: Element) -> bool:
    return attribute(child(book, "workbookPr"), "date1904") in ("1", "true")


def _strings(package: Package, name: str, limits: Limits) -> list[str]:
    """The words that cells point at. Their sum is bounded like the text itself."""
    strings: list[str] = []
    length = 0
    for entry in package.stream(name, "si"):
        words = _words(entry)
        length += len(words)
        if length > limits.text:
            raise NoteUnreadable("text_too_long", limit=limits.text)
        strings.append(words)
    return strings


def _words(element: Element) -> str:
    """Plain or rich text; reading aids (phonetic runs) say the same words again."""
    pieces = []
    for inner in element:
        name = local(inner)
        if name == "t":
            pieces.append(inner.text or "")
        elif name in ("r", "text"):
            pieces.append(_words(inner))
    return "".join(pieces)


@dataclass(slots=True)
class _Reader:
    """Reads sheets into the draft."""

    draft: Draft
    package: Package
    formats: Formats
    strings: list[str]
    limits: Limits

    def sheet(self, part: str, name: str) -> None:
        """One sheet: its name, where it says something, its cells, then what lies on top."""
        if not _DEFAULT_NAME.fullmatch(name.strip()):
            self.draft.block(name)
        heads: dict[str, list[str]] = {"header": [], "footer": []}
        grid, hidden = Grid(self.limits.text), _Columns()
        number = 0
        for element in self.package.stream(part, "row", "cols", "headerFooter"):
            kind = local(element)
            if kind == "row":
                said = element.get("r")
                number = int(said) if said and said.isdecimal() and len(said) < 9 else number + 1
                if len(element):
                    gone = element.get("hidden") in ("1", "true")
                    grid.add(number, list(self._cells(element, hidden)), hidden=gone)
            elif kind == "cols":
                hidden.learn(element)
            else:
                for inner in element:
                    label = "header" if local(inner).endswith("Header") else "footer"
                    heads[label].append(_HEADER_CODE.sub(" ", inner.text or ""))
        grid.write(self.draft)
        self._asides(part, heads)

    def _cells(self, row: Element, hidden: _Columns) -> Iterator[Cell]:
        column = -1
        for cell in row:
            found = _REFERENCE.fullmatch(cell.get("r") or "")
            column = _column(found[1]) if found else column + 1
            words, unseen = self._shown(cell)
            yield Cell(column, words, unseen or column in hidden)

    def _shown(self, cell: Element) -> tuple[str, bool]:
        """What a cell shows, and whether it is made invisible (";;;", white on white)."""
        kind, style = cell.get("t") or "n", cell.get("s") or "0"
        value = child(cell, "v")
        stored = (value.text or "") if value is not None else ""
        unseen = self.formats.hides(style)
        if kind == "s":
            at = int(stored) if stored.isdecimal() and len(stored) < 9 else -1
            if not 0 <= at < len(self.strings):
                raise NoteUnreadable("broken")
            return self.strings[at], unseen
        if kind == "inlineStr":
            inline = child(cell, "is")
            return (_words(inline) if inline is not None else ""), unseen
        if kind == "b":
            return _BOOLEANS.get(stored, (stored, stored))[self.formats.german], unseen
        if kind == "n" and stored:
            words, blank = self.formats.number(stored, style)
            return words, unseen or blank
        formula = child(cell, "f")
        if not stored and kind == "n" and formula is not None and formula.text:
            # Never calculated by the program that wrote it: the formula says what is missing.
            return f"={formula.text}", unseen
        return stored, unseen

    def _asides(self, part: str, heads: dict[str, list[str]]) -> None:
        self.draft.gap()
        for label, texts in heads.items():
            for words in dict.fromkeys(" ".join(text.split()) for text in texts):
                if words:
                    with self.draft.place("part", label):
                        self.draft.line(words)
        for relation in self.package.relations(part):
            root = None
            if relation.kind in ("comments", "threadedComment", "drawing"):
                root = self.package.xml(relation.target)
            if root is None:
                continue
            if relation.kind == "drawing":
                self._drawing(relation.target, root)
            else:
                self._comments(root)

    def _comments(self, root: Element) -> None:
        authors = [author.text or "" for author in descendants(root, "author")]
        for comment in descendants(root, "comment", "threadedComment"):
            author = comment.get("authorId") or ""
            known = author.isdecimal() and len(author) < 6 and int(author) < len(authors)
            if known and authors[int(author)].startswith(_THREADED):
                continue
            words = " ".join(_words(comment) for comment in descendants(comment, "text"))
            words = words or " ".join(t.text or "" for t in descendants(comment, "text"))
            if words.strip():
                with self.draft.place("part", "comment"):
                    self.draft.line(f"{comment.get('ref') or ''}: {' '.join(words.split())}")

    def _drawing(self, part: str, root: Element) -> None:
        for body in descendants(root, "txBody"):
            self.draft.end_line()
            with self.draft.place("part", "text box"):
                for paragraph in descendants(body, "p"):
                    self.draft.line("".join(t.text or "" for t in descendants(paragraph, "t")))
        write_pictures(self.draft, root)
        write_drawn(self.draft, self.package, part)


class _Columns:
    """Which columns of a sheet are hidden."""

    def __init__(self) -> None:
        self._stretches: list[tuple[int, int]] = []

    def learn(self, columns: Element) -> None:
        """Take in the <cols> of a sheet."""
        for column in columns:
            first, last = column.get("min") or "", column.get("max") or ""
            width = column.get("width") or ""
            gone = column.get("hidden") in ("1", "true") or width in ("0", "0.0")
            if gone and first.isdecimal() and last.isdecimal() and len(self._stretches) < 500:
                self._stretches.append((int(first) - 1, int(last) - 1))

    def __contains__(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self._stretches)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1

"""Web pages (.html, .htm) -> their text: headings, lists, table rows; hidden words once and marked.

Nothing is fetched: no link, picture, style or frame is followed, scripts are not text.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from iolkit.errors import NoteUnreadable
from iolkit.readers import text as plain
from iolkit.readers.draft import Draft, Extract
from iolkit.readers.limits import Limits

Element = Any
"""An lxml element; lxml ships no types."""

_NOT_TEXT = frozenset(
    {"script", "style", "head", "meta", "link", "object", "embed", "svg", "title"}
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_SPACED = frozenset(
    {
        "article", "blockquote", "dl", "figure", "ol", "p", "pre", "section", "table", "ul",
        *_HEADINGS,
    }
)  # fmt: skip
_BLOCKS = _SPACED | {
    "address", "aside", "body", "center", "dd", "details", "dialog", "div", "dt", "fieldset",
    "figcaption", "footer", "form", "header", "hr", "li", "main", "nav", "option", "select",
    "summary", "tbody", "textarea", "tfoot", "thead", "tr",
}  # fmt: skip
_DEPTH = 2_048
"""How deep libxml2 reads a page."""
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?![.\d]*[1-9])|"
    r"(?<!-)color\s*:\s*(?:#fff(?:fff)?\b|white\b)",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_CHANGES = {"del": "deleted", "s": "deleted", "strike": "deleted", "ins": "inserted"}


def extract(data: bytes, limits: Limits) -> Extract:
    """Text, places and facts of a web page. Raises NoteUnreadable."""
    draft = Draft(limits.text)
    write(draft, decode(data))
    return draft.finish()


def decode(data: bytes) -> str:
    """The characters of a page: by byte order mark, its own word (charset=...), else as text."""
    named = _CHARSET.search(data[:4_096])
    if named and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            said = data.decode(named[1].decode("ascii"))
        except (LookupError, ValueError):
            pass  # an unknown or wrong charset: told from the bytes below
        else:
            if "\x00" not in said:
                return said
    return plain.decode(data)


def write(draft: Draft, page: str) -> None:
    """Writes the words of a page into a draft; its title becomes the fact `title`."""
    # Parsed from bytes of a known encoding: the page's own charset no longer counts.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    source = page.encode("utf-8", "replace")
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        raise NoteUnreadable("no_text") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # libxml2 leaves out what lies deeper; a note with holes is worse than none.
        raise NoteUnreadable("too_many_parts", limit=_DEPTH)
    if root is None:
        raise NoteUnreadable("no_text")
    _Writer(draft).walk(root)


class _Writer:
    """Goes through the tree without recursion: a page may nest as deep as it likes."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._line: list[tuple[str, str]] = []
        self._labels: list[tuple[Element, str]] = []
        self._lists = 0
        self._cells = 0
        self._pre = 0

    def walk(self, root: Element) -> None:
        """Write everything below `root`."""
        skipped: Element = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if skipped is not None:
                if event == "end" and element is skipped:
                    skipped = None
                    self._text(element.tail)
                continue
            if event == "start":
                if element.tag in _NOT_TEXT:
                    skipped = element
                    self._title(element)
                    continue
                self._open(element)
                self._text(element.text)
            else:
                self._close(element)
                self._text(element.tail)
        self._end_line()

    def _title(self, element: Element) -> None:
        for title in element.iter("title"):
            words = " ".join("".join(title.itertext()).split())
            if words:
                self._draft.facts.setdefault("title", words)

    def _open(self, element: Element) -> None:
        tag = element.tag
        if tag in ("td", "th"):
            self._line.append((" | " if self._cells else "", ""))
            self._cells += 1
        elif tag == "tr":
            self._end_line()
            self._cells = 0
        elif tag in _BLOCKS:
            self._border(tag)
        if tag in ("ul", "ol"):
            self._lists += 1
        elif tag == "pre":
            self._pre += 1
        elif tag == "br":
            self._break()
        elif not self._cells:
            self._mark(tag)
        self._label(element)
        self._attributes(element)

    def _mark(self, tag: str) -> None:
        if tag == "li":
            self._line.append(("  " * min(max(self._lists - 1, 0), 8) + "- ", "bullet"))
        elif tag in _HEADINGS:
            self._draft.heading(_HEADINGS[tag])

    def _border(self, tag: str) -> None:
        """Where a block begins or ends; inside a table cell that is only a space."""
        self._break()
        if tag in _SPACED and not self._cells and not self._lists:
            self._draft.gap()

    def _attributes(self, element: Element) -> None:
        """Words that stand in attributes: what a picture shows, what a field is filled with."""
        if element.tag == "input" and element.get("type") not in ("hidden", "submit", "button"):
            self._line.append((f" {element.get('value') or ''} ", "form field"))
        elif element.get("alt"):
            self._line.append((f" {element.get('alt')} ", "alt text"))

    def _label(self, element: Element) -> None:
        hidden = "hidden" in element.attrib or _HIDDEN_STYLE.search(element.get("style") or "")
        if hidden or element.tag in ("template", "noscript"):
            self._labels.append((element, "hidden"))
        elif element.tag in _CHANGES:
            self._labels.append((element, _CHANGES[element.tag]))

    def _close(self, element: Element) -> None:
        tag = element.tag
        if self._labels and self._labels[-1][0] is element:
            self._labels.pop()
        if tag in ("ul", "ol"):
            self._lists = max(0, self._lists - 1)
        elif tag == "pre":
            self._pre = max(0, self._pre - 1)
        elif tag in ("tr", "table"):
            self._end_line()
            self._cells = 0
        if tag in _BLOCKS:
            self._border(tag)

    def _text(self, words: str | None) -> None:
        if not words:
            return
        label = self._labels[-1][1] if self._labels else ""
        if self._pre and not self._cells:
            first, *more = words.split("\n")
            self._line.append((first, label or "pre"))
            for line in more:
                self._break()
                self._line.append((line, label or "pre"))
        else:
            self._line.append((re.sub(r"\s+", " ", words), label))

    def _break(self) -> None:
        if self._cells:
            self._line.append((" ", ""))
        else:
            self._end_line()

    def _end_line(self) -> None:
        """Write the collected line, one space between words, marked stretches in their places."""
        pieces, self._line = self._line, []
        while pieces and not pieces[-1][0].strip():
            pieces.pop()
        if not any(words.strip(" |") for words, label in pieces if label != "bullet"):
            return
        words, label = pieces.pop()
        pieces.append((words.rstrip(), label))
        self._draft.end_line()
        ended = True
        for words, label in pieces:
            if label in ("bullet", "pre"):
                self._draft.add(words)
            else:
                words = words.lstrip(" ") if ended else words
                words = words.replace("  ", " ")
                self._add(words, label)
            ended = words.endswith(" ") or (ended and not words)
        self._draft.end_line()

    def _add(self, words: str, label: str) -> None:
        if label and words.strip():
            with self._draft.place("part", label):
                self._draft.add(words)
        else:
            self._draft.add(words)

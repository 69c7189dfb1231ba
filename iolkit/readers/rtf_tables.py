"""The tables at the head of a rich text file: fonts, colours, style names; and its title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from iolkit.readers.rtf_tokens import charset_page
from iolkit.readers.text import code_page

_HEADING = re.compile(r"\s*(?:heading|überschrift|titre)\s*([1-9])\s*;?", re.IGNORECASE)
_TITLE = re.compile(r"\s*(?:title|titel)\s*;?", re.IGNORECASE)
_MOST = 100_000


@dataclass(slots=True)
class Tables:
    """What the words of the text refer to by number."""

    page: str = "cp1252"
    """The code page of the file."""
    pages: dict[int, str] = field(default_factory=dict)
    """Font -> the encoding of its letters."""
    levels: dict[int, int] = field(default_factory=dict)
    """Style -> heading level (0 = title)."""
    title: str = ""
    _white: set[int] = field(default_factory=set)
    _colours: int = 0
    _colour: dict[bytes, int] = field(default_factory=dict)
    _kind: bytes = b""
    _number: int = 0
    _depth: int = 0
    _words: str = ""
    _entry: bytes = b""

    def open(self, kind: bytes) -> None:
        """A table begins: fonttbl, colortbl, stylesheet or info."""
        self._kind, self._number, self._depth, self._words = kind, 0, 0, ""
        self._colours, self._colour, self._entry = 0, {}, b""

    def enter(self) -> None:
        """A group inside the table."""
        self._depth += 1
        self._words, self._entry = "", b""
        if self._kind == b"stylesheet" and self._depth == 1:
            self._number = -1  # character styles carry the names of headings too

    def leave(self) -> None:
        """The end of such a group."""
        if self._kind == b"stylesheet" and self._depth == 1 and self._number >= 0:
            if found := _HEADING.match(self._words):
                self.levels[self._number] = int(found[1])
            elif _TITLE.fullmatch(self._words):
                self.levels[self._number] = 0
        self._depth -= 1
        self._entry = b""

    def word(self, word: bytes, figure: int | None) -> None:
        """A control word inside the table."""
        if self._kind == b"fonttbl":
            if word == b"f":
                self._number = figure or 0
            elif word == b"fcharset" and (page := charset_page(figure)):
                self._font(page)
            elif word == b"cpg":
                self._font(code_page(figure))
        elif self._kind == b"colortbl":
            self._colour[word] = figure or 0
        elif self._kind == b"stylesheet" and word == b"s":
            self._number = figure or 0
        elif self._kind == b"info" and not self._entry:
            self._entry = word

    def _font(self, page: str) -> None:
        if len(self.pages) < _MOST:
            self.pages[self._number] = page

    def say(self, words: str) -> None:
        """Words inside the table: names of fonts and styles, ends of colours, the title."""
        if self._kind == b"colortbl":
            for _ in range(min(words.count(";"), _MOST)):
                light = (self._colour.get(name, 0) for name in (b"red", b"green", b"blue"))
                if all(part == 255 for part in light) and len(self._white) < _MOST:
                    self._white.add(self._colours)
                self._colours += 1
                self._colour = {}
        elif self._kind == b"info" and self._entry == b"title":
            self.title = (self.title + words)[:1_000]
        elif self._kind == b"stylesheet":
            self._words = (self._words + words)[:200]

    def is_white(self, colour: int) -> bool:
        """Whether words in this colour cannot be seen on paper."""
        return colour in self._white

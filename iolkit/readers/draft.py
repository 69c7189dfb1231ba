"""The text of a note while a parser writes it, with the places where its stretches stood.

A parser adds lines and opens places; the draft keeps offsets right, the text clean (NFC, "\\n" line
ends, no control characters, no lone surrogates) and within its limit. It knows no file format.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from iolkit.errors import NoteUnreadable

Facts = dict[str, str | list[str]]
"""Facts of the session as words, under the English names of front matter (title, date, ...)."""

PARTS = frozenset(
    {
        "header", "footer", "footnote", "endnote", "comment", "inserted", "deleted", "hidden",
        "text box", "alt text", "notes", "chart", "diagram", "building block", "layout",
        "form field", "mail", "attachment", "attachment not read", "note",
    }
)  # fmt: skip
"""Labels of places of kind `part`. Page, slide, sheet, heading and time carry numbers. No label
ever carries words of the note: labels are shown to people who may see masked text only."""

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_RUBBISH = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st", 0x00AD: None,
}  # fmt: skip
"""Joined letters that files of pages are set with, and hyphens that are not printed: with them no
word would be found again."""
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Place:
    """A half-open stretch of the text and where it stood in the file."""

    start: int
    end: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Extract:
    """What a parser gives back: the text, its places in order of their start, session facts."""

    text: str
    places: tuple[Place, ...] = ()
    facts: Mapping[str, str | list[str]] = field(default_factory=dict)


def clean(text: str) -> str:
    """Words as a note may hold them: "\\n" line ends, no control characters, plain letters, NFC."""
    text = _RUBBISH.sub("", _LINE_ENDS.sub("\n", text)).translate(_LIGATURES)
    return unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text))


class Draft:
    """Collects text and places. Raises NoteUnreadable once the text passes `limit` code points."""

    def __init__(self, limit: int) -> None:
        self.facts: Facts = {}
        self._limit = limit
        self._pieces: list[str] = []
        self._length = 0
        self._places: list[Place] = []
        self._sections: list[tuple[int, int, str]] = []
        self._numbers: list[int] = []

    def add(self, text: str) -> None:
        """Go on in the line."""
        text = clean(text)
        if not text:
            return
        self._length += len(text)
        if self._length > self._limit:
            raise NoteUnreadable("text_too_long", limit=self._limit)
        self._pieces.append(text)

    def end_line(self) -> None:
        """Close the line, if one is open."""
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self.add("\n")

    def line(self, text: str) -> None:
        """A line of its own; nothing for a blank text."""
        if text.strip():
            self.end_line()
            self.add(text.strip("\n"))
            self.end_line()

    def gap(self) -> None:
        """Close the line and leave one empty line before what follows."""
        self.end_line()
        if self._pieces and not (self._pieces[-1].endswith("\n\n") or self._ends_with_gap()):
            self.add("\n")

    def _ends_with_gap(self) -> bool:
        return self._pieces[-1] == "\n" and len(self._pieces) > 1 and self._pieces[-2][-1] == "\n"

    def block(self, text: str) -> None:
        """A paragraph with empty lines around it."""
        if text.strip():
            self.gap()
            self.line(text)
            self.gap()

    @contextmanager
    def place(self, kind: str, label: str) -> Iterator[None]:
        """What is added inside stood there."""
        start, at = self._length, len(self._places)
        yield
        self._places.insert(at, Place(start, self._length, kind, label))

    def heading(self, level: int) -> None:
        """A section of `level` (1 = highest) starts here; its number path is its label."""
        self._close_sections(level)
        self._numbers = [*(self._numbers + [0] * level)[:level]]
        self._numbers[level - 1] += 1
        label = ".".join(str(number) for number in self._numbers)
        self._sections.append((level, self._length, label))

    def end_sections(self) -> None:
        """What follows belongs to no section."""
        self._close_sections(0)

    def _close_sections(self, level: int) -> None:
        while self._sections and self._sections[-1][0] >= level:
            _, start, label = self._sections.pop()
            self._places.append(Place(start, self._length, "heading", label))

    def finish(self) -> Extract:
        """The text without white space at its ends, and every place that still holds some of it.

        Empty pages and slides keep their place: a reader should see that they were there.
        """
        self.end_sections()
        text, places = _composed("".join(self._pieces), self._places)
        lead, length = len(text) - len(text.lstrip()), len(text.strip())
        kept = []
        for place in places:
            start, end = (min(max(at - lead, 0), length) for at in (place.start, place.end))
            if start < end or place.kind in ("page", "slide", "sheet"):
                kept.append(Place(start, end, place.kind, place.label))
        # Where one place ends and the next begins: the empty one first, then the outer one.
        kept.sort(key=lambda place: (place.start, place.start < place.end, -place.end))
        return Extract(text.strip(), tuple(kept), self.facts)


def _composed(text: str, places: list[Place]) -> tuple[str, list[Place]]:
    """NFC across the pieces: an accent may open one run and its letter close the run before."""
    if unicodedata.is_normalized("NFC", text):
        return text, places
    borders = sorted({0, len(text), *(at for place in places for at in (place.start, place.end))})
    moved: dict[int, int] = {}
    pieces: list[str] = []
    length = 0
    start = 0
    for border in borders:
        end = max(border, start)
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        piece = unicodedata.normalize("NFC", text[start:end])
        pieces.append(piece)
        length += len(piece)
        moved[border] = length
        start = end
    return "".join(pieces), [
        Place(moved[place.start], moved[place.end], place.kind, place.label) for place in places
    ]

"""What the styles of a workbook say of its cells: number formats, language, white on white."""

from __future__ import annotations

import re
from collections.abc import Iterable

from iolkit.readers import number_formats
from iolkit.readers.office import Element, attribute, child, descendants, local

_GERMAN_CODE = re.compile(r"\[\$[^\]]*-(?:0*[48c]?07|10[0-9a-f]*07|de[-\]])|#,##0[^;]*€", re.I)
_GERMAN_NAME = re.compile(r"(?:Tabelle|Blatt)\s*\d")
_GERMAN_WORDS = re.compile(r"[äöüß]|\b(?:und|der|die|das|mit|für|nicht|wir)\b", re.IGNORECASE)
_WHITE = frozenset({"FFFFFFFF", "00FFFFFF", "FFFFFF"})
_WHITE_THEME = "0"


class Formats:
    """The styles of one workbook. `words` are names and texts that tell its language."""

    def __init__(self, styles: Element | None, words: Iterable[str]) -> None:
        self.since_1904 = False
        self._codes: list[str] = []
        self._hidden: list[bool] = []
        own = _own_codes(styles)
        if styles is not None:
            fonts, fills = _white_fonts(styles), _no_fills(styles)
            formats = child(styles, "cellXfs")
            for format_ in formats if formats is not None else ():
                number = format_.get("numFmtId") or "0"
                known = int(number) if number.isdecimal() and len(number) < 9 else 0
                self._codes.append(own.get(number) or number_formats.built_in(known))
                font, fill = format_.get("fontId") or "", format_.get("fillId") or "0"
                self._hidden.append(font in fonts and fill in fills)
        self.german = _is_german(styles, own.values(), words)

    def hides(self, style: str) -> bool:
        """Whether cells of this style are written white on white."""
        at = int(style) if style.isdecimal() and len(style) < 9 else 0
        return at < len(self._hidden) and self._hidden[at]

    def number(self, stored: str, style: str) -> tuple[str, bool]:
        """A stored number as the cell shows it; a number that is not shown, and True."""
        try:
            value = float(stored)
        except ValueError:
            return stored, False
        at = int(style) if style.isdecimal() and len(style) < 9 else 0
        code = self._codes[at] if at < len(self._codes) else number_formats.GENERAL
        if stored.isdecimal() and code == number_formats.GENERAL:
            return stored, False  # more figures than a float holds: an account number
        words = number_formats.shown(value, code, german=self.german, since_1904=self.since_1904)
        if words or not value:
            return words, False
        return number_formats.shown(value, number_formats.GENERAL, german=self.german), True


def _own_codes(styles: Element | None) -> dict[str, str]:
    formats = child(styles, "numFmts")
    return {
        format_.get("numFmtId") or "": (format_.get("formatCode") or "")[:255]
        for format_ in (formats if formats is not None else ())
    }


def _white_fonts(styles: Element) -> set[str]:
    fonts = child(styles, "fonts")
    found = set()
    for number, font in enumerate(fonts if fonts is not None else ()):
        colour = child(font, "color")
        if (
            (attribute(colour, "rgb") or "").upper() in _WHITE
            or attribute(colour, "theme") == _WHITE_THEME
        ):  # fmt: skip
            found.add(str(number))
    return found


def _no_fills(styles: Element) -> set[str]:
    """Fills that leave a cell white."""
    fills = child(styles, "fills")
    found = set()
    for number, fill in enumerate(fills if fills is not None else ()):
        pattern = child(fill, "patternFill")
        if pattern is not None and attribute(pattern, "patternType") in (None, "none"):
            found.add(str(number))
    return found


def _is_german(styles: Element | None, codes: Iterable[str], words: Iterable[str]) -> bool:
    """Whether figures are written the German way: by the names that the program gave, its formats,
    else by the words of the sheets."""
    for style in descendants(styles, "cellStyle") if styles is not None else ():
        if local(style) == "cellStyle" and style.get("name") == "Standard":
            return True
    if any(_GERMAN_CODE.search(code) for code in codes):
        return True
    said = list(words)
    if any(_GERMAN_NAME.fullmatch(word) for word in said):
        return True
    return sum(bool(_GERMAN_WORDS.search(word)) for word in said) * 8 > len(said)

"""What the styles of an OpenDocument file say: hidden words, hidden pages, sheets and sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iolkit.readers.office import Element, attribute, child, descendants

_SIZE = re.compile(r"(\d+(?:\.\d+)?)pt")
_TINY = 2.0
"""Points; smaller type is not meant to be read."""


class OdfStyles:
    """Named and automatic styles of one file."""

    def __init__(self, styles: Element | None, content: Element) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        for root in (styles, content):
            for style in descendants(root, "style") if root is not None else ():
                family, name = attribute(style, "family"), attribute(style, "name")
                self._styles[family or "", name or ""] = style

    def _chain(self, family: str, name: str | None) -> Iterator[Element]:
        seen: set[str] = set()
        while name and name not in seen and (style := self._styles.get((family, name))) is not None:
            seen.add(name)
            yield style
            name = attribute(style, "parent-style-name")

    def hides(self, family: str, element: Element) -> bool:
        """Whether the words of a paragraph or span are hidden, white or too small to be seen."""
        for style in self._chain(family, attribute(element, "style-name")):
            properties = child(style, "text-properties")
            size = _SIZE.fullmatch(attribute(properties, "font-size") or "")
            if (
                attribute(properties, "display") in ("none", "true-hidden")
                or _is_white(properties)
                or (size is not None and float(size[1]) <= _TINY)
            ):
                return True
        return False

    def is_title(self, paragraph: Element) -> bool:
        """Whether a paragraph is the title of the document."""
        chain = self._chain("paragraph", attribute(paragraph, "style-name"))
        own = [attribute(paragraph, "style-name"), *(attribute(style, "name") for style in chain)]
        return "Title" in own

    def hides_page(self, page: Element) -> bool:
        """Whether a slide is left out when the file is shown."""
        return self._says("drawing-page", page, "drawing-page-properties", "visibility", "hidden")

    def hides_table(self, table: Element) -> bool:
        """Whether a sheet is hidden."""
        return self._says("table", table, "table-properties", "display", "false")

    def _says(self, family: str, element: Element, kind: str, name: str, value: str) -> bool:
        styles = self._chain(family, attribute(element, "style-name"))
        return any(attribute(child(style, kind), name) == value for style in styles)


def _is_white(properties: Element | None) -> bool:
    if (attribute(properties, "color") or "").casefold() != "#ffffff":
        return False
    return (attribute(properties, "background-color") or "transparent") == "transparent"

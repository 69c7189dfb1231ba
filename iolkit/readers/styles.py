"""What the styles of a Word file say of its paragraphs: heading level, list item, hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iolkit.readers.office import Element, Package, attribute, child, is_on

_HEADING = re.compile(r"(?:heading|überschrift)\s*([1-9])")
_TINY = 4
"""Half points; smaller type is not meant to be read."""


class Styles:
    """The styles of one file; a paragraph's own properties win over those of its style."""

    def __init__(self, package: Package, main: str) -> None:
        self._styles: dict[str, Element] = {}
        for relation in package.relations(main):
            root = package.xml(relation.target) if relation.kind == "styles" else None
            for style in root if root is not None else ():
                self._styles[attribute(style, "styleId") or ""] = style

    def chain(self, name: str | None) -> Iterator[Element]:
        """The style and those it is based on."""
        seen: set[str] = set()
        while name and name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = attribute(child(self._styles[name], "basedOn"), "val")

    def level(self, paragraph: Element) -> int | None:
        """0 for a title, 1 to 9 for a heading, None for ordinary text."""
        for style in self.chain(attribute(child(paragraph, "pPr", "pStyle"), "val")):
            name = (attribute(child(style, "name"), "val") or "").casefold()
            if name in ("title", "titel"):
                return 0
            if found := _HEADING.match(name):
                return int(found[1])
        outline = attribute(child(paragraph, "pPr", "outlineLvl"), "val") or ""
        return int(outline) + 1 if outline.isdecimal() and len(outline) == 1 else None

    def indent(self, paragraph: Element) -> int | None:
        """How deep a list item is indented (0 = outermost), None outside of lists."""
        sources = [paragraph, *self.chain(attribute(child(paragraph, "pPr", "pStyle"), "val"))]
        for source in sources:
            numbering = child(source, "pPr", "numPr")
            if numbering is not None:
                if attribute(child(numbering, "numId"), "val") == "0":
                    return None
                depth = attribute(child(numbering, "ilvl"), "val") or "0"
                return min(int(depth), 8) if depth.isdecimal() else 0
        return None

    def hides(self, run: Element) -> bool:
        """Whether a run is hidden, white or too small to be seen."""
        own = child(run, "rPr")
        styled = (
            child(style, "rPr") for style in self.chain(attribute(child(own, "rStyle"), "val"))
        )
        for properties in (own, *styled):
            size = attribute(child(properties, "sz"), "val") or ""
            if (
                is_on(child(properties, "vanish"))
                or (attribute(child(properties, "color"), "val") or "").upper() == "FFFFFF"
                or (size.isdecimal() and int(size) <= _TINY)
            ):
                return True
        return False

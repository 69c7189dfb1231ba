"""What Word, PowerPoint and Excel files share: a zip of XML parts that point at one another.

The parts are walked as XML, not through an object model: text in insertions, text boxes, footnotes
or comments is text too, and what is not read cannot be flagged. Elements are known by their local
names, so that both spellings of the namespaces (transitional and strict) are read.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from iolkit.errors import NoteUnreadable
from iolkit.readers.draft import Draft

Element = Any
"""An lxml element; lxml ships no types."""

_XML_NO_MEMORY = 2
"""libxml2's error code for an allocation that failed."""
_AT_ONCE = 500
"""Elements that a stream leaves behind before it drops them together."""
_FILE_NAME = re.compile(r"\S{1,80}\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp)", re.IGNORECASE)


class Relation(NamedTuple):
    """A pointer from one part to another inside the file: its id, kind and the part's name."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of an office file. Everything missing or odd is NoteUnreadable("broken")."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = frozenset(self._archive.namelist())

    def main(self) -> str:
        """The name of the part that holds the document itself."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument":
                return relation.target
        raise NoteUnreadable("broken")

    def xml(self, name: str) -> Element | None:
        """The root of part `name`, or None when there is no such part."""
        if name not in self._names:
            return None
        # Nothing outside the part is ever fetched, no entity is ever filled in.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(self._archive.read(name), parser)
        except etree.XMLSyntaxError as error:
            raise _fault(error) from error
        if root.getroottree().docinfo.doctype:
            raise NoteUnreadable("unsafe_xml")
        return root

    def stream(self, name: str, *kinds: str) -> Iterator[Element]:
        """The elements of part `name` with one of these local names, one after another; each is
        gone when the next is asked for, so that a part may be far larger than what it says."""
        if name not in self._names:
            return
        try:
            with self._archive.open(name) as part:
                found = etree.iterparse(
                    part, events=("end",), tag=[f"{{*}}{kind}" for kind in kinds],
                    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
                    remove_pis=True,
                )  # fmt: skip
                for number, (_, element) in enumerate(found):
                    yield element
                    if len(element):
                        element.clear()
                    parent = element.getparent()
                    if number % _AT_ONCE == 0 and parent is not None:
                        del parent[: parent.index(element)]
        except etree.XMLSyntaxError as error:
            raise _fault(error) from error

    def bytes(self, name: str) -> bytes:
        """Part `name` as it is; empty when there is no such part."""
        return self._archive.read(name) if name in self._names else b""

    def relations(self, name: str) -> tuple[Relation, ...]:
        """Where part `name` points inside the file; targets outside are never followed."""
        folder, _, last = name.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{last}.rels"))
        found = []
        for element in root if root is not None else ():
            if element.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
            kind = element.get("Type", "").rpartition("/")[2]
            found.append(Relation(element.get("Id", ""), kind, target.lstrip("/")))
        return tuple(found)

    def core_title(self) -> str:
        """The title in the file's properties; often empty."""
        for relation in self.relations(""):
            if relation.kind == "core-properties":
                root = self.xml(relation.target)
                titles = descendants(root, "title") if root is not None else ()
                return next((title.text or "" for title in titles), "")
        return ""


def _fault(error: etree.XMLSyntaxError) -> Exception:
    return MemoryError() if error.code == _XML_NO_MEMORY else NoteUnreadable("broken")


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str | None:
    """The value of an attribute by its local name."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *names: str) -> Element | None:
    """The element found by going down `names`, first match each time."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """Every element below with one of these local names, in document order."""
    yield from element.iter(*(f"{{*}}{name}" for name in names))


def is_on(element: Element | None) -> bool:
    """A switch such as <w:vanish/>: on when it is there and does not say otherwise."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off", "none")


def choice(element: Element) -> Iterator[Element]:
    """The readings of <mc:AlternateContent> to be written: the first, and any other that says
    something else (the same words twice would double every text box)."""
    seen: set[str] = set()
    for reading in element:
        words = "".join(text.text or "" for text in descendants(reading, "t", "delText"))
        if words not in seen:
            seen.add(words)
            yield reading


def write_pictures(draft: Draft, element: Element) -> None:
    """The descriptions of pictures and shapes below `element` (docPr, cNvPr)."""
    for picture in descendants(element, "docPr", "cNvPr"):
        words = (attribute(picture, "descr") or "").strip()
        if words and not _FILE_NAME.fullmatch(words):
            with draft.place("part", "alt text"):
                draft.line(words)


def write_drawn(draft: Draft, package: Package, name: str) -> None:
    """The words of charts and diagrams that part `name` points at."""
    for relation in package.relations(name):
        label = {"chart": "chart", "chartEx": "chart", "diagramData": "diagram"}.get(relation.kind)
        root = package.xml(relation.target) if label else None
        if label is None or root is None:
            continue
        with draft.place("part", label):
            for paragraph in descendants(root, "p", "ser"):
                words = [text.text or "" for text in descendants(paragraph, "t", "v")]
                draft.line((" | " if local(paragraph) == "ser" else "").join(words))

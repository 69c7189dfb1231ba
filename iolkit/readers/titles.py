"""A title for a note that has none, so that a person knows it again in a list.

In this order: its first heading, a first line that reads like a title, the name of the file, the
beginning of the text. Nothing here judges what is secret: a title is masked like the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from iolkit.readers.draft import Place

_MOST = 100
"""Code points of a title that was made from text."""
_NEAR = 2_000
"""Code points from the start within which a heading is that of the note."""
_MARKED = re.compile(r"[ ]{0,3}#{1,3}[ \t]+(\S.*?)[ \t#]*")
_DRESS = re.compile(r"^[\s>*_#|~`=+\-–—•]+|[\s*_|~`=+\-–—]+$|\*\*|__|`")
_FACT = re.compile(r"[^\W\d][\w /.-]{0,40}?[*_]*:(?:\s|\Z)|\W*\d[\d.:/ -]*\Z")
_SENTENCE = re.compile(r"[.!?;,:…]\Z")
_SAYS_NOTHING = """
    unnamed untitled unbenannt notiz notizen note notes dokument document text scan datei file
    neu neue neues new mail email nachricht message protokoll minutes kopie copy img doc docx
    transcript transkript präsentation presentation mappe tabelle book von of eingefügte pasted
"""
"""Words of file names by which nobody knows a note again."""


def title_of(text: str, places: Sequence[Place], name: str) -> str:
    """A title from the text or from `name` (with its suffix); "" only when neither has words."""
    return (
        _heading(text, places)
        or _marked(text)
        or _first_line(text)
        or _from_name(name)
        or _beginning(text)
    )


def _heading(text: str, places: Sequence[Place]) -> str:
    for place in places:
        if place.kind == "heading" and place.start < _NEAR:
            return _plain(text[place.start : place.end].lstrip().partition("\n")[0])
    return ""


def _marked(text: str) -> str:
    """The first Markdown heading near the start."""
    for line in text[:_NEAR].splitlines():
        found = _MARKED.fullmatch(line)
        if found and (title := _plain(found[1])):
            return title
    return ""


def _first_line(text: str) -> str:
    """The first line when it reads like a title: short, no sentence, no fact, no row of a table."""
    line = next((line for line in text[:_NEAR].splitlines() if line.strip()), "")
    title = _plain(line)
    if len(title) > _MOST or " | " in line or _FACT.match(title) or _SENTENCE.search(title):
        return ""
    return title


def _from_name(name: str) -> str:
    stem = re.sub(r"\.[A-Za-z0-9]{1,8}\Z", "", name)
    words = " ".join(re.sub(r"_+|(?<=[^\W\d])-(?=[^\W\d])|%20", " ", stem).split())
    telling = [
        word
        for word in re.findall(r"[^\W\d]{3,}", words.casefold())
        if word not in _SAYS_NOTHING.split()
    ]
    return words[:_MOST].strip() if telling else ""


def _beginning(text: str) -> str:
    words = _plain(" ".join(text[:_NEAR].split())) if text.strip() else ""
    if len(words) <= _MOST:
        return words
    return words[:_MOST].rpartition(" ")[0].rstrip(" ,;:-–") + " …"


def _plain(line: str) -> str:
    """A line without the marks around it; "" when no letter is left."""
    words = " ".join(_DRESS.sub("", line).split())
    return words if any(char.isalpha() for char in words) else ""

"""A file -> a Note: pre-check, text with places, session facts, language, id.

The one promise: for any bytes under any name the answer is a Note or NoteUnreadable with a key that
says what is wrong and what to do next.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Literal, cast

from iolkit.errors import NoteUnreadable
from iolkit.language import detect
from iolkit.readers import child, facts, names, precheck, text, titles
from iolkit.readers.draft import Extract, Place
from iolkit.readers.limits import SHIPPED, Limits
from iolkit.records import Locator, Note, Session, Span, note_id

SUFFIXES = precheck.SUFFIXES
"""The suffixes that can be read, with their dots, lower case."""

_LANGUAGE_SAMPLE = 150_000
"""Code points. Notes are far shorter; a whole book would take seconds to tell its language."""


def readable(name: str) -> bool:
    """Whether a file of this name is of a kind that can be read; nothing is opened."""
    return names.suffix_of(names.display_name(name)) in SUFFIXES


def read_file(path: Path, *, name: str | None = None, session: Session | None = None) -> Note:
    """The note in the file at `path`, shown under `name` (default: the file's own name).

    `session` holds facts that a person gave; they win over facts found in the file.
    Raises NoteUnreadable.
    """
    return read_bytes(name if name is not None else path.name, bytes_of(path), session=session)


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, no more of them than a note may have and one. Raises NoteUnreadable."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode) or not stat.S_ISREG(found.st_mode):
            raise NoteUnreadable("not_a_file")
        with path.open("rb") as file:
            return file.read(SHIPPED.file + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise NoteUnreadable("file_missing") from error
    except OSError as error:
        raise NoteUnreadable("no_access") from error


def read_bytes(
    name: str, data: bytes, *, session: Session | None = None, limits: Limits = SHIPPED
) -> Note:
    """The note in `data`, a file called `name`, which may cost `limits`. Raises NoteUnreadable.

    For .md and .txt `Note.text` is the file's text after its YAML front matter, unchanged except
    NFC and "\\n" line ends. Other formats give their text with places (page, slide, heading,
    time, part of a file) as locators.
    """
    shown = names.display_name(name)
    suffix = names.suffix_of(shown)
    precheck.check(suffix, data, limits)
    if suffix in precheck.PLAIN:
        extract = _plain(data, limits)
    else:
        extract = child.parse(suffix, data, limits)
    if not extract.text.strip():
        raise NoteUnreadable("no_text")
    words = facts.merged(
        extract.facts,
        facts.from_head(extract.text),
        {"date": shown, "title": titles.title_of(extract.text, extract.places, shown)},
    )
    return Note(
        id=note_id(extract.text),
        text=extract.text,
        language=facts.language_from(words) or detect(_sample(extract.text)),
        session=facts.with_given(facts.session_from(words), session),
        source=shown,
        locators=tuple(_locator(place) for place in extract.places),
    )


def _plain(data: bytes, limits: Limits) -> Extract:
    whole = text.settle(text.decode(data))
    if len(whole) > limits.text:
        raise NoteUnreadable("text_too_long", limit=limits.text)
    block, rest = text.split_front_matter(whole)
    words = facts.from_front_matter(block)
    return Extract(whole) if words is None else Extract(rest, facts=words)


def _sample(text: str) -> str:
    """Enough of a long text to tell its languages by: beginning, middle and end."""
    if len(text) <= _LANGUAGE_SAMPLE:
        return text
    third, middle = _LANGUAGE_SAMPLE // 3, len(text) // 2
    return "\n\n".join((text[:third], text[middle : middle + third], text[-third:]))


def _locator(place: Place) -> Locator:
    kind = cast(Literal["page", "slide", "sheet", "heading", "time", "part"], place.kind)
    return Locator(Span(place.start, place.end), kind, place.label)

"""How one person is written in one note: full name, surname, first name, initials, genitive."""

from __future__ import annotations

import re

from iolkit.language import fold
from iolkit.recognizers import recognise
from iolkit.records import Lists, Note

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


def forms_of(name: str, note: Note) -> tuple[str, ...]:
    """Every spelling by which `note` means the person `name`, longest first; () when it does not.

    A part of the name counts where a recognizer takes it for a person, so that the season stays
    when Frau Winter is meant. Another person who shares a part of the name cannot be told apart.
    """
    wanted = _words(name)
    found = {
        said
        for flag in recognise(note, Lists(people=(name,)))
        if flag.category == "person" and _means(said := flag.span.of(note.text), wanted)
    }
    return tuple(sorted(found, key=lambda form: (-len(form), form)))


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in _WORD.findall(text.replace("-\n", "")))


def _means(said: str, wanted: tuple[str, ...]) -> bool:
    """Whether each word said is a word of the name, its genitive or its initial."""
    words = _words(said)
    initials = {word[0] for word in wanted}
    return bool(words) and all(
        word in wanted or word.removesuffix("s") in wanted or (len(word) == 1 and word in initials)
        for word in words
    )

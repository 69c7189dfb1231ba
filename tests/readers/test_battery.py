"""The battery: each odd file is read rightly, or refused in plain words of both languages."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from iolkit import phrases
from iolkit.errors import NoteUnreadable
from iolkit.readers import SUFFIXES, names
from iolkit.readers.reading import read_bytes
from iolkit.records import Note

from .battery import CASES, FAMILIES, Case, missed

WALL, MEMORY = 20, 1_000_000_000
"""What any file may cost here (seconds, bytes): less than what is shipped."""


@pytest.mark.parametrize("what", CASES)
def test_file_is_read_rightly_or_refused_in_words(what: str) -> None:
    """Words of the file stand in the note where they belong, or the reason is told."""
    case = CASES[what]
    limits = replace(
        case.limits,
        wall=min(case.limits.wall, WALL),
        memory=min(case.limits.memory, MEMORY),
    )
    try:
        note = read_bytes(case.name, case.make(), limits=limits)
    except NoteUnreadable as refused:
        assert refused.key in case.refused.split("|"), refused
        for language in phrases.TONGUES:
            assert phrases.say_error(refused, language).endswith(".")
    else:
        assert not case.refused, note.text[:500]
        check(note, case)


def check(note: Note, case: Case) -> None:
    """What is expected of a file that can be read."""
    places = [(at.kind, at.label, at.span.of(note.text)) for at in note.locators]
    assert not missed(case, note.text, places)
    if case.title is not None:
        assert note.session.title == case.title
    assert note.session.title, "a note needs a title to be known by"
    assert note.source == (case.shown or case.name)


GOOD: dict[str, str] = {
    ".docx": "tracked changes", ".pptx": "slide notes", ".xlsx": "dates and numbers as shown",
    ".odt": "odt tracked changes", ".ods": "ods rows and repeats",
    ".odp": "odp slides, notes, hidden",
    ".rtf": "rtf notes and comment", ".pdf": "several pages", ".eml": "winmail alone",
    ".msg": "msg with a message", ".csv": "csv as German programs write it",
    ".vtt": "vtt with styles, notes and voices", ".srt": "srt with tags and mark",
    ".html": "tables in tables", ".htm": "signs by name", ".md": "front matter with a merge bomb",
    ".txt": "utf-16 le bare",
}  # fmt: skip


def damaged(data: bytes, seed: int) -> bytes:
    """A file with twenty bytes overwritten at random."""
    dice = random.Random(seed)
    out = bytearray(data)
    for _ in range(20):
        out[dice.randrange(len(out))] = dice.randrange(256)
    return bytes(out)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_damaged_files_are_notes_or_refused(suffix: str) -> None:
    """Bytes overwritten at random in a good file of each kind: no other exception, ever."""
    good = CASES[GOOD[suffix]].make()
    for seed in range(4):
        try:
            assert read_bytes(f"a{suffix}", damaged(good, seed)).text
        except NoteUnreadable as refused:
            assert phrases.say_error(refused, "de")


def test_nothing_local_is_read_into_a_note() -> None:
    """A file that points at the reader's own disk gets nothing from there."""
    page = b"<p>Text</p><object data='file:///etc/passwd'></object><xi:include href='/etc/passwd'/>"
    assert read_bytes("a.html", page).text == "Text"


def test_battery_is_as_large_as_promised() -> None:
    """No two cases share a name, there are many, and no kind of file is left out."""
    assert len(CASES) == sum(len(family) for family in FAMILIES) >= 200
    read = {names.suffix_of(case.name) for case in CASES.values() if not case.refused}
    assert read == set(SUFFIXES) - {".htm"}

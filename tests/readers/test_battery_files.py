"""The battery: each odd file is read rightly, or refused in plain words of both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iolkit import phrases
from iolkit.errors import NoteUnreadable
from iolkit.readers import SUFFIXES, names
from iolkit.readers.reading import read_bytes
from iolkit.records import Note

from .battery import CASES, FAMILIES, Case

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
    for words in case.says:
        assert words in note.text, note.text[:2_000]
    for words in case.silent:
        assert words not in note.text, note.text[:2_000]
    places = [(f"{at.kind} {at.label}", at.label, at.span.of(note.text)) for at in note.locators]
    for label, words in case.placed.items():
        held = [said for whole, short, said in places if label in (whole, short)]
        assert any(words in said for said in held), (note.text[:2_000], places)
    if case.title is not None:
        assert note.session.title == case.title
    assert note.session.title, "a note needs a title to be known by"
    assert note.source == (case.shown or case.name)


def test_battery_is_as_large_as_promised() -> None:
    """No two cases share a name, there are many, and no kind of file is left out."""
    assert len(CASES) == sum(len(family) for family in FAMILIES) >= 200
    read = {names.suffix_of(case.name) for case in CASES.values() if not case.refused}
    assert read == set(SUFFIXES) - {".htm"}

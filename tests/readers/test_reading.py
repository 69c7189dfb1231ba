"""A file becomes a note."""

from __future__ import annotations

import json
import os
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.errors import NoteUnreadable
from iolkit.readers import SUFFIXES, read_bytes, read_file, readable
from iolkit.records import Session, Span, note_id

from .samples import docx, paragraph

GERMAN = "Wir haben gelernt, dass die Übergabe am Freitag zu spät kommt.\n"


def test_markdown_note_keeps_its_text_and_tells_its_facts(tmp_path: Path) -> None:
    """Text after the front matter is unchanged; facts, language, id and name are set."""
    path = tmp_path / "RT 1.md"
    head = '---\ntitle: "Runder Tisch"\nlanguage: en\ndate: 2026-03-12\nown_org: "Halverde"\n---\n'
    path.write_bytes((head + "\n" + GERMAN + "  \n").encode())
    note = read_file(path)
    assert note.text == "\n" + GERMAN + "  \n"
    assert note.session == Session(
        title="Runder Tisch", held_on=date(2026, 3, 12), own_org="Halverde"
    )
    assert (note.language, note.source, note.id) == ("en", "RT 1.md", note_id(note.text))


def test_language_is_told_from_the_text_where_nobody_says() -> None:
    """Without a word on the language the text tells."""
    assert read_bytes("a.txt", GERMAN.encode()).language == "de"
    english = "We have learned that the handover on Friday comes too late for the team.\n"
    assert read_bytes("a.txt", english.encode()).language == "en"


def test_facts_a_person_gave_win() -> None:
    """A title typed by a person overrules the file's; other facts of the file stay."""
    data = b"---\ntitle: Alt\nprogramme: P\n---\nText"
    session = read_bytes("a.md", data, session=Session(title="Neu")).session
    assert (session.title, session.programme) == ("Neu", "P")


def test_name_and_day_come_from_the_given_name(tmp_path: Path) -> None:
    """The shown name replaces the file's own; a day in it is the day of the session."""
    path = tmp_path / "x.md"
    path.write_text(GERMAN, encoding="utf-8")
    note = read_file(path, name="../2026-03-05_Runder-Tisch.md")
    assert note.source == "2026-03-05_Runder-Tisch.md"
    assert note.session.held_on == date(2026, 3, 5)


def test_broken_front_matter_costs_its_facts_only() -> None:
    """The note is read, the facts stay empty."""
    note = read_bytes("a.md", b"---\ntitle: [a\n---\nText bleibt.")
    assert (note.text, note.session) == ("Text bleibt.", Session(title="Text bleibt."))


def test_paragraph_between_lines_is_text() -> None:
    """Drawn lines around a first paragraph do not make it front matter."""
    words = "---\nFazit: erst: fragen\n---\nText"
    assert read_bytes("a.md", words.encode()).text == words


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffd"))


@given(WORDS)
def test_text_after_front_matter_is_unchanged(words: str) -> None:
    """Whatever follows the front matter is the note, character by character, apart from NFC."""
    if words.strip():
        head = f"---\ntitle: {json.dumps('Ü: x')}\n---\n"
        note = read_bytes("a.md", (head + words).encode())
        assert note.text == unicodedata.normalize("NFC", words)
        assert note.session.title == "Ü: x"


def test_office_note_has_locators_inside_its_text() -> None:
    """A parsed file brings its places along as locators of the text."""
    gone = "<w:del><w:p><w:r><w:delText>x y</w:delText></w:r></w:p></w:del>"
    note = read_bytes("a.docx", docx(paragraph("Übergabe") + gone))
    assert note.text.startswith("Übergabe")
    assert all(0 <= mark.span.start <= mark.span.end <= len(note.text) for mark in note.locators)
    (deleted,) = [mark for mark in note.locators if mark.label == "deleted"]
    assert deleted.span.of(note.text) == "x y"
    assert isinstance(deleted.span, Span)


def test_readable_goes_by_the_cleaned_name() -> None:
    """Whether a file is of a readable kind is seen from its name, in any spelling."""
    assert all(readable(f"x{suffix}") for suffix in SUFFIXES)
    assert readable("Notiz.DOCX")
    assert not readable("Notiz.docx.exe")
    assert not readable("md")
    assert not readable("")


def test_missing_files_and_folders_say_so(tmp_path: Path) -> None:
    """What is no file is refused in plain words, not with an exception of the system."""
    keys = {}
    for name, path in {
        "missing": tmp_path / "x.md",
        "folder": tmp_path,
        "below a file": tmp_path / "f.md" / "x.md",
        "nul": tmp_path / "a\x00b.md",
        "too long": tmp_path / ("x" * 5_000),
    }.items():
        (tmp_path / "f.md").write_text("x", encoding="utf-8")
        with pytest.raises(NoteUnreadable) as refused:
            read_file(path)
        keys[name] = refused.value.key
    # What a name that long means differs between systems.
    assert keys.pop("too long") in ("no_access", "file_missing")
    assert keys == {
        "missing": "file_missing",
        "folder": "not_a_file",
        "below a file": "file_missing",
        "nul": "file_missing",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe named like a note would hang whoever opened it."""
    os.mkfifo(tmp_path / "x.md")
    with pytest.raises(NoteUnreadable) as refused:
        read_file(tmp_path / "x.md")
    assert refused.value.key == "not_a_file"

"""A note is stored whole or not at all, comes back as it was, and keeps what people said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iolkit.archive import Archive, SourceFile
from iolkit.errors import NoteUnreadable, NotFound, WrongUse
from iolkit.outcomes import Filters
from iolkit.records import Masked, Note, Provenance
from tests.archive.samples import (
    ENCODER,
    SESSION,
    TEXT,
    analysis,
    entries,
    entry,
    flag_on,
    numbered,
    review,
)

FILE = SourceFile.of("runde/tisch.md", b"bytes of the file")


def test_a_note_comes_back_as_it_was(archive: Archive) -> None:
    """Everything an engine said survives, to the last confidence."""
    whole = analysis()
    assert archive.notes.save(whole, entries(whole), files=[FILE])
    assert archive.notes.get(whole.note.id) == whole
    assert archive.notes.reviewed(whole.note.id).analysis == whole


def test_text_is_kept_to_the_code_point(archive: Archive) -> None:
    """Decomposed letters, emoji and Windows line ends stay, since offsets count in them."""
    text = "Cafe\u0301 \N{FAMILY} \r\n" + TEXT
    archive.notes.save(analysis(text))
    assert archive.notes.get(analysis(text).note.id).note.text == text


def test_an_unchanged_file_is_known_without_parsing(archive: Archive) -> None:
    """Name and checksum tell the note; another content or name does not."""
    whole = analysis()
    archive.notes.save(whole, files=[FILE])
    assert archive.notes.known(FILE.name, FILE.sha256) == whole.note.id
    assert archive.notes.known(FILE.name, SourceFile.of("x", b"other").sha256) is None
    assert archive.notes.known("other.md", FILE.sha256) is None


def test_the_same_text_under_another_name_is_one_note(archive: Archive) -> None:
    """Two files with one text make one note with two names."""
    whole = analysis()
    archive.notes.save(whole, files=[FILE])
    archive.notes.name(whole.note.id, SourceFile.of("copy.txt", b"another file"))
    assert len(archive.cards.find().cards) == 1
    assert archive.notes.names(whole.note.id) == ("copy.txt", FILE.name)
    assert archive.notes.find("copy.txt") == (whole.note.id,)
    with pytest.raises(NotFound):
        archive.notes.name("nowhere", FILE)


def test_nothing_of_a_note_is_there_when_storing_it_failed(archive: Archive) -> None:
    """A passage that cannot be stored takes note, analysis and words with it."""
    whole = analysis()
    broken = replace(entries(whole)[1], encoder=None)  # type: ignore[arg-type]  # NOT NULL
    with pytest.raises(Exception, match="encoder"):
        archive.notes.save(whole, [entries(whole)[0], broken], files=[FILE])
    assert not archive.notes.has(whole.note.id)
    assert archive.passages.count() == 0
    assert archive.passages.match('"rundgang"', (1, 1, 1, 1), 9, Filters()) == []
    assert archive.notes.known(FILE.name, FILE.sha256) is None
    assert archive.audit.events() == ()


def test_a_new_analysis_replaces_the_old_and_keeps_reviews(archive: Archive) -> None:
    """Reading a note again brings new flags and passages; what a person said stays on top."""
    old = analysis()
    archive.notes.save(old, entries(old))
    archive.reviews.add(review("flag", old.flags[0].id, "state", "dismissed"))
    archive.notes.refresh(old.note.id, entries(old))
    new = replace(old, flags=(*old.flags, flag_on("Nordhaven", "partner")), items=old.items[:1])
    assert not archive.notes.save(new, entries(new))
    assert archive.notes.get(old.note.id).flags == new.flags
    assert archive.notes.reviewed(old.note.id).states == {old.flags[0].id: "dismissed"}
    assert archive.notes.stale() == (old.note.id,)
    assert archive.passages.count() == 1


def test_a_note_waiting_to_be_masked_anew_is_not_searched(archive: Archive) -> None:
    """From a review until `refresh`, the note's passages are in no result."""
    whole, other = analysis(), numbered(1)
    archive.notes.save(whole, entries(whole))
    archive.notes.save(other, entries(other))
    archive.reviews.add(review("note", whole.note.id, "flag", "30:38:person:partner"))
    seen = {seq for seq, _ in archive.passages.match('"rundgang"', (1, 1, 1, 1), 9, Filters())}
    assert [p.item_id for p in archive.passages.load(sorted(seen)).values()] == [other.items[0].id]
    allowed = archive.passages.allowed(Filters())
    assert allowed is not None
    assert len(allowed) == 2
    archive.notes.refresh(whole.note.id, entries(whole), title=Masked("Runder Tisch"))
    assert archive.notes.stale() == ()
    assert archive.passages.allowed(Filters()) is None
    assert archive.cards.find().cards[1].title == "Runder Tisch"


def test_cards_tell_enough_to_choose_by(archive: Archive) -> None:
    """Newest first, counts with what a person added, corrected session facts, no text."""
    whole, other = analysis(), numbered(1)
    archive.notes.save(whole, entries(whole), title=Masked("Tisch bei [ORG_1]"))
    archive.notes.save(other, entries(other))
    archive.reviews.add(review("flag", whole.flags[0].id, "owner", "own"))
    archive.reviews.add(review("flag", whole.flags[0].id, "state", "accepted"))
    archive.reviews.add(review("item", whole.items[0].id, "kind", "method"))
    archive.reviews.add(review("note", whole.note.id, "flag", "0:6:partner:partner"))
    archive.reviews.add(review("session", whole.note.id, "programme", "Cross-Mentoring"))
    newest, oldest = archive.cards.find().cards
    assert (newest.id, newest.flags, newest.items, newest.reviewed) == (other.note.id, 2, 2, 0)
    assert (oldest.title, oldest.flags, oldest.reviewed) == ("Tisch bei [ORG_1]", 3, 3)
    assert oldest.session == replace(SESSION, programme="Cross-Mentoring")
    assert oldest.source == "runde/tisch.md"


def test_notes_are_found_by_what_people_type(archive: Archive) -> None:
    """An id, its beginning or a file name will do; two letters will not."""
    whole = analysis()
    archive.notes.save(whole, files=[FILE])
    note = whole.note.id
    assert [archive.notes.find(text) for text in (note, note[:8], FILE.name)] == [(note,)] * 3
    assert archive.notes.find(note[:2]) == ()
    assert archive.notes.find("%") == ()


def test_marks_lead_to_their_note(archive: Archive) -> None:
    """Flags, items and a person's own flags know where they belong; others are not found."""
    whole = analysis()
    archive.notes.save(whole)
    archive.reviews.add(review("note", whole.note.id, "flag", "0:6:partner:own"))
    added = archive.notes.reviewed(whole.note.id).flags[0]
    assert added.recognizer == "human"
    for mark in (whole.flags[0].id, whole.items[1].id, added.id):
        assert archive.notes.of_mark(mark) == whole.note.id
    with pytest.raises(NotFound):
        archive.notes.of_mark("0" * 16)


@pytest.mark.parametrize("verb", ["get", "reviewed", "forget"])
def test_an_unknown_note_is_named(archive: Archive, verb: str) -> None:
    """Every verb on a note that is not here says so."""
    with pytest.raises(NotFound) as said:
        getattr(archive.notes, verb)("nowhere")
    assert said.value.key == "note_unknown"


def test_a_blackened_note_cannot_be_overwritten_with_its_old_text(archive: Archive) -> None:
    """Reading the old file again does not bring a forgotten name back."""
    whole = analysis()
    archive.notes.save(whole, entries(whole))
    archive.notes.forget_person(whole.note.id, ["Hansmann"])
    with pytest.raises(WrongUse) as refused:
        archive.notes.save(whole, entries(whole))
    assert refused.value.key == "note_blackened"
    black = archive.notes.get(whole.note.id)
    assert not archive.notes.save(replace(black, made_by=Provenance("embedded", version="2")))


def test_text_that_no_file_can_hold_is_refused(archive: Archive) -> None:
    """Half a surrogate pair cannot be stored; it is named, and nothing is."""
    with pytest.raises(NoteUnreadable):
        archive.notes.save(analysis("\ud800" + TEXT))
    assert archive.cards.find().cards == ()


def test_a_note_without_items_is_a_note(archive: Archive) -> None:
    """Nothing found is a finding too."""
    bare = replace(analysis(), items=(), flags=(), assessments=())
    archive.notes.save(bare)
    assert archive.notes.get(bare.note.id) == bare
    assert isinstance(archive.notes.get(bare.note.id).note, Note)
    assert archive.vectors.snapshot(ENCODER).matrix.size == 0


def test_saving_twice_does_not_double_anything(archive: Archive) -> None:
    """The same note again is the same rows."""
    whole = analysis()
    assert archive.notes.save(whole, [entry("a", "rundgang")], files=[FILE])
    assert not archive.notes.save(whole, [entry("a", "rundgang")], files=[FILE])
    assert archive.passages.count() == 1
    assert len(archive.passages.match('"rundgang"', (1, 1, 1, 1), 9, Filters())) == 1

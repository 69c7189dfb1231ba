"""What is forgotten is in no file any more, and does not come back."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from iolkit.archive import Archive, SourceFile
from iolkit.outcomes import Added, Filters, Upload
from iolkit.records import Masked, Review
from tests.archive.samples import TEXT, analysis, entries, entry, numbered, review, span_of

MARKER = "Falkensteiner"
MARKED = TEXT.replace("Hansmann", f"Hansmann und {MARKER}")


def _bytes_with(folder: Path, word: str) -> list[str]:
    """The files that hold a word in any spelling of case."""
    needle = word.lower().encode()
    files = (file for file in folder.rglob("*") if file.is_file())
    return [file.name for file in files if needle in file.read_bytes().lower()]


def _fill(archive: Archive) -> str:
    """Twenty notes, one of them with the marker wherever text can stand; its id."""
    for number in range(20):
        archive.notes.save(numbered(number), entries(numbered(number)))
    whole = analysis(MARKED, f"{MARKER}.md")
    passage = entry("marked", f"{MARKER} {MARKED}", {"source": f"{MARKER}.md"})
    files = [SourceFile.of(f"{MARKER}.md", b"x")]
    archive.notes.save(whole, [*entries(whole), passage], files=files, title=Masked(MARKER))
    said = Review("session", whole.note.id, "participants", MARKER, "ana", "now", reason=MARKER)
    archive.reviews.add(said)
    job = archive.jobs.submit([Upload(f"{MARKER}.md", MARKED.encode())])
    archive.jobs.claim()
    archive.jobs.record(job, 0, Added(f"{MARKER}.md", "added", whole.note.id))
    archive.jobs.finish(job)
    return whole.note.id


def test_no_byte_of_a_forgotten_note_stays(archive: Archive, folder: Path) -> None:
    """Right after forgetting, with the archive still open, the word is in no file."""
    note = _fill(archive)
    assert _bytes_with(folder, MARKER)
    archive.notes.forget(note)
    assert _bytes_with(folder, MARKER) == []
    assert not archive.notes.has(note)
    assert archive.passages.count() == 40
    assert archive.passages.match(f'"{MARKER.lower()}"', (1, 1, 1, 1), 9, Filters()) == []
    assert all(finding.state == "well" for finding in archive.upkeep.check())


def test_a_forgotten_note_may_be_added_again(archive: Archive) -> None:
    """Forgetting is no ban: the person may bring the note back."""
    whole = analysis()
    archive.notes.save(whole)
    archive.notes.forget(whole.note.id)
    assert archive.notes.save(whole)
    assert archive.notes.reviewed(whole.note.id).analysis == whole


def test_no_byte_of_a_forgotten_person_stays(archive: Archive, folder: Path) -> None:
    """The name is gone from text, session, summary, reviews, titles, file names and jobs."""
    note = _fill(archive)
    assert archive.notes.forget_person(note, [f"Petra {MARKER}", MARKER])
    assert _bytes_with(folder, MARKER) == []
    black = archive.notes.reviewed(note).analysis
    assert len(black.note.text) == len(MARKED)
    assert black.note.session.participants == ("█" * len(MARKER),)
    assert archive.notes.stale() == (note,)
    assert archive.notes.known(f"{MARKER}.md", SourceFile.of("", b"x").sha256) is None
    assert all(finding.state == "well" for finding in archive.upkeep.check())


def test_offsets_stay_true_after_forgetting_a_person(archive: Archive) -> None:
    """Flags, items and evidence still cover what they covered."""
    whole = analysis()
    archive.notes.save(whole, entries(whole))
    archive.notes.forget_person(whole.note.id, ["Hansmann"])
    black = archive.notes.get(whole.note.id)
    assert black.flags[1].span.of(black.note.text) == "480.000 Euro"
    assert black.items == whole.items
    assert black.items[0].span.of(black.note.text) == "Schichtübergabe immer mit Rundgang"
    assert span_of("Hansmann").of(black.note.text) == "█" * 8
    assert black.summary.sentences[0].text == "████████ übergibt mit Rundgang."


@pytest.mark.parametrize(
    ("form", "text", "black"),
    [
        ("Petra Hansmann", "mit Petra\n  Hansmann da", "mit █████\n  ████████ da"),
        ("HANSMANN", "bei hansmann", "bei ████████"),
        ("Jürgen", unicodedata.normalize("NFD", "für Jürgen"), "für ███████"),
        ("Ann", "Annahme bei Ann", "Annahme bei ███"),
        ("A.B.", "laut A.B. gut", "laut ████ gut"),
        ("  ", "nichts davon", "nichts davon"),
    ],
)
def test_names_are_found_as_people_write_them(
    archive: Archive, form: str, text: str, black: str
) -> None:
    """Over line breaks, in any case, composed or not; never inside another word."""
    whole = analysis(f"{text}\n{TEXT}")
    archive.notes.save(whole)
    assert archive.notes.forget_person(whole.note.id, [form]) is (form.strip() != "")
    got = archive.notes.get(whole.note.id).note.text.split("\n" + TEXT[:5])[0]
    assert unicodedata.normalize("NFC", got) == unicodedata.normalize("NFC", black)


def test_a_name_that_is_not_there_changes_nothing(archive: Archive) -> None:
    """No row is touched, and the note stays searchable."""
    whole = analysis()
    archive.notes.save(whole, entries(whole))
    assert not archive.notes.forget_person(whole.note.id, ["Nirgendwer"])
    assert archive.notes.stale() == ()
    assert archive.notes.get(whole.note.id) == whole


def test_reviews_of_a_blackened_note_still_hold(archive: Archive) -> None:
    """Anchors are blackened too and still fit."""
    whole = analysis()
    archive.notes.save(whole)
    archive.reviews.add(review("flag", whole.flags[0].id, "owner", "third"))
    archive.notes.forget_person(whole.note.id, ["Hansmann"])
    seen = archive.notes.reviewed(whole.note.id).flags[0]
    assert (seen.owner, seen.why.values["word"]) == ("third", "█" * 8)

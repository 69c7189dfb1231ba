"""What people added when they were asked: kept, taken back, blackened, and found at its item."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from iolkit.archive import Archive
from iolkit.archive.supplements import placed
from iolkit.errors import ArchiveDamaged, NotFound
from iolkit.outcomes import Reviewed, Supplement
from iolkit.records import Analysis, Flag, Reason, Span, mark_id, note_id
from tests.archive.samples import analysis, entries, numbered, review, span_of

ANSWER = "Frau Hansmann zählte 12 Störungen weniger."


def answer(of: Analysis, what: str = "why", text: str = ANSWER, **more: object) -> Supplement:
    """An answer about the first item."""
    item, span = of.items[0], Span(5, 13)
    why = Reason("name", {})
    flag = Flag(
        mark_id(note_id(text), span, "person"), span, "person", "S6", "own", None, 0.9, "names", why
    )
    told = Supplement(
        item.id, item.span, "slot", what, text, (flag,) if text else (), "ana", "2026-03-13"
    )
    return replace(told, **more)  # type: ignore[arg-type]  # whatever the test changes


@pytest.fixture
def whole(archive: Archive) -> Analysis:
    """A note that is in the archive."""
    said = analysis()
    archive.notes.save(said, entries(said))
    return said


def test_an_answer_comes_back_whole(archive: Archive, whole: Analysis) -> None:
    """Words, flags, item, who and when, with the number of the turn."""
    archive.supplements.add(whole.note.id, [answer(whole)])
    assert archive.supplements.of(whole.note.id) == (answer(whole, turn=1),)
    assert all(finding.state == "well" for finding in archive.upkeep.check())


def test_an_answer_fills_its_slot(archive: Archive, whole: Analysis) -> None:
    """The reviewed note counts it in clarity and asks no more; the engine's word stays."""
    archive.supplements.add(whole.note.id, [answer(whole)])
    seen = archive.notes.reviewed(whole.note.id)
    assert (seen.analysis.assessments[0].clarity, seen.analysis.assessments[0].missing) == (4, ())
    assert seen.analysis.assessments[1].missing == ("why",)
    assert archive.notes.get(whole.note.id).assessments[0].clarity == 3
    assert [each.text for each in seen.added(whole.items[0].id)] == [ANSWER]
    assert seen.added(whole.items[1].id) == ()


def test_the_newest_answer_counts(archive: Archive, whole: Analysis) -> None:
    """Asked again, the last word is the one that is shown."""
    archive.supplements.add(whole.note.id, [answer(whole)])
    archive.supplements.add(whole.note.id, [answer(whole, text="Anders.", flags=())])
    seen = archive.notes.reviewed(whole.note.id)
    assert [each.text for each in seen.added(whole.items[0].id)] == ["Anders."]


def test_words_make_the_note_stale_and_a_skip_does_not(archive: Archive, whole: Analysis) -> None:
    """Passages have to be made anew where something is to be found."""
    skip = answer(whole, text="", skipped=True)
    archive.supplements.add(whole.note.id, [skip])
    assert archive.notes.stale() == ()
    assert archive.notes.reviewed(whole.note.id).analysis == archive.notes.get(whole.note.id)
    archive.supplements.add(whole.note.id, [answer(whole)])
    assert archive.notes.stale() == (whole.note.id,)
    archive.notes.refresh(whole.note.id, entries(whole))
    archive.notes.save(whole, entries(whole))
    assert archive.notes.stale() == (whole.note.id,)


def test_taking_back_takes_out_the_last_turn(
    archive: Archive, whole: Analysis, folder: Path
) -> None:
    """All that was said at once goes, what was said before stays, and no byte of it is left."""
    both = [answer(whole, "context", "MERKWORT"), answer(whole, "goal", "MERKWORT")]
    archive.supplements.add(whole.note.id, [answer(whole)])
    archive.supplements.add(whole.note.id, both)
    gone = archive.supplements.take_back(whole.note.id, by="ana")
    assert [each.what for each in gone] == ["context", "goal"]
    assert [each.what for each in archive.supplements.of(whole.note.id)] == ["why"]
    assert not any(b"MERKWORT" in file.read_bytes() for file in folder.iterdir() if file.is_file())
    archive.supplements.take_back(whole.note.id)
    assert archive.supplements.take_back(whole.note.id) == ()


def test_an_unknown_note_is_refused(archive: Archive, whole: Analysis) -> None:
    """Nothing is stored for a note that is not here."""
    with pytest.raises(NotFound):
        archive.supplements.add("f" * 64, [answer(whole)])


def test_a_forgotten_note_takes_its_answers_along(archive: Archive, whole: Analysis) -> None:
    """They hang on the note."""
    archive.supplements.add(whole.note.id, [answer(whole)])
    archive.notes.forget(whole.note.id)
    assert archive.supplements.of(whole.note.id) == ()


def test_a_forgotten_person_is_black_in_answers(archive: Archive, whole: Analysis) -> None:
    """The name goes, lengths stay, and the seal fits."""
    archive.supplements.add(whole.note.id, [answer(whole)])
    archive.notes.forget_person(whole.note.id, ["Hansmann"])
    (black,) = archive.supplements.of(whole.note.id)
    assert black.text == ANSWER.replace("Hansmann", "█" * 8)
    assert black.flags[0].span.of(black.text) == "█" * 8
    assert all(finding.state == "well" for finding in archive.upkeep.check())


def test_answers_are_in_a_backup(archive: Archive, whole: Analysis, tmp_path: Path) -> None:
    """What was said before the backup is there after it was brought back."""
    archive.supplements.add(whole.note.id, [answer(whole)])
    archive.upkeep.backup(tmp_path / "b.backup")
    archive.supplements.take_back(whole.note.id)
    archive.upkeep.restore(tmp_path / "b.backup")
    assert [each.text for each in archive.supplements.of(whole.note.id)] == [ANSWER]


def test_a_changed_row_is_noticed(archive: Archive, whole: Analysis) -> None:
    """The doctor compares the seal, and what cannot be read is no answer."""
    archive.supplements.add(whole.note.id, [answer(whole)])
    with archive._database.write() as connection:
        connection.execute("UPDATE supplements SET flags = 'x'")
    assert any(finding.state == "person" for finding in archive.upkeep.check())
    with pytest.raises(ArchiveDamaged):
        archive.supplements.of(whole.note.id)


def test_an_answer_follows_its_item(whole: Analysis) -> None:
    """Where a new analysis drew other borders, it belongs to the item that has most of the text."""
    first, second = whole.items
    gone = answer(whole, item_id="gone", anchor=Span(second.span.start + 2, second.span.end))
    lost = answer(whole, item_id="lost", anchor=span_of("480.000"))
    seen = placed(Reviewed(whole), [answer(whole), gone, lost])
    assert [each.item_id for each in seen.supplements] == [first.id, second.id, "lost"]


def test_the_newest_note_with_gaps_is_named_until_somebody_was_asked(archive: Archive) -> None:
    """A note whose items leave two slots open is worth a debrief, one that leaves one is not."""
    first, full = numbered(1), numbered(2)
    wide = tuple(replace(a, missing=("why", "goal")) for a in first.assessments)
    first = replace(first, assessments=wide)
    archive.notes.save(full, entries(full))
    assert archive.supplements.next_gap() is None
    archive.notes.save(first, entries(first))
    assert archive.supplements.next_gap() == first.note.id
    archive.supplements.add(first.note.id, [answer(first, text="", skipped=True)])
    assert archive.supplements.next_gap() is None


def test_a_level_stays_beside_an_answer(archive: Archive, whole: Analysis) -> None:
    """Reviews of ratings and answers to slots count together."""
    archive.supplements.add(whole.note.id, [answer(whole)])
    archive.reviews.add(review("rating", f"{whole.items[0].id}:complex", "level", "5"))
    seen = archive.notes.reviewed(whole.note.id).analysis.assessments
    changed = next(each for each in seen if each.item_id == whole.items[0].id)
    assert (changed.clarity, {r.dimension: r.level for r in changed.ratings}["complex"]) == (4, 5)

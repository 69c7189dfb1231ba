"""Ratings of an earlier rubric: kept with their version, gone with the note."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from iolkit.archive import Archive
from iolkit.errors import NotFound
from iolkit.records import Assessment, Review
from tests.archive.samples import analysis, entries


def anew(assessment: Assessment, version: str) -> Assessment:
    """The assessment as another rubric would make it."""
    levels = tuple(replace(each, level=2) for each in assessment.ratings)
    return replace(assessment, ratings=levels, score=77, rubric=version)


def test_old_ratings_are_kept_and_new_ones_count(archive: Archive) -> None:
    """Twice rated anew: both old states in order, the newest in place, a person's level on top."""
    whole = analysis()
    archive.notes.save(whole, entries(whole))
    note, old = whole.note.id, whole.assessments
    item = old[0].item_id
    archive.reviews.add(Review("rating", f"{item}:systemic", "level", "5", "Ute", "t"))
    archive.earlier.replace(note, [anew(each, "2") for each in old])
    archive.earlier.replace(note, [anew(each, "3") for each in old])
    first, second = archive.earlier.of(note, item)
    assert (first.ratings, first.score, first.version) == (
        old[0].ratings,
        old[0].score,
        old[0].rubric,
    )
    assert (second.version, second.score) == ("2", 77)
    assert first.until and second.until >= first.until
    stands = next(a for a in archive.notes.reviewed(note).analysis.assessments if a.item_id == item)
    levels = {each.dimension: each.level for each in stands.ratings}
    assert levels["systemic"] == 5
    assert {level for dimension, level in levels.items() if dimension != "systemic"} == {2}
    assert note in archive.notes.stale()


def test_what_is_outdated(archive: Archive) -> None:
    """Notes rated with another version; those from before versions count as the first."""
    whole = analysis()
    archive.notes.save(whole, entries(whole))
    archive.earlier.replace(whole.note.id, [replace(a, rubric="2") for a in whole.assessments])
    assert archive.earlier.outdated("2") == ()
    assert archive.earlier.outdated("3") == (whole.note.id,)


def test_they_go_with_the_note(archive: Archive, folder: Path) -> None:
    """No earlier rating is left of a forgotten note."""
    whole = analysis()
    archive.notes.save(whole, entries(whole))
    archive.earlier.replace(whole.note.id, [anew(each, "2") for each in whole.assessments])
    archive.notes.forget(whole.note.id)
    assert archive.earlier.of(whole.note.id, whole.assessments[0].item_id) == ()
    item = whole.assessments[0].item_id.encode()
    assert not any(item in file.read_bytes() for file in folder.iterdir())


def test_a_note_that_is_not_there(archive: Archive) -> None:
    """Nothing is rated anew of it, and nothing stored."""
    with pytest.raises(NotFound):
        archive.earlier.replace("0" * 64, [])

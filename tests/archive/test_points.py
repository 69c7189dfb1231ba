"""Items in figures follow the analyses and every word of a person that changes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from iolkit.archive import Archive
from iolkit.errors import ArchiveDamaged
from iolkit.outcomes import Filters, Supplement
from iolkit.records import DIMENSIONS
from tests.archive.samples import TEXT, analysis, entries, numbered, review, span_of


def added(archive: Archive, number: int = 0) -> tuple[str, ...]:
    """A note with two items; their ids."""
    whole = numbered(number) if number else analysis()
    archive.notes.save(whole, entries(whole))
    return tuple(item.id for item in whole.items)


def masked_anew(archive: Archive) -> None:
    """What waits is made anew, as after a review."""
    for note_id in archive.notes.stale():
        reviewed = archive.notes.reviewed(note_id)
        kept = replace(reviewed.analysis, items=reviewed.items)
        archive.notes.refresh(note_id, entries(kept))


def test_an_item_in_figures_is_the_engines_word(archive: Archive) -> None:
    """Score, range, levels and clarity as analysed; kind, programme and day from the passage."""
    ids = added(archive)
    points = archive.points.find(Filters())
    assert [point.item_id for point in points] == list(ids)
    assert points[0].levels == dict.fromkeys(DIMENSIONS, 2)
    assert (points[0].score, points[0].low, points[0].high, points[0].band) == (75, 75, 75, "A")
    assert (points[0].clarity, points[0].kind, points[0].programme) == (
        3,
        "practice",
        "Lernallianz",
    )
    assert points[0].held_on == date(2026, 3, 12)
    assert points[0].year == 2026


def test_a_persons_level_counts_and_can_be_taken_back(archive: Archive) -> None:
    """The score is worked out anew with it, for this item alone."""
    first, second = added(archive)
    archive.reviews.add(review("rating", f"{first}:systemic", "level", "5"))
    assert archive.points.find(Filters()) == ()
    masked_anew(archive)
    by_id = {point.item_id: point for point in archive.points.find(Filters())}
    assert by_id[first].levels["systemic"] == 5
    assert by_id[first].score != 75
    assert by_id[second].score == 75
    note_id = archive.notes.of_mark(first)
    archive.reviews.undo(note_id)
    masked_anew(archive)
    assert {point.levels["systemic"] for point in archive.points.find(Filters())} == {2}


def test_what_a_person_added_counts_as_told(archive: Archive) -> None:
    """An answered slot is one more; a skipped question is none."""
    first, second = added(archive)
    note_id = archive.notes.of_mark(first)
    where = span_of("Schichtübergabe immer mit Rundgang", TEXT)
    answer = Supplement(first, where, "slot", "why", "Weil sonst die Hälfte fehlt.", (), "ana", "")
    archive.supplements.add(note_id, [answer])
    archive.supplements.add(note_id, [replace(answer, item_id=second, text="", skipped=True)])
    masked_anew(archive)
    clarity = {point.item_id: point.clarity for point in archive.points.find(Filters())}
    assert clarity == {first: 4, second: 3}


def test_a_dismissed_item_is_on_no_map(archive: Archive) -> None:
    """Nor one whose note waits to be masked anew."""
    first, second = added(archive)
    archive.reviews.add(review("item", first, "state", "dismissed"))
    assert archive.points.find(Filters()) == ()
    masked_anew(archive)
    assert [point.item_id for point in archive.points.find(Filters())] == [second]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(), 4),
        (Filters(programme="Lernallianz"), 4),
        (Filters(programme="Andere"), 0),
        (Filters(since=date(2026, 3, 13)), 0),
        (Filters(kind="practice", until=date(2026, 3, 12)), 4),
    ],
)
def test_filters_narrow_as_in_a_search(archive: Archive, filters: Filters, count: int) -> None:
    """The same filters, the same items."""
    added(archive)
    added(archive, 1)
    assert len(archive.points.find(filters)) == count


def test_an_item_without_an_assessment_has_no_figures(archive: Archive) -> None:
    """It is there all the same."""
    whole = replace(analysis(), assessments=())
    archive.notes.save(whole, entries(whole))
    point, _ = archive.points.find(Filters())
    assert (point.score, point.band, point.clarity) == (None, None, 0)
    assert set(point.levels.values()) == {None}


def test_a_damaged_row_is_told(archive: Archive) -> None:
    """Figures that cannot be read are not left out in silence."""
    added(archive)
    with archive._database.write() as connection:
        connection.execute("UPDATE analyses SET assessments = '[{]'")
    with pytest.raises(ArchiveDamaged, match="row_damaged"):
        archive.points.find(Filters())

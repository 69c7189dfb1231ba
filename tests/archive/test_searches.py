"""Saved searches come back as they were saved, know what is new, and leave no trace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iolkit.archive import Archive
from iolkit.archive.connection import connect
from iolkit.archive.searches import LONGEST_NAME, MOST
from iolkit.errors import ArchiveDamaged, NotFound, WrongUse
from iolkit.outcomes import Filters
from tests.archive.samples import analysis, entries, numbered

NARROW = Filters(
    programme="Lernverbund", since=date(2025, 1, 1), reviewed=True, note_ids=("a", "b")
)


def test_a_search_comes_back_as_it_was_saved(archive: Archive) -> None:
    """Name on one line, words and every filter; those left alone are left alone."""
    first = archive.searches.add("  Übergabe \n im Team ", "wie bleibt Wissen", NARROW)
    second = archive.searches.add("x" * 200, "q", Filters())
    kept, other = archive.searches.all()
    assert (kept.id, kept.name, kept.query, kept.filters) == (
        first, "Übergabe im Team", "wie bleibt Wissen", NARROW,
    )  # fmt: skip
    assert (other.id, len(other.name), other.filters) == (second, LONGEST_NAME, Filters())
    assert kept.fresh == ()


def test_a_name_is_needed_and_given_once(archive: Archive) -> None:
    """Without a name a search could not be found again, and two of one name not told apart."""
    number = archive.searches.add("Übergabe", "a", Filters())
    other = archive.searches.add("Anderes", "b", Filters())
    for name, key in ((" \n", "search_unnamed"), ("übergabe", "search_name_taken")):
        with pytest.raises(WrongUse) as refused:
            archive.searches.add(name, "c", Filters())
        assert refused.value.key == key
        with pytest.raises(WrongUse):
            archive.searches.rename(other, name)
    archive.searches.rename(number, "ÜBERGABE")
    assert [each.name for each in archive.searches.all()] == ["ÜBERGABE", "Anderes"]


def test_there_is_an_end_to_them(archive: Archive) -> None:
    """No more are kept than can be looked through."""
    for n in range(MOST):
        archive.searches.add(f"n{n}", "q", Filters())
    with pytest.raises(WrongUse) as refused:
        archive.searches.add("one more", "q", Filters())
    assert refused.value.key == "searches_full"


def test_new_is_what_came_after_the_last_look(archive: Archive) -> None:
    """By running numbers: what is here when it is saved is not new, nor what was looked at."""
    archive.notes.save(numbered(1), ())
    number = archive.searches.add("n", "q", Filters())
    assert archive.searches.new_notes(number) == frozenset()
    archive.notes.save(numbered(2), ())
    archive.notes.save(numbered(3), ())
    assert archive.searches.new_notes(number) == {numbered(2).note.id, numbered(3).note.id}
    archive.searches.look(number, archive.searches.newest())
    assert archive.searches.new_notes(number) == frozenset()


def test_a_review_makes_nothing_new(archive: Archive) -> None:
    """Passages made anew, and a note analysed again, are still what was looked at."""
    whole = analysis()
    archive.notes.save(whole, entries(whole))
    number = archive.searches.add("n", "q", Filters())
    archive.notes.refresh(whole.note.id, entries(whole))
    archive.notes.save(whole, entries(whole))
    assert archive.searches.new_notes(number) == frozenset()


def test_a_note_after_a_forgotten_one_is_new(archive: Archive) -> None:
    """The number of a forgotten note is not given again."""
    archive.notes.save(numbered(1), ())
    number = archive.searches.add("n", "q", Filters())
    archive.notes.forget(numbered(1).note.id)
    archive.notes.save(numbered(2), ())
    assert archive.searches.new_notes(number) == {numbered(2).note.id}


def test_what_is_removed_is_gone_from_the_files(archive: Archive) -> None:
    """No byte of its words stays, in the file or in its log."""
    number = archive.searches.add("Frage zu Falkenstein", "was sagte Falkenstein", Filters())
    assert archive.searches.remove([number, 99]) == 1
    assert archive.searches.all() == ()
    for file in archive.folder.iterdir():
        assert b"Falkenstein" not in file.read_bytes(), file.name


def test_a_search_that_is_gone_is_named(archive: Archive) -> None:
    """Another visitor may have removed it."""
    searches = archive.searches
    for call in (lambda: searches.look(7, 0), lambda: searches.rename(7, "n")):
        with pytest.raises(NotFound) as missing:
            call()
        assert missing.value.key == "search_unknown"
    assert archive.searches.new_notes(7) == frozenset()


def test_a_backup_holds_them(archive: Archive, tmp_path: Path) -> None:
    """Restoring brings them back with what is new for them."""
    number = archive.searches.add("n", "q", NARROW)
    archive.notes.save(numbered(1), ())
    archive.upkeep.backup(tmp_path / "b")
    kept = archive.searches.all()
    archive.searches.remove([number])
    archive.upkeep.restore(tmp_path / "b")
    assert archive.searches.all() == kept
    assert archive.searches.new_notes(number) == {numbered(1).note.id}


def test_a_backup_from_before_them_is_whole(archive: Archive, tmp_path: Path) -> None:
    """An older version had fewer tables, which is no damage."""
    archive.notes.save(numbered(1), ())
    archive.upkeep.backup(tmp_path / "old")
    connection = connect(tmp_path / "old")
    for table in (
        "searches",
        "replies",
        "egress",
        "remarks",
        "supplements",
        "profiles",
        "earlier_ratings",
        "coming",
    ):
        connection.execute(f"DROP TABLE {table}")
    for column in ("engine", "spent"):
        connection.execute(f"ALTER TABLE jobs DROP COLUMN {column}")
    connection.execute("PRAGMA user_version = 5")
    connection.close()
    archive.upkeep.restore(tmp_path / "old")
    assert archive.searches.all() == ()
    assert archive.notes.has(numbered(1).note.id)


def test_a_damaged_row_is_named(archive: Archive) -> None:
    """The doctor finds a row that was meddled with, and reading one says which."""
    number = archive.searches.add("n", "q", NARROW)
    connection = connect(archive.folder / "archive.sqlite")
    connection.execute("UPDATE searches SET filters = '{\"x\": 1}'")
    connection.close()
    with pytest.raises(ArchiveDamaged) as damaged:
        archive.searches.all()
    assert damaged.value.values == {"table": "searches", "row": str(number)}
    assert "person" in [each.state for each in archive.upkeep.check()]

"""Answers are remembered exactly as long as they hold."""

from __future__ import annotations

from iolkit.archive import Archive, state
from iolkit.archive.connection import Database
from iolkit.archive.memory import KEPT, Memory
from tests.archive.samples import analysis, entries


def test_a_question_is_answered_once_until_something_changes(archive: Archive) -> None:
    """Asked twice, looked for once; after a change it is looked for again."""
    database = Database(archive.folder)
    memory = Memory(database, state.last_change)
    asked: list[str] = []

    def count(connection) -> int:
        asked.append("count")
        return connection.execute("SELECT count(*) FROM passages").fetchone()[0]

    assert [memory.once("count", count), memory.once("count", count)] == [0, 0]
    assert asked == ["count"]
    whole = analysis()
    archive.notes.save(whole, entries(whole))
    assert memory.once("count", count) == len(entries(whole))
    database.close()


def test_not_everything_is_kept_for_ever(archive: Archive) -> None:
    """However many different things are asked, no more than a few dozen answers are held."""
    database = Database(archive.folder)
    memory = Memory(database, lambda connection: 1)
    for n in range(3 * KEPT):
        assert memory.once(n, lambda connection, n=n: n) == n
        assert len(memory._known[1]) <= KEPT
    database.close()


def test_facets_follow_every_change(archive: Archive) -> None:
    """A value that comes or goes by any path is on offer, or is no longer."""
    whole = analysis()
    assert archive.passages.facets()["kind"] == ()
    archive.notes.save(whole, entries(whole))
    there = archive.passages.facets()
    assert there["kind"]
    assert archive.passages.facets() is there
    archive.notes.forget(whole.note.id)
    assert archive.passages.facets()["kind"] == ()

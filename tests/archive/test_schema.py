"""Archives move forward step by step, and never stand between two versions."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from iolkit.archive import Archive, schema
from iolkit.archive.connection import connect
from iolkit.errors import ArchiveDamaged
from tests.archive.samples import analysis, entries

LATER = (
    ("CREATE TABLE later (a TEXT)", "INSERT INTO later VALUES ('x')"),
    ("ALTER TABLE later ADD COLUMN b TEXT",),
)


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}


@pytest.mark.parametrize("start", range(len(schema.STEPS) + 1))
def test_every_older_version_reaches_the_newest(tmp_path: Path, start: int) -> None:
    """From each version the steps lead to the same tables as from nothing."""
    whole = connect(tmp_path / "whole.sqlite")
    old = connect(tmp_path / "old.sqlite")
    schema.migrate(whole, (*schema.STEPS, *LATER))
    schema.migrate(old, schema.STEPS[:start])
    assert schema.version(old) == start
    assert schema.migrate(old, (*schema.STEPS, *LATER)) == len(schema.STEPS) + 2
    assert _tables(old) == _tables(whole)
    whole.close()
    old.close()


def test_a_failing_step_leaves_the_old_version(tmp_path: Path) -> None:
    """When a later statement of a step fails, the earlier ones of that step are gone too."""
    connection = connect(tmp_path / "a.sqlite")
    schema.migrate(connection)
    before = _tables(connection)
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(connection, (*schema.STEPS, ("CREATE TABLE half (a)", "no such words")))
    assert schema.version(connection) == len(schema.STEPS)
    assert _tables(connection) == before
    connection.close()


def test_an_archive_of_a_later_version_is_left_alone(folder: Path) -> None:
    """An archive of tomorrow is refused, and stays what it is."""
    Archive.open(folder).close()
    connection = connect(folder / "archive.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ArchiveDamaged) as refused:
        Archive.open(folder)
    assert refused.value.key == "archive_newer"
    connection = connect(folder / "archive.sqlite")
    assert schema.version(connection) == 99
    connection.close()


def test_marks_of_an_older_archive_are_counted(folder: Path) -> None:
    """An archive from before the table of marks shows the same figures once it is opened."""
    whole = analysis()
    with Archive.open(folder) as archive:
        archive.notes.save(whole, entries(whole))
        before = archive.cards.find()
    connection = connect(folder / "archive.sqlite")
    for statement in (
        "DROP TRIGGER analysis_kept",
        "DROP TABLE found",
        "DROP INDEX passages_counted",
        "ALTER TABLE jobs DROP COLUMN step_at",
        "ALTER TABLE jobs DROP COLUMN finished_at",
        "ALTER TABLE jobs DROP COLUMN left_s",
        "ALTER TABLE reviews DROP COLUMN step",
        "DROP TRIGGER surroundings_added",
        "DROP TABLE surroundings",
        "DROP TABLE searches",
        "DROP TABLE replies",
        "DROP TABLE egress",
        "DROP TABLE remarks",
        "ALTER TABLE jobs DROP COLUMN engine",
        "ALTER TABLE jobs DROP COLUMN spent",
        "DROP TABLE supplements",
        "DROP TABLE profiles",
        "DROP TABLE earlier_ratings",
        "DROP TABLE coming",
        "PRAGMA user_version = 1",
    ):
        connection.execute(statement)
    connection.close()
    with Archive.open(folder) as archive:
        assert archive.cards.find() == before
        assert (before.cards[0].items, before.cards[0].flags) == (2, 2)

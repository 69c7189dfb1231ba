"""Damage is found and named, backups come back whole, and forgetting survives them."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from iolkit.archive import Archive, Lock
from iolkit.archive.connection import connect
from iolkit.errors import ArchiveBusy, ArchiveDamaged, ArchiveError, WrongUse
from iolkit.outcomes import Filters
from tests.archive.samples import ENCODER, entries, numbered, review

FILE = "archive.sqlite"


def _states(archive: Archive) -> dict[str, str]:
    return {finding.check: finding.state for finding in archive.upkeep.check()}


def _fill(archive: Archive, notes: int = 3) -> None:
    for number in range(notes):
        archive.notes.save(numbered(number), entries(numbered(number)))


def _change(folder: Path, statement: str, *values: object) -> None:
    connection = connect(folder / FILE)
    connection.execute(statement, values)
    connection.close()


def test_a_sound_archive_is_well(archive: Archive) -> None:
    """Every check says so."""
    _fill(archive)
    archive.reviews.add(review("session", numbered(0).note.id, "host", "x"))
    assert set(_states(archive).values()) == {"well"}
    assert archive.upkeep.repair() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notes SET text = text || 'x' WHERE seq = 1",
        "UPDATE analyses SET flags = '[]'",
        "UPDATE vectors SET vector = zeroblob(32) WHERE seq = 2",
        "UPDATE passages SET facts = '{}' WHERE seq = 2",
        "UPDATE reviews SET value = 'y'",
    ],
)
def test_a_row_that_changed_by_itself_is_named(
    archive: Archive, folder: Path, statement: str
) -> None:
    """Every table with content is sealed row by row."""
    _fill(archive)
    archive.reviews.add(review("session", numbered(0).note.id, "host", "x"))
    _change(folder, statement)
    finding = next(f for f in archive.upkeep.check() if f.check == "archive_rows")
    assert finding.state == "person"
    assert finding.reason.values["rows"].split()[0] == statement.split()[1]
    assert "archive_rows" not in {f.check for f in archive.upkeep.check(full=False)}


def test_flipped_bits_inside_what_is_stored_are_found(archive: Archive, folder: Path) -> None:
    """Of single flipped bits in a note's text or a vector, none goes unnoticed."""
    _fill(archive, 8)
    archive.close()
    raw = bytearray((folder / FILE).read_bytes())
    dice = random.Random(7)
    places = [i for i in range(len(raw)) if raw.startswith(b"Wir \xc3\xbcben den St", i)]
    assert len(places) >= 8
    for place in dice.sample(places, 8):
        flipped = bytearray(raw)
        flipped[place + dice.randrange(14)] ^= 1 << dice.randrange(7)
        (folder / FILE).write_bytes(flipped)
        try:
            with Archive.open(folder) as damaged:
                found = set(_states(damaged).values())
        except ArchiveDamaged:
            continue
        assert found != {"well"}


def test_damaged_full_text_is_mended_from_its_rows(archive: Archive, folder: Path) -> None:
    """Where the words do not fit the rows any more, they are made anew."""
    _fill(archive)
    _change(folder, "INSERT INTO words(words) VALUES ('delete-all')")
    assert _states(archive)["archive_words"] == "mendable"
    assert [finding.state for finding in archive.upkeep.repair()] == ["mended"]
    assert _states(archive)["archive_words"] == "well"
    assert len(archive.passages.match('"rundgang"', (1, 1, 1, 1), 9, Filters())) == 3


def test_a_job_nobody_works_on_is_told(archive: Archive) -> None:
    """A running job without a worker can be mended by starting one."""
    archive.jobs.submit([])
    archive.jobs.claim()
    assert _states(archive)["jobs"] == "mendable"


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX systems")
def test_a_folder_open_to_others_is_told(archive: Archive, folder: Path) -> None:
    """Somebody opened the doors: a person has to decide."""
    folder.chmod(0o755)
    assert _states(archive)["access"] == "person"


def test_a_backup_comes_back_whole(archive: Archive, tmp_path: Path) -> None:
    """What came after the backup is gone, what was in it is there, and both are sound."""
    _fill(archive)
    backup = tmp_path / "backup.sqlite"
    archive.upkeep.backup(backup)
    archive.notes.save(numbered(9), entries(numbered(9)))
    before = archive.vectors.change()
    archive.upkeep.restore(backup)
    assert archive.notes.get(numbered(1).note.id) == numbered(1)
    assert not archive.notes.has(numbered(9).note.id)
    assert archive.vectors.change() > before
    assert len(archive.vectors.snapshot(ENCODER).seqs) == 6
    assert set(_states(archive).values()) == {"well"}
    with Archive.open(archive.folder) as other:
        assert len(other.cards.find().cards) == 3


def test_restoring_does_not_bring_a_forgotten_note_back(archive: Archive, tmp_path: Path) -> None:
    """What was forgotten after the backup stays forgotten, in every byte."""
    _fill(archive)
    backup = tmp_path / "backup.sqlite"
    archive.upkeep.backup(backup)
    archive.notes.forget(numbered(1).note.id)
    archive.upkeep.restore(backup)
    assert not archive.notes.has(numbered(1).note.id)
    assert archive.notes.has(numbered(0).note.id)
    for file in archive.folder.iterdir():
        assert b"Notiz 1\n" not in file.read_bytes()


def test_a_backup_is_never_written_over_anything(archive: Archive, tmp_path: Path) -> None:
    """An existing file is left alone and said to be in the way."""
    taken = tmp_path / "letter.txt"
    taken.write_text("dear", encoding="utf-8")
    with pytest.raises(WrongUse) as refused:
        archive.upkeep.backup(taken)
    assert refused.value.key == "backup_exists"
    assert taken.read_text(encoding="utf-8") == "dear"


def test_a_damaged_archive_gives_no_backup(archive: Archive, folder: Path, tmp_path: Path) -> None:
    """A backup that does not hold is not left lying about as if it did."""
    _fill(archive)
    _change(folder, "UPDATE notes SET text = 'x'")
    with pytest.raises(ArchiveDamaged):
        archive.upkeep.backup(tmp_path / "backup.sqlite")
    assert [each.name for each in tmp_path.iterdir()] == ["space"]


def _cut(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])


def _falsify(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes().replace(b"Hansmann", b"Hansmonn"))


def _swap(backup: Path) -> None:
    backup.unlink()
    other = sqlite3.connect(backup)
    other.execute("CREATE TABLE theirs (a TEXT)")
    other.close()


def _empty(backup: Path) -> None:
    backup.write_bytes(b"")


@pytest.mark.parametrize("damage", [_cut, _falsify, _swap, _empty, Path.unlink])
def test_a_bad_backup_changes_nothing(
    archive: Archive, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """Whatever is wrong with the backup, it is refused and the archive stays as it is."""
    _fill(archive)
    backup = tmp_path / "backup.sqlite"
    archive.upkeep.backup(backup)
    damage(backup)
    with pytest.raises((ArchiveDamaged, ArchiveError)):
        archive.upkeep.restore(backup)
    assert len(archive.cards.find().cards) == 3
    assert set(_states(archive).values()) == {"well"}


def test_restoring_waits_for_the_worker(archive: Archive, tmp_path: Path) -> None:
    """While somebody does long work, a restore says who is in the way."""
    backup = tmp_path / "backup.sqlite"
    archive.upkeep.backup(backup)
    with Lock(archive.folder, "worker").hold(0), pytest.raises(ArchiveBusy):
        archive.upkeep.restore(backup, wait=0.05)


def test_rescue_moves_the_damaged_archive_aside(folder: Path, tmp_path: Path) -> None:
    """A backup takes the place of an archive that cannot be opened, which is kept."""
    backup = tmp_path / "backup.sqlite"
    with Archive.open(folder) as archive:
        _fill(archive)
        archive.upkeep.backup(backup)
    for number in (1, 2):
        (folder / FILE).write_bytes(b"damaged %d" % number)
        aside = Archive.rescue(folder, backup)
        assert aside.read_bytes() == b"damaged %d" % number
        with Archive.open(folder) as archive:
            assert len(archive.cards.find().cards) == 3
            assert set(_states(archive).values()) == {"well"}
    with pytest.raises(ArchiveDamaged):
        Archive.rescue(folder, folder / "damaged-1-archive.sqlite")
    assert Archive.exists(folder)

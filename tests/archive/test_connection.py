"""The file is opened carefully, shared politely, and never overwritten when it is damaged."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from iolkit.archive import Archive
from iolkit.archive.connection import Database, connect
from iolkit.errors import ArchiveBusy, ArchiveDamaged, ArchiveError
from iolkit.records import Lists

FILE = "archive.sqlite"


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX systems")
def test_only_the_owner_may_look_into_folder_and_file(archive: Archive) -> None:
    """Folder 0700, file 0600."""
    assert archive.folder.stat().st_mode & 0o777 == 0o700
    assert (archive.folder / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX systems")
def test_a_folder_that_was_there_is_shut_only_when_it_is_ours(tmp_path: Path) -> None:
    """The set-up's folder becomes private; one with somebody's files stays as it was."""
    for name, inside, mode in (("ours", "models", 0o700), ("theirs", "letters", 0o755)):
        (tmp_path / name / inside).mkdir(parents=True)
        (tmp_path / name).chmod(0o755)
        Archive.open(tmp_path / name).close()
        assert (tmp_path / name).stat().st_mode & 0o777 == mode


def test_every_connection_keeps_the_promises(archive: Archive) -> None:
    """WAL, FULL, secure_delete and foreign keys are on."""
    database = Database(archive.folder)
    with database.read() as connection:
        pragmas = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        ]
    database.close()
    assert pragmas == ["wal", 2, 1, 1]


@pytest.mark.parametrize(
    "content", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_damaged_file_is_refused_and_left_alone(folder: Path, content: bytes) -> None:
    """Whatever stands in place of the archive is named damaged, and no byte of it changes."""
    folder.mkdir()
    (folder / FILE).write_bytes(content)
    with pytest.raises(ArchiveDamaged) as refused:
        Archive.open(folder)
    assert refused.value.key == "archive_damaged"
    assert (folder / FILE).read_bytes() == content


def test_a_database_of_somebody_else_is_refused(folder: Path) -> None:
    """An SQLite file of another program is not taken over."""
    folder.mkdir()
    connection = connect(folder / FILE)
    connection.execute("CREATE TABLE theirs (a TEXT)")
    connection.close()
    with pytest.raises(ArchiveDamaged) as refused:
        Archive.open(folder)
    assert refused.value.key == "archive_foreign"


def test_a_log_without_its_file_is_not_lost(folder: Path) -> None:
    """Where the file was taken away but its log is there, no new archive is made over it."""
    folder.mkdir()
    (folder / f"{FILE}-wal").write_bytes(b"pages")
    with pytest.raises(ArchiveDamaged):
        Archive.open(folder)
    assert (folder / f"{FILE}-wal").read_bytes() == b"pages"


def test_damage_inside_is_named_when_it_is_met(folder: Path) -> None:
    """Pages that turn out broken raise ArchiveDamaged, not a database error."""
    with Archive.open(folder) as archive:
        archive.lists.save(Lists(people=tuple(f"name {n}" for n in range(3000))))
    raw = bytearray((folder / FILE).read_bytes())
    raw[8192:] = b"\x5a" * (len(raw) - 8192)
    (folder / FILE).write_bytes(raw)
    with pytest.raises(ArchiveDamaged) as met, Archive.open(folder) as archive:
        archive.lists.load()
    assert met.value.key == "archive_damaged"


def test_a_writer_that_waits_too_long_says_so(folder: Path) -> None:
    """While another process writes, a writer waits, then raises ArchiveBusy."""
    with Archive.open(folder, patience_s=0.05) as archive:
        other = connect(folder / FILE)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveBusy):
            archive.lists.save(Lists(people=("Ada",)))
        other.execute("ROLLBACK")
        other.close()
        archive.lists.save(Lists(people=("Ada",)))
        assert archive.lists.load().people == ("Ada",)


def test_a_full_disk_loses_nothing(folder: Path) -> None:
    """What was stored stays, the error is plain, and with room again writing goes on."""
    database = Database(folder)
    with database.write() as connection:
        connection.execute("INSERT INTO lists VALUES ('people', 'Ada')")
    with database.outside() as connection:
        used = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {used + 2}")
    with pytest.raises(ArchiveError) as said, database.write() as connection:
        rows = [("people", f"{n} {'x' * 500}") for n in range(200)]
        connection.executemany("INSERT INTO lists VALUES (?, ?)", rows)
    assert said.value.key == "archive_full"
    with database.outside() as connection:
        connection.execute("PRAGMA max_page_count = 100000")
    with database.write() as connection:
        connection.execute("INSERT INTO lists VALUES ('people', 'Bea')")
    with database.read() as connection:
        assert connection.execute("SELECT name FROM lists").fetchall() == [("Ada",), ("Bea",)]
    database.close()


def test_nothing_of_a_failed_block_is_stored(folder: Path) -> None:
    """An error inside a write takes the whole transaction back."""
    Archive.open(folder).close()
    database = Database(folder)
    with pytest.raises(ZeroDivisionError), database.write() as connection:
        connection.execute("INSERT INTO lists VALUES ('people', 'Ada')")
        raise ZeroDivisionError
    with database.read() as connection:
        assert connection.execute("SELECT count(*) FROM lists").fetchone() == (0,)
    database.close()


def test_a_closed_archive_says_so(folder: Path) -> None:
    """Using an archive after closing it raises, and closing twice does not."""
    archive = Archive.open(folder)
    archive.close()
    archive.close()
    with pytest.raises(ArchiveError) as said:
        archive.cards.find()
    assert said.value.key == "archive_closed"


def test_many_threads_share_an_archive(archive: Archive) -> None:
    """Threads read and write at once; every write arrives once."""
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(5):
                archive.audit.note("turn", f"{number}-{turn}")
                archive.cards.find()
        except ArchiveError as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert len({event.subject for event in archive.audit.events()}) == 30
    assert archive.audit.verify() is None


def test_threads_that_open_at_once_make_one_archive(folder: Path) -> None:
    """A new archive is made once, however many come first."""
    opened: list[Archive] = []
    threads = [
        threading.Thread(target=lambda: opened.append(Archive.open(folder))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    opened[0].lists.save(Lists(people=("Ada",)))
    assert [each.lists.load().people for each in opened] == [("Ada",)] * 4
    for each in opened:
        each.close()


def test_opening_twice_in_one_process_keeps_the_locks(archive: Archive, folder: Path) -> None:
    """A process that opens the archive a second time still keeps others from clearing its log."""
    archive.lists.save(Lists(people=("Ada",)))
    Archive.open(folder).close()
    other = (
        "import sys; from iolkit.archive import Archive\n"
        "archive = Archive.open(sys.argv[1]); archive.lists.load(); archive.close()"
    )
    subprocess.run([sys.executable, "-c", other, str(folder)], check=True)
    archive.lists.save(Lists(people=("Bea",)))
    seen = (
        "import sys; from iolkit.archive import Archive\n"
        "print(Archive.open(sys.argv[1]).lists.load().people)"
    )
    done = subprocess.run(
        [sys.executable, "-c", seen, str(folder)], check=True, capture_output=True, text=True
    )
    assert "Bea" in done.stdout

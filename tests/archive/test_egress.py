"""The log of what was sent only grows, survives forgetting and restoring, and holds no text."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from iolkit.archive import Archive
from iolkit.archive.connection import connect
from iolkit.errors import ArchiveDamaged
from iolkit.outcomes import Sent, Spent
from tests.archive.samples import analysis

LINE = Sent(
    at="2026-03-12T10:00:00+00:00",
    note_id=analysis().note.id,
    model="openai:small",
    host="127.0.0.1",
    prompt="read",
    version="1",
    sha256="0" * 64,
    characters=1200,
    tokens_in=400,
    tokens_out=90,
    exact=True,
    outcome="answered",
    took_ms=1500,
    categories={"person": 2, "money": 1},
)


def write(archive: Archive, line: Sent) -> None:
    """A request that left and ended."""
    number = archive.egress.leaving(replace(line, outcome="under_way", tokens_in=0, tokens_out=0))
    archive.egress.ended(number, line)


def test_every_request_is_a_line(archive: Archive) -> None:
    """The newest first, page by page, with what all of them cost."""
    lines = [replace(LINE, took_ms=n, exact=n != 2) for n in range(5)]
    for line in lines:
        write(archive, line)
    page = archive.egress.page(2, 1)
    assert page.entries == (lines[3], lines[2])
    assert (page.total, page.spent) == (5, Spent(5, 2000, 450, exact=False))
    assert archive.egress.page(0).spent.requests == 5
    events = archive.audit.events(what="sent")
    assert [(event.subject, event.count) for event in events] == [("openai:small", 1200)] * 5


def test_many_threads_write_at_once(archive: Archive) -> None:
    """Requests go out side by side; none is lost from the log or the chain of the audit."""
    lines = [replace(LINE, took_ms=n) for n in range(24)]
    threads = [threading.Thread(target=write, args=(archive, line)) for line in lines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    page = archive.egress.page()
    assert sorted(entry.took_ms for entry in page.entries) == list(range(24))
    assert archive.audit.verify() is None


@pytest.mark.parametrize("statement", ["DELETE FROM egress", "UPDATE egress SET tokens_in = 0"])
def test_nothing_is_taken_out_or_changed(archive: Archive, folder: Path, statement: str) -> None:
    """The table itself refuses."""
    write(archive, LINE)
    connection = connect(folder / "archive.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()
    assert archive.egress.page().entries == (LINE,)


def test_what_left_before_the_end_is_in_the_log(archive: Archive, folder: Path) -> None:
    """A process that is gone leaves its request under way; one that ended is not ended again."""
    open_line = replace(LINE, outcome="under_way", tokens_in=0, tokens_out=0, took_ms=0)
    archive.egress.leaving(open_line)
    number = archive.egress.leaving(open_line)
    archive.egress.ended(number, LINE)
    archive.egress.ended(number, replace(LINE, outcome="failed"))
    assert archive.egress.page().entries == (LINE, open_line)
    assert all(finding.state == "well" for finding in archive.upkeep.check())


def test_a_forced_change_is_found(archive: Archive, folder: Path) -> None:
    """Whoever takes the guard away first leaves a row that does not fit its seal."""
    write(archive, LINE)
    connection = connect(folder / "archive.sqlite")
    connection.execute("DROP TRIGGER egress_stays")
    connection.execute("UPDATE egress SET categories = 'x'")
    connection.close()
    rows = next(f for f in archive.upkeep.check() if f.check == "archive_rows")
    assert (rows.state, rows.reason.values["rows"]) == ("person", "egress 1")
    with pytest.raises(ArchiveDamaged):
        archive.egress.page()


def test_what_was_sent_stays_true_when_the_note_goes(archive: Archive) -> None:
    """Forgetting takes text out; the log has none."""
    archive.notes.save(analysis())
    write(archive, LINE)
    archive.notes.forget(analysis().note.id)
    assert archive.egress.page().entries == (LINE,)


def test_an_older_backup_does_not_undo_what_was_sent(archive: Archive, tmp_path: Path) -> None:
    """Lines since the backup are there after restoring, each as often as it was written."""
    write(archive, LINE)
    archive.upkeep.backup(tmp_path / "b")
    for line in (LINE, replace(LINE, prompt="answer", note_id="")):
        write(archive, line)
    before = archive.egress.page()
    archive.upkeep.restore(tmp_path / "b")
    assert archive.egress.page() == before
    archive.upkeep.restore(tmp_path / "b")
    assert archive.egress.page() == before
    assert all(finding.state == "well" for finding in archive.upkeep.check())


def test_a_request_under_way_at_a_backup_is_one_request(archive: Archive, tmp_path: Path) -> None:
    """Its end comes over to its own line; one whose end nobody knows stays as it is."""
    open_line = replace(LINE, outcome="under_way", tokens_in=0, tokens_out=0, took_ms=0)
    lost = replace(open_line, prompt="answer", sha256="1" * 64)
    number = archive.egress.leaving(open_line)
    archive.egress.leaving(lost)
    archive.upkeep.backup(tmp_path / "b")
    archive.egress.ended(number, LINE)
    write(archive, replace(lost, outcome="answered"))
    before = archive.egress.page()
    archive.upkeep.restore(tmp_path / "b")
    assert archive.egress.page() == before
    assert [entry.outcome for entry in before.entries] == ["answered", "under_way", "answered"]
    assert all(finding.state == "well" for finding in archive.upkeep.check())

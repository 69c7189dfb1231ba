"""The audit notices whatever is done to it from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from iolkit.archive import Archive
from iolkit.archive.connection import connect


def _meddle(folder: Path, statement: str) -> None:
    connection = connect(folder / "archive.sqlite")
    connection.execute(statement)
    connection.close()


def test_events_are_numbered_signed_and_whole(archive: Archive) -> None:
    """Newest first, with the name given or the one the archive was opened for."""
    archive.audit.note("exported", "note-1", 3)
    archive.audit.note("unmasked", "note-1", who="ana")
    newest, oldest = archive.audit.events()
    assert (newest.seq, newest.who, newest.what) == (2, "ana", "unmasked")
    assert (oldest.who, oldest.subject, oldest.count) == ("test", "note-1", 3)
    assert archive.audit.events(limit=1) == (newest,)
    assert archive.audit.verify() is None


@pytest.mark.parametrize(
    ("statement", "first"),
    [
        ("UPDATE audit SET who = 'nobody' WHERE seq = 2", 2),
        ("UPDATE audit SET count = 9 WHERE seq = 3", 3),
        ("DELETE FROM audit WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq >= 4", 4),
        ("DELETE FROM audit", 1),
        ("UPDATE audit SET seq = seq + 10", 1),
    ],
)
def test_meddling_is_found_where_it_begins(
    archive: Archive, folder: Path, statement: str, first: int
) -> None:
    """A changed, removed or cut-off event is named by its number."""
    for number in range(5):
        archive.audit.note("deed", str(number), who="ana")
    assert archive.audit.verify() is None
    _meddle(folder, statement)
    assert archive.audit.verify() == first


def test_an_empty_audit_is_whole(archive: Archive) -> None:
    """Nothing done, nothing broken."""
    assert archive.audit.verify() is None

"""Kept replies come back for the same key, and go with their note."""

from __future__ import annotations

from pathlib import Path

import pytest

from iolkit.archive import Archive, replies
from iolkit.archive.connection import connect
from tests.archive.samples import analysis, entries, numbered

WORD = "Falkensteiner"
REPLY = f'{{"text": "{WORD}"}}'


def keep(archive: Archive, key: str, note_id: str) -> None:
    """A reply under this key."""
    archive.replies.put(key, note_id, "openai:small", "read", "1", REPLY)


def test_a_reply_is_given_again_for_its_key(archive: Archive) -> None:
    """The same key gives the newest reply, any other none."""
    keep(archive, "a", "n")
    archive.replies.put("a", "n", "openai:small", "read", "1", '{"text": "neu"}')
    assert archive.replies.get("a") == '{"text": "neu"}'
    assert archive.replies.get("b") is None
    assert archive.replies.count() == archive.replies.count("n") == 1


def test_replies_go_with_their_note(archive: Archive, folder: Path) -> None:
    """Forgetting a note leaves no byte of what was said of it, nor of answers to questions."""
    archive.notes.save(analysis())
    archive.notes.save(numbered(1))
    keep(archive, "of it", analysis().note.id)
    keep(archive, "of a question", "")
    archive.replies.put("of another", numbered(1).note.id, "m", "read", "1", "{}")
    archive.notes.forget(analysis().note.id)
    assert [archive.replies.get(key) for key in ("of it", "of a question", "of another")] == [
        None, None, "{}",
    ]  # fmt: skip
    assert not [f for f in folder.iterdir() if f.is_file() and WORD.encode() in f.read_bytes()]


def test_replies_go_with_a_person(archive: Archive, folder: Path) -> None:
    """A name that was missed, and so sent, is not left in a kept reply."""
    archive.notes.save(analysis(), entries(analysis()))
    archive.notes.save(numbered(1))
    keep(archive, "of it", analysis().note.id)
    keep(archive, "of a question", "")
    archive.notes.forget_person(analysis().note.id, ["Hansmann"])
    assert archive.replies.count() == 0
    assert not [f for f in folder.iterdir() if f.is_file() and WORD.encode() in f.read_bytes()]
    keep(archive, "of it", analysis().note.id)
    archive.notes.forget_person(analysis().note.id, ["Niemand"])
    assert archive.replies.get("of it") == REPLY


def test_what_waits_too_long_for_its_note_goes(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reply of a note that was never stored is kept for a resumed run, and no longer."""
    archive.notes.save(analysis())
    for key, note_id in (("stored", analysis().note.id), ("never", "x"), ("question", "")):
        keep(archive, key, note_id)
    assert archive.replies.tidy() == 0
    monkeypatch.setattr(replies, "KEPT_S", -1.0)
    assert archive.replies.tidy() == 2
    assert archive.replies.get("stored") == REPLY
    assert archive.replies.clear() == 1


def test_a_reply_that_changed_by_itself_is_named(archive: Archive, folder: Path) -> None:
    """What would be believed without asking again is sealed like everything else."""
    keep(archive, "a", "n")
    connection = connect(folder / "archive.sqlite")
    connection.execute("UPDATE replies SET reply = '{}'")
    connection.close()
    rows = next(f for f in archive.upkeep.check() if f.check == "archive_rows")
    assert (rows.state, rows.reason.values["rows"]) == ("person", "replies a")

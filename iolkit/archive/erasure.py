"""Taking things out for good. SQLite overwrites what is deleted (secure_delete); the full text
keeps tokens of deleted rows until its parts are merged, so that is done at once. Emptying the
write-ahead log comes after the commit and is the caller's part."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Sequence

from iolkit.archive import codec, replies, rows, vectors

BLACK = "█"
_NOTE_COLUMNS = {
    "notes": ("id", ("text", "source", "title"), ("session", "locators")),
    "analyses": ("note_id", (), ("flags", "items", "assessments", "summary", "made_by")),
    "remarks": ("note_id", (), ("remarks",)),
}
"""Table -> its note's column, columns of plain text, columns of JSON."""


def remove_note(connection: sqlite3.Connection, note_id: str) -> None:
    """Delete a note and all that hangs on it; its id is remembered as forgotten."""
    connection.execute("DELETE FROM notes WHERE id = ?", (note_id,))
    connection.execute(
        "DELETE FROM job_files WHERE json_extract(result, '$.note_id') = ?", (note_id,)
    )
    replies.remove(connection, note_id)
    connection.execute("INSERT OR IGNORE INTO forgotten VALUES (?)", (note_id,))
    merge_words(connection)
    vectors.erase_index(connection)


def merge_words(connection: sqlite3.Connection) -> None:
    """Merge the parts of the full text, after which no token of a deleted passage is left."""
    connection.execute("INSERT INTO words(words) VALUES ('optimize')")


def blacken(connection: sqlite3.Connection, note_id: str, forms: Sequence[str]) -> bool:
    """Replace every form of a name in everything stored of a note; True if any was there."""
    pattern = _pattern(forms)
    if pattern is None:
        return False
    changed = False
    for table, (key, texts, jsons) in _NOTE_COLUMNS.items():
        changed |= _blacken_row(connection, table, key, note_id, (texts, jsons), pattern)
    reviews = connection.execute("SELECT seq FROM reviews WHERE note_id = ?", (note_id,)).fetchall()
    for (seq,) in reviews:
        changed |= _blacken_row(
            connection, "reviews", "seq", seq, (("value", "reason"), ("anchor",)), pattern
        )
    answers = connection.execute("SELECT seq FROM supplements WHERE note_id = ?", (note_id,))
    for (seq,) in answers.fetchall():
        changed |= _blacken_row(
            connection, "supplements", "seq", seq, (("text",), ("flags",)), pattern
        )
    earlier = connection.execute("SELECT seq FROM earlier_ratings WHERE note_id = ?", (note_id,))
    for (seq,) in earlier.fetchall():
        _blacken_row(connection, "earlier_ratings", "seq", seq, ((), ("assessment",)), pattern)
    for (seq,) in connection.execute("SELECT seq FROM profiles").fetchall():
        _blacken_row(connection, "profiles", "seq", seq, (("by",), ("facts",)), pattern)
    changed |= _blacken_names(connection, note_id, pattern)
    # A name that the engine missed may stand in what a model said of the note, or in a question.
    replies.remove(connection, note_id if changed else "")
    if changed:
        connection.execute("DELETE FROM passages WHERE note_id = ?", (note_id,))
        connection.execute("DELETE FROM surroundings WHERE note_id = ?", (note_id,))
        connection.execute("UPDATE notes SET stale = 1 WHERE id = ?", (note_id,))
        merge_words(connection)
        vectors.erase_index(connection)
    return changed


def _blacken_row(
    connection: sqlite3.Connection,
    table: str,
    key: str,
    row: str | int,
    columns: tuple[Sequence[str], Sequence[str]],
    pattern: re.Pattern[str],
) -> bool:
    texts, jsons = columns
    names = (*texts, *jsons)
    old = connection.execute(
        f"SELECT {', '.join(names)} FROM {table} WHERE {key} = ?", (row,)
    ).fetchone()
    if old is None:
        return False
    new = [_black(value, pattern) for value in old[: len(texts)]]
    new += [codec.dumps(_walk(json.loads(value), pattern)) for value in old[len(texts) :]]
    if new == list(old):
        return False
    assignments = ", ".join(f"{name} = ?" for name in names)
    connection.execute(f"UPDATE {table} SET {assignments} WHERE {key} = ?", (*new, row))
    rows.seal(connection, table, row)
    return True


def _blacken_names(connection: sqlite3.Connection, note_id: str, pattern: re.Pattern[str]) -> bool:
    """File names, where the note came from and in the results of jobs that brought it."""
    changed = False
    for name, sha256 in connection.execute(
        "SELECT name, sha256 FROM sources WHERE note_id = ?", (note_id,)
    ).fetchall():
        if (new := _black(name, pattern)) != name:
            connection.execute(
                "UPDATE OR REPLACE sources SET name = ? WHERE name = ? AND sha256 = ?",
                (new, name, sha256),
            )
            changed = True
    for job_id, position, name, result in connection.execute(
        "SELECT job_id, position, name, result FROM job_files "
        "WHERE json_extract(result, '$.note_id') = ?",
        (note_id,),
    ).fetchall():
        connection.execute(
            "UPDATE job_files SET name = ?, result = ? WHERE job_id = ? AND position = ?",
            (
                _black(name, pattern),
                codec.dumps(_walk(json.loads(result), pattern)),
                job_id,
                position,
            ),
        )
    return changed


def _pattern(forms: Sequence[str]) -> re.Pattern[str] | None:
    """Any of the forms as whole words, in any case, over line breaks, composed or decomposed."""
    spelled = {
        r"\s+".join(re.escape(word) for word in unicodedata.normalize(kind, form).split())
        for form in forms
        for kind in ("NFC", "NFD")
        if form.strip()
    }
    if not spelled:
        return None
    longest_first = sorted(spelled, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)


def _black(text: str, pattern: re.Pattern[str]) -> str:
    # White space stays, so that lines and offsets do.
    return pattern.sub(lambda match: re.sub(r"\S", BLACK, match.group()), text)


def _walk(value: object, pattern: re.Pattern[str]) -> object:
    if isinstance(value, str):
        return _black(value, pattern)
    if isinstance(value, list):
        return [_walk(part, pattern) for part in value]
    if isinstance(value, dict):
        return {name: _walk(part, pattern) for name, part in value.items()}
    return value

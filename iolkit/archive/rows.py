"""The rows of a note and of its analysis: written, sealed with a checksum, and read back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from iolkit.archive import codec, state
from iolkit.errors import ArchiveDamaged, NoteUnreadable, NotFound, WrongUse
from iolkit.records import Analysis, Note, Session, note_id

_NOTE = "id, text, language, session, source, locators, title"
_ANALYSIS = "note_id, flags, items, assessments, summary, made_by"
_REVIEW = "note_id, subject, subject_id, field, value, by, at, reason, anchor, retracts"
_SEALED = (
    ("notes", "id", _NOTE),
    ("analyses", "note_id", _ANALYSIS),
    ("reviews", "seq", _REVIEW),
    ("passages", "key", "key, item_id, text, facts"),
    ("vectors", "seq", "encoder, vector"),
    ("surroundings", "note_id", "encoder, vector"),
    ("searches", "seq", "name, query, filters"),
    ("remarks", "note_id", "note_id, remarks"),
    (
        "supplements",
        "seq",
        "note_id, item_id, anchor, matter, what, text, flags, by, at, skipped, turn, review",
    ),
    ("profiles", "seq", "org, facts, by, at"),
    ("earlier_ratings", "seq", "note_id, assessment, until"),
    ("replies", "key", "key, note_id, model, prompt, version, reply"),
    (
        "egress",
        "seq",
        "at, note_id, model, host, prompt, version, sha256, characters, tokens_in, tokens_out, "
        "exact, outcome, took_ms, categories",
    ),
)
"""Table, its key, and the columns its checksum covers, in this order."""


def load(connection: sqlite3.Connection, note: str) -> Analysis:
    """The analysis of a note in an open transaction. Raises NotFound, ArchiveDamaged."""
    row = connection.execute(
        "SELECT text, language, session, source, locators, "
        "flags, items, assessments, summary, made_by, coalesce(remarks, '[]') "
        "FROM notes JOIN analyses a ON a.note_id = id LEFT JOIN remarks r ON r.note_id = id "
        "WHERE id = ?",
        (note,),
    ).fetchone()
    if row is None:
        raise NotFound("note_unknown", note=note)
    text, language, facts, source, locators, *said = row
    flags, items, assessments, summary, made_by, remarks = said
    try:
        return Analysis(
            note=Note(note, text, language, codec.session(facts), source, codec.locators(locators)),
            flags=tuple(codec.flag(raw) for raw in json.loads(flags)),
            items=tuple(codec.item(raw) for raw in json.loads(items)),
            assessments=tuple(codec.assessment(raw) for raw in json.loads(assessments)),
            summary=codec.summary(summary),
            made_by=codec.provenance(json.loads(made_by)),
            remarks=tuple(codec.remark(raw) for raw in json.loads(remarks)),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveDamaged("row_damaged", table="analyses", row=note) from error


def session(facts: str, note: str) -> Session:
    """The session in a row of `note`. Raises ArchiveDamaged."""
    try:
        return codec.session(facts)
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveDamaged("row_damaged", table="notes", row=note) from error


def put_note(connection: sqlite3.Connection, note: Note, title: str) -> None:
    """Store or replace the row of a note; it keeps the name it first came under.

    Raises WrongUse("note_blackened") when a name was blackened in it and `note` would bring it
    back, and NoteUnreadable("not_text") for halves of surrogate pairs, which no file can hold.
    """
    try:
        note.text.encode()
    except UnicodeEncodeError as error:
        raise NoteUnreadable("not_text") from error
    stored = connection.execute("SELECT text FROM notes WHERE id = ?", (note.id,)).fetchone()
    if stored and note_id(stored[0]) != note.id and stored[0] != note.text:
        raise WrongUse("note_blackened", note=note.id)
    facts, locators = codec.from_session(note.session), codec.from_locators(note.locators)
    connection.execute(
        f"INSERT INTO notes({_NOTE}, added_at, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '') "
        "ON CONFLICT(id) DO UPDATE SET text = excluded.text, language = excluded.language, "
        "session = excluded.session, locators = excluded.locators, title = excluded.title",
        (note.id, note.text, note.language, facts, note.source, locators, title, state.now()),
    )
    seal(connection, "notes", note.id)


def put_analysis(connection: sqlite3.Connection, analysis: Analysis) -> None:
    """Store or replace the analysis of a note that is here."""
    connection.execute(
        f"INSERT OR REPLACE INTO analyses({_ANALYSIS}, checksum) VALUES (?, ?, ?, ?, ?, ?, '')",
        (
            analysis.note.id,
            codec.dumps([codec.from_flag(f) for f in analysis.flags]),
            codec.dumps([codec.from_item(i) for i in analysis.items]),
            codec.dumps([codec.from_assessment(a) for a in analysis.assessments]),
            codec.from_summary(analysis.summary),
            codec.dumps(codec.from_provenance(analysis.made_by)),
        ),
    )
    seal(connection, "analyses", analysis.note.id)
    connection.execute("DELETE FROM remarks WHERE note_id = ?", (analysis.note.id,))
    if analysis.remarks:
        remarks = codec.dumps([codec.from_remark(r) for r in analysis.remarks])
        connection.execute("INSERT INTO remarks VALUES (?, ?, '')", (analysis.note.id, remarks))
        seal(connection, "remarks", analysis.note.id)


def seal(connection: sqlite3.Connection, table: str, row: str | int) -> None:
    """Write the checksum of a row anew, after its values were set."""
    key, columns = next((key, columns) for name, key, columns in _SEALED if name == table)
    values = connection.execute(f"SELECT {columns} FROM {table} WHERE {key} = ?", (row,)).fetchone()
    connection.execute(
        f"UPDATE {table} SET checksum = ? WHERE {key} = ?", (codec.seal(*values), row)
    )


def broken(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """(table, key) of every row whose values do not fit its checksum.

    A backup of an older version has fewer tables.
    """
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    for table, key, columns in _SEALED:
        if table not in there:
            continue
        for row, checksum, *values in connection.execute(
            f"SELECT {key}, checksum, {columns} FROM {table}"
        ):
            if codec.seal(*values) != checksum:
                yield table, str(row)

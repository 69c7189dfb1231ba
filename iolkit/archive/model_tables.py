"""Tables for work with a language model: replies kept for another time, what was sent, what a
reader should know of how an analysis came about, and which engine does a job."""

from __future__ import annotations

# `key` is the hash of everything that was sent and of who was asked; `reply` is as masked as what
# was sent. A reply goes with the note it speaks of.
MODEL = (
    """CREATE TABLE replies (
        key      TEXT PRIMARY KEY,
        note_id  TEXT NOT NULL,
        model    TEXT NOT NULL,
        prompt   TEXT NOT NULL,
        version  TEXT NOT NULL,
        reply    TEXT NOT NULL,
        kept_at  REAL NOT NULL,
        checksum TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX replies_note ON replies(note_id)",
    # No text: hashes, counts and names of categories only. Append-only; a row is completed once.
    """CREATE TABLE egress (
        seq        INTEGER PRIMARY KEY AUTOINCREMENT,
        at         TEXT NOT NULL,
        note_id    TEXT NOT NULL,
        model      TEXT NOT NULL,
        host       TEXT NOT NULL,
        prompt     TEXT NOT NULL,
        version    TEXT NOT NULL,
        sha256     TEXT NOT NULL,
        characters INTEGER NOT NULL,
        tokens_in  INTEGER NOT NULL,
        tokens_out INTEGER NOT NULL,
        exact      INTEGER NOT NULL,
        outcome    TEXT NOT NULL,
        took_ms    INTEGER NOT NULL,
        categories TEXT NOT NULL,
        checksum   TEXT NOT NULL
    )""",
    """CREATE TRIGGER egress_stays BEFORE UPDATE ON egress
       WHEN old.checksum <> '' AND old.outcome <> 'under_way'
       BEGIN SELECT RAISE(ABORT, 'append-only'); END""",
    """CREATE TRIGGER egress_kept BEFORE DELETE ON egress
       BEGIN SELECT RAISE(ABORT, 'append-only'); END""",
    # A table of its own: older rows of analyses are sealed without it.
    """CREATE TABLE remarks (
        note_id  TEXT PRIMARY KEY REFERENCES notes(id) ON DELETE CASCADE,
        remarks  TEXT NOT NULL,
        checksum TEXT NOT NULL
    ) WITHOUT ROWID""",
    "ALTER TABLE jobs ADD COLUMN engine TEXT NOT NULL DEFAULT 'embedded'",
    "ALTER TABLE jobs ADD COLUMN spent TEXT NOT NULL DEFAULT '{}'",
)

"""Tables for work with a language model: replies kept for another time, and what was sent."""

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
        at       TEXT NOT NULL,
        checksum TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX replies_note ON replies(note_id)",
    # No text: hashes, counts and names of categories only.
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
        categories TEXT NOT NULL,
        outcome    TEXT NOT NULL,
        took_ms    INTEGER NOT NULL,
        checksum   TEXT NOT NULL
    )""",
    "ALTER TABLE analyses ADD COLUMN remarks TEXT NOT NULL DEFAULT '[]'",
)

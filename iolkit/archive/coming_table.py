"""The table of vectors that are made beside those in use."""

from __future__ import annotations

COMING = (
    """CREATE TABLE coming (
        seq      INTEGER PRIMARY KEY REFERENCES passages(seq) ON DELETE CASCADE,
        encoder  TEXT NOT NULL,
        vector   BLOB NOT NULL,
        checksum TEXT NOT NULL
    )""",
)

"""Tables for bringing a learning home: what people answered about an item, and how organisations
are.

Both hold raw words of people: they go with the note, and with the person who is forgotten.
"""

from __future__ import annotations

TRANSFER = (
    # The newest answer to a question about an item counts; one that is taken back is deleted.
    # `turn` numbers what was said at once, `review` is the step of reviews made of a choice.
    """CREATE TABLE supplements (
        seq      INTEGER PRIMARY KEY AUTOINCREMENT,
        note_id  TEXT NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
        item_id  TEXT NOT NULL,
        anchor   TEXT NOT NULL,
        matter   TEXT NOT NULL,
        what     TEXT NOT NULL,
        text     TEXT NOT NULL,
        flags    TEXT NOT NULL,
        by       TEXT NOT NULL,
        at       TEXT NOT NULL,
        skipped  INTEGER NOT NULL,
        turn     INTEGER NOT NULL,
        review   INTEGER NOT NULL,
        checksum TEXT NOT NULL
    )""",
    "CREATE INDEX supplements_note ON supplements(note_id)",
    # Facts about an organisation, ours ("") or another by its plain name; the newest row counts.
    """CREATE TABLE profiles (
        seq      INTEGER PRIMARY KEY AUTOINCREMENT,
        org      TEXT NOT NULL,
        facts    TEXT NOT NULL,
        by       TEXT NOT NULL,
        at       TEXT NOT NULL,
        checksum TEXT NOT NULL
    )""",
    "CREATE INDEX profiles_org ON profiles(org)",
    # What was said of an item with another version of the rubric.
    """CREATE TABLE earlier_ratings (
        seq        INTEGER PRIMARY KEY AUTOINCREMENT,
        note_id    TEXT NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
        assessment TEXT NOT NULL,
        until      TEXT NOT NULL,
        checksum   TEXT NOT NULL
    )""",
    "CREATE INDEX earlier_ratings_note ON earlier_ratings(note_id)",
)

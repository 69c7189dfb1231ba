"""The tables of an archive up to version 6, as they were released. Never changed again: what is
new is a step of its own (model_tables.py, transfer_tables.py)."""

from __future__ import annotations

NOTES = (
    """CREATE TABLE state (
        name  TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE notes (
        seq      INTEGER PRIMARY KEY AUTOINCREMENT,
        id       TEXT NOT NULL UNIQUE,
        text     TEXT NOT NULL,
        language TEXT NOT NULL,
        session  TEXT NOT NULL,
        source   TEXT NOT NULL,
        locators TEXT NOT NULL,
        title    TEXT NOT NULL,
        added_at TEXT NOT NULL,
        stale    INTEGER NOT NULL DEFAULT 0,
        checksum TEXT NOT NULL
    )""",
    "CREATE INDEX notes_stale ON notes(id) WHERE stale",
    """CREATE TABLE analyses (
        note_id     TEXT PRIMARY KEY REFERENCES notes(id) ON DELETE CASCADE,
        flags       TEXT NOT NULL,
        items       TEXT NOT NULL,
        assessments TEXT NOT NULL,
        summary     TEXT NOT NULL,
        made_by     TEXT NOT NULL,
        checksum    TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE sources (
        name    TEXT NOT NULL,
        sha256  TEXT NOT NULL,
        note_id TEXT NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
        PRIMARY KEY (name, sha256)
    ) WITHOUT ROWID""",
    "CREATE INDEX sources_note ON sources(note_id)",
    """CREATE TABLE marks (
        id      TEXT NOT NULL,
        note_id TEXT NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
        PRIMARY KEY (id, note_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX marks_note ON marks(note_id)",
    """CREATE TABLE reviews (
        seq        INTEGER PRIMARY KEY AUTOINCREMENT,
        note_id    TEXT NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
        subject    TEXT NOT NULL,
        subject_id TEXT NOT NULL,
        field      TEXT NOT NULL,
        value      TEXT NOT NULL,
        by         TEXT NOT NULL,
        at         TEXT NOT NULL,
        reason     TEXT NOT NULL,
        anchor     TEXT NOT NULL,
        retracts   INTEGER UNIQUE REFERENCES reviews(seq),
        checksum   TEXT NOT NULL
    )""",
    "CREATE INDEX reviews_note ON reviews(note_id, seq)",
    "CREATE TABLE forgotten (note_id TEXT PRIMARY KEY) WITHOUT ROWID",
)

# The full text is an index over columns of `passages` (external content), kept in step by
# triggers: no path, not even a cascade, can leave words of a passage that is gone.
PASSAGES = (
    """CREATE TABLE passages (
        seq       INTEGER PRIMARY KEY AUTOINCREMENT,
        key       TEXT NOT NULL UNIQUE,
        note_id   TEXT REFERENCES notes(id) ON DELETE CASCADE,
        item_id   TEXT NOT NULL,
        text      TEXT NOT NULL,
        facts     TEXT NOT NULL,
        programme TEXT NOT NULL,
        format    TEXT NOT NULL,
        held_on   TEXT NOT NULL,
        language  TEXT NOT NULL,
        kind      TEXT NOT NULL,
        band      TEXT NOT NULL,
        flagged   TEXT NOT NULL,
        stems     TEXT NOT NULL,
        parts     TEXT NOT NULL,
        glosses   TEXT NOT NULL,
        exact     TEXT NOT NULL,
        checksum  TEXT NOT NULL
    )""",
    "CREATE INDEX passages_note ON passages(note_id)",
    "CREATE INDEX passages_item ON passages(item_id)",
    """CREATE TABLE vectors (
        seq      INTEGER PRIMARY KEY REFERENCES passages(seq) ON DELETE CASCADE,
        encoder  TEXT NOT NULL,
        vector   BLOB NOT NULL,
        checksum TEXT NOT NULL
    )""",
    "CREATE INDEX vectors_encoder ON vectors(encoder)",
    """CREATE VIRTUAL TABLE words USING fts5(
        stems, parts, glosses, exact,
        content='passages', content_rowid='seq', tokenize='unicode61 remove_diacritics 0'
    )""",
    """CREATE TABLE outbox (
        seq     INTEGER PRIMARY KEY AUTOINCREMENT,
        passage INTEGER NOT NULL
    )""",
    """CREATE TRIGGER passage_added AFTER INSERT ON passages BEGIN
        INSERT INTO words(rowid, stems, parts, glosses, exact)
            VALUES (new.seq, new.stems, new.parts, new.glosses, new.exact);
    END""",
    """CREATE TRIGGER passage_removed AFTER DELETE ON passages BEGIN
        INSERT INTO words(words, rowid, stems, parts, glosses, exact)
            VALUES ('delete', old.seq, old.stems, old.parts, old.glosses, old.exact);
        INSERT INTO outbox(passage) VALUES (old.seq);
    END""",
    """CREATE TRIGGER vector_added AFTER INSERT ON vectors BEGIN
        INSERT INTO outbox(passage) VALUES (new.seq);
    END""",
    """CREATE TRIGGER vector_changed AFTER UPDATE ON vectors BEGIN
        INSERT INTO outbox(passage) VALUES (new.seq);
    END""",
)

WORK = (
    """CREATE TABLE jobs (
        seq        INTEGER PRIMARY KEY AUTOINCREMENT,
        id         TEXT NOT NULL UNIQUE,
        kind       TEXT NOT NULL,
        submission TEXT NOT NULL,
        session    TEXT,
        state      TEXT NOT NULL,
        step       TEXT NOT NULL,
        cancelled  INTEGER NOT NULL DEFAULT 0,
        beat_at    REAL NOT NULL DEFAULT 0,
        created_at TEXT NOT NULL
    )""",
    # The same files cannot wait twice: a double click finds the job of the first one.
    """CREATE UNIQUE INDEX jobs_once ON jobs(submission) WHERE state IN ('waiting', 'running')""",
    """CREATE TABLE job_files (
        job_id   TEXT NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name     TEXT NOT NULL,
        data     BLOB,
        begun    INTEGER NOT NULL DEFAULT 0,
        result   TEXT,
        PRIMARY KEY (job_id, position)
    )""",
    """CREATE TABLE lists (
        list TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (list, name)
    ) WITHOUT ROWID""",
    """CREATE TABLE audit (
        seq     INTEGER PRIMARY KEY AUTOINCREMENT,
        at      TEXT NOT NULL,
        who     TEXT NOT NULL,
        what    TEXT NOT NULL,
        subject TEXT NOT NULL,
        count   INTEGER NOT NULL,
        chain   TEXT NOT NULL
    )""",
)

# Which marks the newest analysis of a note has: lists count them without reading the analyses.
FOUND = (
    """CREATE TABLE found (
        note_id TEXT NOT NULL REFERENCES notes(id) ON DELETE CASCADE,
        mark    TEXT NOT NULL,
        what    TEXT NOT NULL,
        PRIMARY KEY (note_id, mark)
    ) WITHOUT ROWID""",
    *(
        f"""INSERT OR IGNORE INTO found
            SELECT note_id, json_extract(value, '$.id'), '{what}'
            FROM analyses, json_each(CASE WHEN json_valid({column}) THEN {column} ELSE '[]' END)"""
        for what, column in (("item", "items"), ("flag", "flags"))
    ),
    """CREATE TRIGGER analysis_kept AFTER INSERT ON analyses BEGIN
        DELETE FROM found WHERE note_id = new.note_id;
        INSERT OR IGNORE INTO found
            SELECT new.note_id, json_extract(value, '$.id'), 'item' FROM json_each(new.items);
        INSERT OR IGNORE INTO found
            SELECT new.note_id, json_extract(value, '$.id'), 'flag' FROM json_each(new.flags);
    END""",
    "CREATE INDEX passages_counted ON passages(kind, band) WHERE note_id IS NOT NULL",
)

# How fast a job gets on, for whoever watches: when its step began, when it ended, seconds left.
PACE = (
    "ALTER TABLE jobs ADD COLUMN step_at REAL NOT NULL DEFAULT 0",
    "ALTER TABLE jobs ADD COLUMN finished_at REAL NOT NULL DEFAULT 0",
    "ALTER TABLE jobs ADD COLUMN left_s REAL",
)

# Reviews given together are taken back together: the number of the first, NULL for one alone.
TOGETHER = ("ALTER TABLE reviews ADD COLUMN step INTEGER",)

# What stands around the passages of a note, as one vector: search adds it to each one's own.
SURROUNDINGS = (
    """CREATE TABLE surroundings (
        note_id  TEXT PRIMARY KEY REFERENCES notes(id) ON DELETE CASCADE,
        encoder  TEXT NOT NULL,
        vector   BLOB NOT NULL,
        checksum TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TRIGGER surroundings_added AFTER INSERT ON surroundings BEGIN
        INSERT INTO outbox(passage) SELECT seq FROM passages WHERE note_id = new.note_id;
    END""",
)

# Searches kept under a name; `seen` is the running number of the newest note at the last look.
SEARCHES = (
    """CREATE TABLE searches (
        seq      INTEGER PRIMARY KEY AUTOINCREMENT,
        name     TEXT NOT NULL,
        query    TEXT NOT NULL,
        filters  TEXT NOT NULL,
        seen     INTEGER NOT NULL,
        checksum TEXT NOT NULL
    )""",
)

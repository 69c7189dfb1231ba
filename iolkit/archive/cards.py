"""Notes in brief: lists to choose from, and the figures of the overview.

Everything is counted and narrowed by the database, so that a list of ten among thousands of notes
reads ten. Figures follow the tables `found` (marks of the newest analysis) and `reviews`.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from iolkit.archive import rows, state
from iolkit.archive.connection import Database
from iolkit.archive.memory import Memory
from iolkit.archive.notes import REFRESHED
from iolkit.archive.review_values import corrected
from iolkit.archive.reviews import STANDING
from iolkit.errors import NotFound
from iolkit.language import fold
from iolkit.outcomes import CardOrder, CardPage, NoteCard, Overview
from iolkit.records import Masked, Review, Session, Span, mark_id

_COUNTED = f"""
said AS (
    SELECT note_id, subject, field,
        CASE subject
            WHEN 'note' THEN added_mark(note_id, field, value)
            WHEN 'rating' THEN substr(subject_id, 1, instr(subject_id, ':') - 1)
            ELSE subject_id
        END AS mark
    FROM reviews
    WHERE subject NOT IN ('session', 'fit', 'plan')
        AND note_id IN (SELECT id FROM picked) AND {STANDING}
),
marks AS (
    SELECT note_id, mark, what FROM found WHERE note_id IN (SELECT id FROM picked)
    UNION SELECT note_id, mark, field FROM said WHERE subject = 'note'
),
counted AS (
    SELECT note_id, sum(what = 'item') AS items, sum(what = 'flag') AS flags,
        sum((note_id, mark) IN (SELECT note_id, mark FROM said)) AS reviewed
    FROM marks GROUP BY note_id
),
brief AS (
    SELECT picked.*, coalesce(items, 0) AS items, coalesce(flags, 0) AS flags,
        coalesce(reviewed, 0) AS reviewed
    FROM picked LEFT JOIN counted ON counted.note_id = picked.id
)
"""
"""Marks and how many of them a person decided on, for the notes `picked`."""
_NOTE = "seq, id, source, title, language, session, added_at"
_OPEN = "reviewed < items + flags"
_ORDERS: Mapping[CardOrder, str] = {
    "newest": "seq DESC",
    "held_on": "held_on(id, session) DESC, seq DESC",
    "title": "folded(CASE title WHEN '' THEN source ELSE title END), seq DESC",
    "open": "items + flags - reviewed DESC, seq DESC",
}


class Cards:
    """Every note of an archive in brief, with the corrected facts of its session."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._memory = Memory(database, _state)

    def find(
        self,
        text: str = "",
        *,
        order: CardOrder = "newest",
        open_only: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> CardPage:
        """The notes whose title, file name, programme, host or partners hold every word of `text`.

        Case, accents and umlauts do not matter. `limit` None = all that fit.
        """
        words = tuple(fold(word) for word in text.split())
        part = (-1 if limit is None else limit, offset)
        return self._memory.once(
            ("find", words, order, open_only, part),
            lambda connection: _found(connection, words, order, open_only, part),
        )

    def get(self, note_id: str) -> NoteCard:
        """One note in brief. Raises NotFound("note_unknown")."""
        with self._database.read() as connection:
            told = _Told(connection)
            row = connection.execute(
                f"WITH picked AS (SELECT {_NOTE} FROM notes WHERE id = ?), {_COUNTED} "
                "SELECT * FROM brief",
                (note_id,),
            ).fetchone()
            if row is None:
                raise NotFound("note_unknown", note=note_id)
            return told.card(row)

    def next_open(self, after: str = "") -> str | None:
        """The next note with something undecided after this one, newest first, going round."""
        return self._memory.once(("next", after), lambda connection: _next_open(connection, after))

    def overview(self) -> Overview:
        """What is here and what waits, in figures."""
        return self._memory.once("overview", _overview)


def _found(
    connection: sqlite3.Connection,
    words: Sequence[str],
    order: CardOrder,
    open_only: bool,
    part: tuple[int, int],
) -> CardPage:
    told = _Told(connection, words)
    fitting = "WHERE holds(id, title, source, session)" if words else ""
    by = _ORDERS[order]
    if open_only or order == "open":
        opened = f"WHERE {_OPEN}" if open_only else ""
        counted = f"WITH picked AS (SELECT {_NOTE} FROM notes {fitting}), {_COUNTED}"
        query = f"{counted} SELECT * FROM brief {opened} ORDER BY {by} LIMIT ? OFFSET ?"
        total = f"{counted} SELECT count(*) FROM brief {opened}"
    else:
        picked = f"SELECT {_NOTE} FROM notes {fitting} ORDER BY {by} LIMIT ? OFFSET ?"
        query = f"WITH picked AS ({picked}), {_COUNTED} SELECT * FROM brief ORDER BY {by}"
        total = f"SELECT count(*) FROM notes {fitting}"
    cards = tuple(told.card(row) for row in connection.execute(query, part))
    return CardPage(cards, connection.execute(total).fetchone()[0])


def _next_open(connection: sqlite3.Connection, after: str) -> str | None:
    _Told(connection)
    row = connection.execute(
        f"WITH picked AS (SELECT seq, id FROM notes WHERE id <> ?1), {_COUNTED} "
        f"SELECT id FROM brief WHERE {_OPEN} ORDER BY "
        "seq > coalesce((SELECT seq FROM notes WHERE id = ?1), seq), seq DESC LIMIT 1",
        (after,),
    ).fetchone()
    return str(row[0]) if row else None


def _overview(connection: sqlite3.Connection) -> Overview:
    told = _Told(connection)
    notes, open_notes, open_marks = connection.execute(
        f"WITH picked AS (SELECT seq, id FROM notes), {_COUNTED} SELECT count(*), "
        f"sum({_OPEN}), sum(items + flags - reviewed) FROM brief"
    ).fetchone()
    sessions = [
        told.session(note_id, facts)
        for note_id, facts in connection.execute("SELECT id, session FROM notes")
    ]
    handovers = connection.execute("SELECT count(*) FROM audit WHERE what = 'handover'").fetchone()
    items = connection.execute(
        "SELECT kind, band, count(*) FROM passages WHERE note_id IS NOT NULL GROUP BY kind, band"
    ).fetchall()
    return Overview(
        notes=notes,
        items=sum(count for _, _, count in items),
        programmes=len({fold(each.programme) for each in sessions if each.programme}),
        open_notes=open_notes or 0,
        open_marks=open_marks or 0,
        by_band=_summed((band, count) for _, band, count in items),
        by_kind=_summed((kind, count) for kind, _, count in items),
        by_year=Counter(each.held_on.year for each in sessions if each.held_on),
        handovers=handovers[0],
    )


def _state(connection: sqlite3.Connection) -> tuple[str, str]:
    """What differs whenever a card or a figure may: the end of the audit's chain, and how often
    passages and titles were made anew."""
    last = connection.execute("SELECT chain FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return str(last[0]) if last else "", state.get(connection, REFRESHED)


class _Told:
    """Session facts as people corrected them, and the words the queries need for that."""

    def __init__(self, connection: sqlite3.Connection, asked: Sequence[str] = ()) -> None:
        self._asked = asked
        self._reviews: defaultdict[str, list[Review]] = defaultdict(list)
        for note_id, field, value in connection.execute(
            "SELECT note_id, field, value FROM reviews "
            f"WHERE subject = 'session' AND {STANDING} ORDER BY seq"
        ):
            review = Review("session", note_id, field, value, by="", at="")
            self._reviews[note_id].append(review)
        connection.create_function("added_mark", 3, _added_mark, deterministic=True)
        connection.create_function("folded", 1, fold, deterministic=True)
        connection.create_function("held_on", 2, self._held_on)
        connection.create_function("holds", 4, self._holds)

    def session(self, note_id: str, facts: str) -> Session:
        """The session of a note, corrected."""
        session = rows.session(facts, note_id)
        for review in self._reviews.get(note_id, ()):
            session = corrected(session, review)
        return session

    def card(self, row: Sequence[Any]) -> NoteCard:
        """A row of `brief` as a record."""
        _, note_id, source, title, language, facts, added_at, items, flags, reviewed = row
        return NoteCard(
            id=note_id,
            source=source,
            title=Masked(title),
            language=language,
            session=self.session(note_id, facts),
            items=items,
            flags=flags,
            reviewed=reviewed,
            added_at=added_at,
        )

    def _held_on(self, note_id: str, facts: str) -> str:
        held_on = self.session(note_id, facts).held_on
        return held_on.isoformat() if held_on else ""

    def _holds(self, note_id: str, title: str, source: str, facts: str) -> bool:
        session = self.session(note_id, facts)
        words = fold("\n".join((title, source, session.programme, session.host, *session.partners)))
        return all(word in words for word in self._asked)


def _added_mark(note_id: str, field: str, value: str) -> str:
    """The id of an added flag ("start:end:category:owner") or item ("start:end:kind")."""
    start, end, category, *_ = value.split(":")
    what = "item" if field == "item" else category
    return mark_id(note_id, Span(int(start), int(end)), what)


def _summed(counts: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    total: Counter[str] = Counter()
    for name, count in counts:
        total[name] += count
    return total

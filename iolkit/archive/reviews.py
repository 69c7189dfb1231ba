"""The log of reviews: a person's words in their order. Nothing is changed or taken out; taking a
review back appends a retraction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

from iolkit.archive import codec, state
from iolkit.archive.audit import Audit
from iolkit.archive.connection import Database
from iolkit.archive.reviewed import Anchor, Anchored, added_flag, apply
from iolkit.errors import ArchiveDamaged, NotFound
from iolkit.outcomes import Reviewed
from iolkit.records import Analysis, Flag, Review

Load = Callable[[sqlite3.Connection, str], Analysis]
"""The engine's word on a note, within an open transaction; notes.py brings it."""


class Reviews:
    """What people said of flags, items, ratings, sessions and notes."""

    def __init__(self, database: Database, audit: Audit, load: Load) -> None:
        self._database = database
        self._audit = audit
        self._load = load

    def add(self, review: Review) -> None:
        """Append a review; the note's passages are hidden from search until they are made anew.

        Raises NotFound("mark_unknown", "note_unknown") when its subject is not here and
        WrongUse("review_invalid") when its field or value makes no sense; nothing is stored then.
        """
        with self._database.write() as connection:
            note_id = self._note_of(connection, review)
            reviewed = self.reviewed(connection, note_id)
            anchor = _anchor(reviewed, review)
            apply(reviewed.analysis, [Anchored(review, anchor)])
            self._insert(connection, note_id, review, anchor, None)
            for mark in _marks(reviewed, review):
                connection.execute("INSERT OR IGNORE INTO marks VALUES (?, ?)", (mark.id, note_id))
            connection.execute("UPDATE notes SET stale = 1 WHERE id = ?", (note_id,))
            self._audit.append(connection, "reviewed", review.subject_id, 1, who=review.by)

    def undo(self, note_id: str, *, by: str = "", at: str = "") -> bool:
        """Take back the last standing review of a note. False when there is none."""
        with self._database.write() as connection:
            last = connection.execute(
                f"SELECT max(seq) FROM reviews WHERE note_id = ? AND {_STANDING}", (note_id,)
            ).fetchone()[0]
            if last is None:
                return False
            row = connection.execute(
                "SELECT subject, subject_id, field, value FROM reviews WHERE seq = ?", (last,)
            ).fetchone()
            subject, subject_id, field, value = row
            retraction = Review(subject, subject_id, field, value, by=by, at=at or state.now())
            self._insert(connection, note_id, retraction, {}, last)
            connection.execute("UPDATE notes SET stale = 1 WHERE id = ?", (note_id,))
            self._audit.append(connection, "retracted", subject_id, 1, who=by)
            return True

    def of(self, note_id: str) -> tuple[Review, ...]:
        """The standing reviews of a note, in their order."""
        with self._database.read() as connection:
            return tuple(anchored.review for anchored in standing(connection, note_id))

    def reviewed(self, connection: sqlite3.Connection, note_id: str) -> Reviewed:
        """The analysis of a note with its standing reviews applied."""
        return apply(self._load(connection, note_id), standing(connection, note_id))

    def _note_of(self, connection: sqlite3.Connection, review: Review) -> str:
        if review.subject in ("session", "note"):
            found = connection.execute("SELECT id FROM notes WHERE id = ?", (review.subject_id,))
            if found.fetchone() is None:
                raise NotFound("note_unknown", note=review.subject_id)
            return review.subject_id
        return note_of_mark(connection, review.subject_id.partition(":")[0])

    def _insert(
        self,
        connection: sqlite3.Connection,
        note_id: str,
        review: Review,
        anchor: Anchor,
        retracts: int | None,
    ) -> None:
        row = (
            note_id, review.subject, review.subject_id, review.field, review.value,
            review.by, review.at, review.reason, codec.dumps(anchor), retracts,
        )  # fmt: skip
        connection.execute(
            "INSERT INTO reviews(note_id, subject, subject_id, field, value, by, at, reason, "
            "anchor, retracts, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, codec.seal(*row)),
        )


def standing(connection: sqlite3.Connection, note_id: str) -> list[Anchored]:
    """The reviews of a note that were not taken back, in their order, with their anchors."""
    rows = connection.execute(
        "SELECT seq, subject, subject_id, field, value, by, at, reason, anchor FROM reviews "
        f"WHERE note_id = ? AND {_STANDING} ORDER BY seq",
        (note_id,),
    )
    found = []
    for seq, *review, anchor in rows:
        try:
            found.append(Anchored(Review(*review), json.loads(anchor)))
        except ValueError as error:
            raise ArchiveDamaged("row_damaged", table="reviews", row=str(seq)) from error
    return found


def note_of_mark(connection: sqlite3.Connection, mark_id: str) -> str:
    """The note of a flag or an item. Raises NotFound("mark_unknown")."""
    row = connection.execute("SELECT note_id FROM marks WHERE id = ?", (mark_id,)).fetchone()
    if row is None:
        raise NotFound("mark_unknown", mark=mark_id)
    return str(row[0])


_STANDING = (
    "retracts IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM reviews AS later WHERE later.retracts = reviews.seq)"
)


def _anchor(reviewed: Reviewed, review: Review) -> Anchor:
    analysis = reviewed.analysis
    if review.subject == "flag":
        flag = next((f for f in analysis.flags if f.id == review.subject_id), None)
        if flag is None:
            raise NotFound("mark_unknown", mark=review.subject_id)
        return {"flag": codec.from_flag(flag)}
    if review.subject in ("item", "rating"):
        item_id = review.subject_id.partition(":")[0]
        item = next((i for i in analysis.items if i.id == item_id), None)
        if item is None:
            raise NotFound("mark_unknown", mark=item_id)
        rated = next((a for a in analysis.assessments if a.item_id == item_id), None)
        return {
            "item": codec.from_item(item),
            "assessment": codec.from_assessment(rated) if rated else None,
        }
    return {}


def _marks(reviewed: Reviewed, review: Review) -> list[Flag]:
    return [added_flag(reviewed.analysis.note, review)] if review.subject == "note" else []

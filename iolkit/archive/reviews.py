"""The log of reviews: a person's words in their order. Nothing is changed or taken out; taking a
review back appends a retraction. Reviews given together are one step and are taken back together.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace

from iolkit.archive import codec, state, supplements, undoing
from iolkit.archive.audit import Audit
from iolkit.archive.connection import Database
from iolkit.archive.review_values import added_flag, added_item
from iolkit.archive.reviewed import Anchor, Anchored, Desk, apply
from iolkit.archive.undoing import Said
from iolkit.errors import ArchiveDamaged, NotFound, WrongUse
from iolkit.outcomes import Reviewed, Step
from iolkit.records import Analysis, Assessment, Flag, Review

Load = Callable[[sqlite3.Connection, str], Analysis]
"""The engine's word on a note, within an open transaction; notes.py brings it."""


class Reviews:
    """What people said of flags, items, ratings, sessions and notes."""

    def __init__(self, database: Database, audit: Audit, load: Load) -> None:
        self._database = database
        self._audit = audit
        self._load = load

    def add(self, review: Review) -> None:
        """Append a review, a step of its own. Raises as `add_together` does."""
        self.add_together([review])

    def add_together(
        self,
        reviews: Sequence[Review],
        rated: Sequence[Assessment | None] = (),
        flagged: Sequence[tuple[Flag, ...]] = (),
    ) -> None:
        """Append reviews of one note as one step: all of them, or none.

        `rated[n]` is what an engine says of the text within the borders that review n gives to an
        item, `flagged[n]` what is sensitive in the words it writes into a plan. Where something
        changes that passages show, they are hidden from search until they are made anew. Raises
        NotFound("mark_unknown", "note_unknown") when a subject is not here,
        WrongUse("review_invalid") when a field or value makes no sense, ("review_of_two_notes"),
        and ("items_overlap") when an item would lie across another; nothing is stored then.
        """
        with self._database.write() as connection:
            notes = {self._note_of(connection, review) for review in reviews}
            if len(notes) != 1:
                raise WrongUse("review_of_two_notes")
            (note_id,) = notes
            said = _log(connection, note_id)
            desk = _desk(self._load(connection, note_id), said)
            before, clashes = desk.result(), desk.clashes()
            step: int | None = None
            for place, review in enumerate(reviews):
                anchor = desk.anchor(review)
                if (assessment := next(iter(rated[place : place + 1]), None)) is not None:
                    anchor = {**anchor, "rated": codec.from_assessment(assessment)}
                if flags := next(iter(flagged[place : place + 1]), ()):
                    anchor = {**anchor, "flags": [codec.from_flag(flag) for flag in flags]}
                desk.take(Anchored(review, anchor))
                row = self._insert(connection, note_id, review, anchor, step=step)
                step = step or row
                _mark(connection, before.analysis, review)
                self._audit.append(connection, "reviewed", review.subject_id, 1, who=review.by)
            if desk.clashes() - clashes:
                raise WrongUse("items_overlap")
            _stale(connection, note_id, before, desk.result())

    def undo(
        self, note_id: str, *, by: str = "", at: str = "", step: int | None = None
    ) -> tuple[Review, ...]:
        """Take back a step, by default the last one, and what was said of marks it had made.

        The reviews taken back; () when nothing stands. Raises NotFound("step_unknown"), and
        WrongUse("undo_blocked") when a later step needs this one: that one must go first.
        """
        with self._database.write() as connection:
            said = _log(connection, note_id)
            if step is None and not said:
                return ()
            chosen = said[-1].step if step is None else step
            if all(each.step != chosen for each in said):
                raise NotFound("step_unknown", step=chosen)
            analysis = self._load(connection, note_id)
            before = _desk(analysis, said)
            gone = undoing.with_dependents(said, chosen)
            rest = [each for each in said if each.step not in gone]
            if undoing.breaks(analysis, rest) - before.clashes():
                raise WrongUse("undo_blocked")
            lost = [each for each in reversed(said) if each.step in gone]
            for each in lost:
                review = replace(each.anchored.review, by=by, at=at or state.now(), reason="")
                self._insert(connection, note_id, review, {}, retracts=each.seq)
                self._audit.append(connection, "retracted", review.subject_id, 1, who=by)
            _stale(connection, note_id, before.result(), _desk(analysis, rest).result())
            return tuple(each.anchored.review for each in lost)

    def steps(self, note_id: str) -> tuple[Step, ...]:
        """The standing reviews of a note by step, in their order."""
        with self._database.read() as connection:
            said = _log(connection, note_id)
        numbers = dict.fromkeys(each.step for each in said)
        return tuple(
            Step(number, tuple(each.anchored.review for each in said if each.step == number))
            for number in numbers
        )

    def of(self, note_id: str) -> tuple[Review, ...]:
        """The standing reviews of a note, in their order."""
        with self._database.read() as connection:
            return tuple(anchored.review for anchored in standing(connection, note_id))

    def course(self, note_id: str) -> tuple[tuple[Review, Reviewed], ...]:
        """Each standing review of a note, in order, with the note as it stood after it."""
        with self._database.read() as connection:
            analysis, said = self._load(connection, note_id), standing(connection, note_id)
            added = supplements.load(connection, note_id)
        desk, found = Desk(analysis), []
        for each in said:
            desk.take(each)
            found.append((each.review, supplements.placed(desk.result(), added)))
        return tuple(found)

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
        *,
        step: int | None = None,
        retracts: int | None = None,
    ) -> int:
        row = (
            note_id, review.subject, review.subject_id, review.field, review.value,
            review.by, review.at, review.reason, codec.dumps(anchor), retracts,
        )  # fmt: skip
        seq = connection.execute(
            "INSERT INTO reviews(note_id, subject, subject_id, field, value, by, at, reason, "
            "anchor, retracts, checksum, step) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, codec.seal(*row), step),
        ).lastrowid
        return int(seq or 0)


def standing(connection: sqlite3.Connection, note_id: str) -> list[Anchored]:
    """The reviews of a note that were not taken back, in their order, with their anchors."""
    return [said.anchored for said in _log(connection, note_id)]


def note_of_mark(connection: sqlite3.Connection, mark_id: str) -> str:
    """The note of a flag or an item. Raises NotFound("mark_unknown")."""
    row = connection.execute("SELECT note_id FROM marks WHERE id = ?", (mark_id,)).fetchone()
    if row is None:
        raise NotFound("mark_unknown", mark=mark_id)
    return str(row[0])


STANDING = (
    "retracts IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM reviews AS later WHERE later.retracts = reviews.seq)"
)


def _log(connection: sqlite3.Connection, note_id: str) -> list[Said]:
    rows = connection.execute(
        "SELECT seq, coalesce(step, seq), subject, subject_id, field, value, by, at, reason, "
        f"anchor FROM reviews WHERE note_id = ? AND {STANDING} ORDER BY seq",
        (note_id,),
    )
    found = []
    for seq, step, *review, anchor in rows:
        try:
            found.append(Said(seq, step, Anchored(Review(*review), json.loads(anchor))))
        except ValueError as error:
            raise ArchiveDamaged("row_damaged", table="reviews", row=str(seq)) from error
    return found


def _desk(analysis: Analysis, said: Sequence[Said]) -> Desk:
    desk = Desk(analysis)
    for each in said:
        desk.take(each.anchored)
    return desk


def _mark(connection: sqlite3.Connection, analysis: Analysis, review: Review) -> None:
    """Remember the note of a mark that a review makes."""
    if review.subject == "note":
        made = added_item if review.field == "item" else added_flag
        mark = made(analysis.note, review).id
        connection.execute("INSERT OR IGNORE INTO marks VALUES (?, ?)", (mark, analysis.note.id))


def _stale(connection: sqlite3.Connection, note_id: str, before: Reviewed, after: Reviewed) -> None:
    if _shown(before) != _shown(after):
        connection.execute("UPDATE notes SET stale = 1 WHERE id = ?", (note_id,))


def _shown(reviewed: Reviewed) -> tuple[object, ...]:
    """What passages and titles are made of: a mere nod changes nothing in them."""
    analysis = reviewed.analysis
    return reviewed.flags, reviewed.items, analysis.assessments, analysis.note.session

"""What people added when they were asked about a learning item: their answers, turn by turn.

The newest answer counts. Taking one back takes its words out for good: they were said to help, and
whoever thinks better of it expects them gone. Raw words, so they go with the note.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from iolkit.archive import codec, rows
from iolkit.archive.audit import Audit
from iolkit.archive.connection import Database
from iolkit.archive.memory import Memory
from iolkit.errors import ArchiveDamaged, NotFound
from iolkit.outcomes import Reviewed, Supplement
from iolkit.records import Item, Span

OPEN_FROM = 2
"""Slots that an item must leave open for its note to be worth a debrief."""
_COLUMNS = "note_id, item_id, anchor, matter, what, text, flags, by, at, skipped, turn, review"


class Supplements:
    """Answers to the questions of a debrief."""

    def __init__(self, database: Database, audit: Audit) -> None:
        self._database = database
        self._audit = audit
        self._memory = Memory(database, _state)

    def add(self, note_id: str, answers: Sequence[Supplement]) -> None:
        """Append answers as one turn. The note waits to be masked anew when there are words.

        Raises NotFound("note_unknown").
        """
        with self._database.write() as connection:
            known = connection.execute("SELECT 1 FROM notes WHERE id = ?", (note_id,)).fetchone()
            if known is None:
                raise NotFound("note_unknown", note=note_id)
            last = connection.execute("SELECT coalesce(max(turn), 0) FROM supplements").fetchone()
            for answer in answers:
                _insert(connection, note_id, replace(answer, turn=last[0] + 1))
                what = "skipped" if answer.skipped else "supplemented"
                self._audit.append(connection, what, answer.item_id, 1, who=answer.by)
            _stale(connection, note_id, answers)

    def of(self, note_id: str) -> tuple[Supplement, ...]:
        """Everything people added to a note, in order."""
        with self._database.read() as connection:
            return load(connection, note_id)

    def take_back(self, note_id: str, *, by: str = "") -> tuple[Supplement, ...]:
        """Take out the last turn of a note and its words; what it was, () when there is none."""
        with self._database.write() as connection:
            every = load(connection, note_id)
            last = max((each.turn for each in every), default=0)
            gone = tuple(each for each in every if each.turn == last)
            connection.execute(
                "DELETE FROM supplements WHERE note_id = ? AND turn = ?", (note_id, last)
            )
            for each in gone:
                self._audit.append(connection, "supplement_retracted", each.item_id, 1, who=by)
            _stale(connection, note_id, gone)
        self._database.truncate_log()
        return gone

    def next_gap(self) -> str | None:
        """The newest note with an item that leaves much open, of which nobody was asked yet."""
        return self._memory.once("gap", _next_gap)


def load(connection: sqlite3.Connection, note_id: str) -> tuple[Supplement, ...]:
    """The answers of a note in an open transaction, in order. Raises ArchiveDamaged."""
    found = connection.execute(
        f"SELECT seq, {_COLUMNS} FROM supplements WHERE note_id = ? ORDER BY seq", (note_id,)
    )
    return tuple(_supplement(*row) for row in found)


def placed(reviewed: Reviewed, supplements: Sequence[Supplement]) -> Reviewed:
    """A reviewed note with what people added: each answer at its item, slots counted as filled.

    An answer whose item is gone belongs to the one that has most of its text now; where there is
    none it stays with the note and is shown at no item.
    """
    if not supplements:
        return reviewed
    items = reviewed.analysis.items
    found = tuple(replace(each, item_id=_item(each, items)) for each in supplements)
    told = {(each.item_id, slot) for each in found if each.text for slot in each.what.split("+")}
    assessments = tuple(
        replace(
            each,
            missing=(left := tuple(s for s in each.missing if (each.item_id, s) not in told)),
            clarity=each.clarity + len(each.missing) - len(left),
        )
        for each in reviewed.analysis.assessments
    )
    analysis = replace(reviewed.analysis, assessments=assessments)
    return replace(reviewed, analysis=analysis, supplements=found)


def _item(answer: Supplement, items: Sequence[Item]) -> str:
    if any(item.id == answer.item_id for item in items):
        return answer.item_id
    near = [item for item in items if item.span.overlaps(answer.anchor)]
    best = max(near, key=lambda item: _common(item.span, answer.anchor), default=None)
    return best.id if best else answer.item_id


def _common(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _insert(connection: sqlite3.Connection, note_id: str, answer: Supplement) -> None:
    anchor = f"{answer.anchor.start}:{answer.anchor.end}"
    flags = codec.dumps([codec.from_flag(flag) for flag in answer.flags])
    seq = connection.execute(
        f"INSERT INTO supplements({_COLUMNS}, checksum) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
        (
            note_id, answer.item_id, anchor, answer.matter, answer.what, answer.text, flags,
            answer.by, answer.at, int(answer.skipped), answer.turn, answer.review,
        ),
    ).lastrowid  # fmt: skip
    rows.seal(connection, "supplements", int(seq or 0))


def _supplement(seq: int, _note: str, item_id: str, anchor: str, *row: object) -> Supplement:
    matter, what, text, flags, by, at, skipped, turn, review = row
    try:
        start, _, end = anchor.partition(":")
        return Supplement(
            item_id=item_id,
            anchor=Span(int(start), int(end)),
            matter=matter,  # type: ignore[arg-type]  # only `_insert` writes it
            what=str(what),
            text=str(text),
            flags=tuple(codec.flag(raw) for raw in json.loads(str(flags))),
            by=str(by),
            at=str(at),
            skipped=bool(skipped),
            turn=int(str(turn)),
            review=int(str(review)),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveDamaged("row_damaged", table="supplements", row=str(seq)) from error


def _stale(connection: sqlite3.Connection, note_id: str, answers: Sequence[Supplement]) -> None:
    if any(each.text for each in answers):
        connection.execute("UPDATE notes SET stale = 1 WHERE id = ?", (note_id,))


def _next_gap(connection: sqlite3.Connection) -> str | None:
    row = connection.execute(
        "SELECT n.id FROM notes n JOIN analyses a ON a.note_id = n.id "
        "WHERE NOT EXISTS (SELECT 1 FROM supplements s WHERE s.note_id = n.id) AND EXISTS "
        "(SELECT 1 FROM json_each(a.assessments) "
        "WHERE json_array_length(json_extract(value, '$.missing')) >= ?) "
        "ORDER BY n.seq DESC LIMIT 1",
        (OPEN_FROM,),
    ).fetchone()
    return str(row[0]) if row else None


def _state(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT chain FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""

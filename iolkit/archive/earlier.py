"""Ratings that were made with another version of the rubric: kept when a note is rated anew."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from iolkit.archive import codec, rows, state
from iolkit.archive.audit import Audit
from iolkit.archive.connection import Database
from iolkit.errors import ArchiveDamaged
from iolkit.outcomes import EarlierRating
from iolkit.records import Assessment

FIRST = "1"
"""The version of the rubric before assessments told theirs."""


class EarlierRatings:
    """What was said of items before the rubric changed."""

    def __init__(self, database: Database, audit: Audit) -> None:
        self._database = database
        self._audit = audit

    def replace(self, note_id: str, fresh: Sequence[Assessment]) -> None:
        """Put new assessments of a note's items in place; the old ones are kept beside them.

        Reviews stay; the note waits to be masked anew. Raises NotFound("note_unknown").
        """
        with self._database.write() as connection:
            analysis = rows.load(connection, note_id)
            until = state.now()
            for old in analysis.assessments:
                seq = connection.execute(
                    "INSERT INTO earlier_ratings(note_id, assessment, until, checksum) "
                    "VALUES (?, ?, ?, '')",
                    (note_id, codec.dumps(codec.from_assessment(old)), until),
                ).lastrowid
                rows.seal(connection, "earlier_ratings", int(seq or 0))
            rows.put_analysis(connection, replace(analysis, assessments=tuple(fresh)))
            connection.execute("UPDATE notes SET stale = 1 WHERE id = ?", (note_id,))
            self._audit.append(connection, "rated_anew", note_id, len(fresh))

    def of(self, note_id: str, item_id: str) -> tuple[EarlierRating, ...]:
        """What an item was rated before, the oldest first. Raises ArchiveDamaged."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT seq, assessment, until FROM earlier_ratings WHERE note_id = ? ORDER BY seq",
                (note_id,),
            )
            every = [_earlier(*row) for row in found]
        return tuple(each for each in every if each.item_id == item_id)

    def outdated(self, version: str) -> tuple[str, ...]:
        """The notes with an item that was rated with another version of the rubric.

        Cards that people wrote and rated themselves are not among them.
        """
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT n.id FROM notes n JOIN analyses a ON a.note_id = n.id "
                "WHERE json_extract(a.made_by, '$.engine') <> 'human' AND EXISTS "
                "(SELECT 1 FROM json_each(a.assessments) "
                "WHERE coalesce(json_extract(value, '$.rubric'), ?) <> ?) ORDER BY n.seq",
                (FIRST, version),
            )
            return tuple(row[0] for row in found)


def _earlier(seq: int, told: str, until: str) -> EarlierRating:
    try:
        old = codec.assessment(json.loads(told))
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveDamaged("row_damaged", table="earlier_ratings", row=str(seq)) from error
    return EarlierRating(old.item_id, old.ratings, old.score, old.rubric, until)

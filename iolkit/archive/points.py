"""Every standing item in figures, for maps and spreads: one look at the archive for all of them.

Figures come from the stored analyses. Only where people changed an item's levels or borders, or
added what it did not tell, is the note read whole with its reviews.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from iolkit.archive import codec, supplements
from iolkit.archive.connection import Database
from iolkit.archive.memory import Memory
from iolkit.archive.passages import FRESH, where
from iolkit.archive.reviews import STANDING, Reviews
from iolkit.archive.state import last_change
from iolkit.errors import ArchiveDamaged
from iolkit.outcomes import Filters, ItemPoint
from iolkit.records import DIMENSIONS, Assessment, Masked

T = TypeVar("T")
Assessed = Mapping[str, Assessment]
"""By item id."""
_CHANGED = (
    f"SELECT DISTINCT note_id FROM reviews WHERE {STANDING} AND (subject = 'rating' "
    "OR (subject, field) IN (VALUES ('item', 'span'), ('note', 'item'))) "
    "UNION SELECT DISTINCT note_id FROM supplements WHERE text <> ''"
)


class Points:
    """The items that stand, in figures."""

    def __init__(self, database: Database, reviews: Reviews) -> None:
        self._reviews = reviews
        self._memory = Memory(database, _state)

    def find(self, filters: Filters) -> tuple[ItemPoint, ...]:
        """The fitting items in the order in which they came; how many organisations stand behind
        one is not known here. Items whose reviews are not shown yet wait, as in a search."""
        return self._memory.once(
            filters, lambda connection: tuple(self._found(connection, filters))
        )

    def once(self, asked: Hashable, find: Callable[[], T]) -> T:
        """What `find` makes of the items, made again only when the archive has changed since."""
        return self._memory.once(asked, lambda _connection: find())

    def _found(self, connection: sqlite3.Connection, filters: Filters) -> Iterator[ItemPoint]:
        changed = {row[0] for row in connection.execute(_CHANGED)}
        condition, values = where(filters)
        found = connection.execute(
            "SELECT item_id, note_id, facts FROM passages "
            f"WHERE note_id IS NOT NULL AND {FRESH}{condition} ORDER BY seq",
            values,
        ).fetchall()
        known: dict[str, Assessed] = {}
        for item_id, note_id, facts in found:
            if note_id not in known:
                read = self._peoples if note_id in changed else _engines
                known[note_id] = read(connection, note_id)
            yield _point(item_id, note_id, _parsed(facts, item_id), known[note_id].get(item_id))

    def _peoples(self, connection: sqlite3.Connection, note_id: str) -> Assessed:
        """What people made of the engine's word."""
        reviewed = self._reviews.reviewed(connection, note_id)
        whole = supplements.placed(reviewed, supplements.load(connection, note_id))
        return {each.item_id: each for each in whole.analysis.assessments}


def _engines(connection: sqlite3.Connection, note_id: str) -> Assessed:
    """The engine's word, which nobody changed."""
    row = connection.execute(
        "SELECT assessments FROM analyses WHERE note_id = ?", (note_id,)
    ).fetchone()
    try:
        every = [codec.assessment(raw) for raw in json.loads(row[0])] if row else []
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveDamaged("row_damaged", table="analyses", row=note_id) from error
    return {each.item_id: each for each in every}


def _point(
    item_id: str, note_id: str, facts: Mapping[str, str], assessed: Assessment | None
) -> ItemPoint:
    levels = {rating.dimension: rating.level for rating in assessed.ratings} if assessed else {}
    held_on = facts.get("held_on", "")
    return ItemPoint(
        item_id=item_id,
        note_id=note_id,
        headline=Masked(facts.get("headline", "")),
        title=Masked(facts.get("title", "")),
        kind=facts["kind"],  # type: ignore[arg-type]  # passages are made of items
        programme=facts.get("programme", ""),
        format=facts.get("format", ""),
        held_on=date.fromisoformat(held_on) if held_on else None,
        levels={dimension: levels.get(dimension) for dimension in DIMENSIONS},
        score=assessed.score if assessed else None,
        low=assessed.low if assessed else None,
        high=assessed.high if assessed else None,
        band=assessed.band if assessed else None,
        clarity=assessed.clarity if assessed else 0,
    )


def _parsed(facts: str, item_id: str) -> Mapping[str, str]:
    try:
        parsed: Mapping[str, str] = json.loads(facts)
    except ValueError as error:
        raise ArchiveDamaged("row_damaged", table="passages", row=item_id) from error
    return parsed


def _state(connection: sqlite3.Connection) -> tuple[int, str]:
    """What differs whenever a figure may: passages that came or went, and any word of a person."""
    last = connection.execute("SELECT chain FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return last_change(connection), str(last[0]) if last else ""

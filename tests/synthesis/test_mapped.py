"""Who stands behind the items of a map."""

from __future__ import annotations

import numpy as np

from iolkit.outcomes import ItemPoint
from iolkit.records import Masked, Session
from iolkit.synthesis import backed, told
from iolkit.synthesis.mapped import AT_ONCE

SESSIONS = {
    "a": Session(host="Kolbmann", own_org="Wir"),
    "b": Session(host="Immenbach", own_org="Wir"),
    "c": Session(host="Kolbmann", own_org="Wir"),
    "d": Session(),
    "card": Session(format="practice card"),
}


def point(item: str, note: str) -> ItemPoint:
    """An item of a note, in figures."""
    return ItemPoint(
        item, note, Masked(item), Masked(""), "practice", "", "", None, {}, 50, 50, 50, "B", 3
    )


def test_cards_are_no_items_of_the_map() -> None:
    """Literature was not learned with anybody; a note that is gone has no session."""
    points = [point("1", "a"), point("2", "card"), point("3", "gone")]
    assert [each.item_id for each in told(points, SESSIONS)] == ["1"]


def test_organisations_are_counted_once() -> None:
    """Two sessions at one host are one experience; a session of nobody counts for nobody."""
    points = [point("1", "a"), point("2", "b"), point("3", "c"), point("4", "d"), point("5", "d")]
    same, other = [1.0, 0.0], [0.0, 1.0]
    found = backed(points, np.array([same, same, same, same, other], np.float32), SESSIONS)
    assert [each.organisations for each in found] == [2, 2, 2, 2, 0]


def test_an_item_without_a_vector_stands_for_itself() -> None:
    """Zeros are near to nothing, not even to other zeros."""
    points = [point("1", "a"), point("2", "b")]
    found = backed(points, np.zeros((2, 4), np.float32), SESSIONS)
    assert [each.organisations for each in found] == [1, 1]


def test_many_items_are_compared_with_all_of_them() -> None:
    """Those of the first block with those of the last."""
    count = AT_ONCE + 3
    points = [point(str(n), "a" if n else "b") for n in range(count)]
    vectors = np.zeros((count, 3), np.float32)
    vectors[[0, -1], 0] = 1
    vectors[1:-1, 1] = 1
    found = backed(points, vectors, SESSIONS)
    assert [found[0].organisations, found[1].organisations, found[-1].organisations] == [2, 1, 2]
    assert backed([], np.zeros((0, 3), np.float32), SESSIONS) == ()

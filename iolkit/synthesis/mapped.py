"""Items on a map: how many organisations stand behind each, and no best-practice card among them.

A card is literature: it was not learned with anybody, and nobody rated how far it travels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from iolkit.engine import Matrix
from iolkit.outcomes import ItemPoint
from iolkit.synthesis.corroboration import SAME
from iolkit.synthesis.support import Sessions, independent, is_card, sources_of

AT_ONCE = 512
"""Items compared with all others at once, so that many of them need little memory."""


def told(points: Sequence[ItemPoint], sessions: Sessions) -> tuple[ItemPoint, ...]:
    """The items that somebody told: all but best-practice cards."""
    return tuple(
        point
        for point in points
        if point.note_id in sessions and not is_card(sessions[point.note_id])
    )


def backed(
    points: Sequence[ItemPoint], vectors: Matrix, sessions: Sessions
) -> tuple[ItemPoint, ...]:
    """The same items with the number of independent organisations that tell what they tell.

    As `corroboration` counts for one item, but for what speaks against it: many at once are
    compared by nearness alone.
    `vectors` has one row an item (unit length, or zeros where there is none).
    """
    sources = [sources_of(sessions[point.note_id]) for point in points]
    counted = (
        independent(sources[other] for other in alike if sources[other])
        for alike in _alike(np.asarray(vectors, np.float32))
    )
    return tuple(
        replace(point, organisations=count) for point, count in zip(points, counted, strict=True)
    )


def _alike(vectors: Matrix) -> Iterator[list[int]]:
    """For each item those that tell the same, itself first among them or alone."""
    for start in range(0, len(vectors), AT_ONCE):
        near = vectors[start : start + AT_ONCE] @ vectors.T >= SAME
        for row, others in enumerate(near, start):
            others[row] = True
            yield [int(place) for place in np.flatnonzero(others)]

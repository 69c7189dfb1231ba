"""Items put together by what they tell of."""

from __future__ import annotations

import numpy as np
import pytest

from iolkit.synthesis.themes import MOST, grouped, nearness
from tests.embedded.notes import hashed_vectors

TEXTS = (
    "Die Karte hängt am Kran und regelt die Übergabe der Schicht.",
    "Eine Karte am Kran hat vier Felder für die Übergabe.",
    "Das Modell sagt die Liegezeit der Schiffe voraus.",
    "Für die Liegezeit der Schiffe gibt es ein Modell mit Daten.",
    "Das Gespräch zum Abschied führt der Teamleiter mit dem Leitfaden.",
    "Ein Leitfaden hilft dem Teamleiter beim Gespräch zum Abschied.",
)


def test_like_goes_with_like() -> None:
    """Three pairs of texts are three themes."""
    near = nearness(TEXTS, hashed_vectors(TEXTS))
    assert sorted(grouped(near, [True] * 6)) == [[0, 1], [2, 3], [4, 5]]


def test_order_does_not_matter() -> None:
    """The same items in another order give the same themes."""
    order = [3, 0, 5, 2, 4, 1]
    mixed = [TEXTS[n] for n in order]
    groups = grouped(nearness(mixed, hashed_vectors(mixed)), [True] * 6)
    assert sorted(sorted(order[n] for n in group) for group in groups) == [[0, 1], [2, 3], [4, 5]]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 30])
def test_everything_told_is_in_one_theme_and_there_are_few(count: int) -> None:
    """No item is lost or told twice, and no reader gets more than six themes."""
    rows = np.random.default_rng(count).normal(size=(count, 8))
    near = rows @ rows.T / 8
    groups = grouped(near, [True] * count)
    assert sorted(item for group in groups for item in group) == list(range(count))
    assert len(groups) <= MOST


def test_cards_that_are_near_to_nothing_stand_apart() -> None:
    """Literature joins a theme or makes a group of its own at the end."""
    texts = (*TEXTS, "Ein Patent schützt zwanzig Jahre lang vor Nachahmern.")
    near = nearness(texts, hashed_vectors(texts))
    near[6, :6] = near[:6, 6] = -0.5
    groups = grouped(near, [True] * 6 + [False])
    assert groups[-1] == [6]
    assert len(groups) == 4

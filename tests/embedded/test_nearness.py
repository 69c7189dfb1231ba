"""Nearness of texts by words and by vectors, and choosing without repetition."""

from __future__ import annotations

import pytest

from iolkit.embedded.nearness import Nearness, coverage, pick
from tests.embedded.notes import hashed_vectors

TEXTS = [
    "Die Übergabe braucht eine Checkliste",
    "the handover needs a checklist",
    "Der Koch macht gute Suppe",
]


@pytest.mark.parametrize("encode", [None, hashed_vectors])
def test_translations_are_near(encode: object) -> None:
    """A German sentence is nearer to its translation than to another German one."""
    near = Nearness(TEXTS, encode)  # type: ignore[arg-type]  # parametrised over None
    assert near.between(0, 1) > near.between(0, 2)
    assert near.between(0, 0) == pytest.approx(1.0, abs=1e-5)
    assert near.between(0, 1) == pytest.approx(near.between(1, 0))


def test_to_all() -> None:
    """One text against each is what pairs say."""
    near = Nearness(TEXTS, None)
    assert list(near.to_all(2)) == [near.between(2, other) for other in range(3)]


def test_centrality() -> None:
    """A text that others resemble is more central than one that stands apart."""
    near = Nearness(TEXTS, None)
    central = near.centrality([0, 1, 2])
    assert central[0] > central[2]
    assert list(near.centrality([1])) == [0.0]


def test_pick_avoids_repetition() -> None:
    """The second choice is the different text, not the translation of the first."""
    near = Nearness(TEXTS, None)
    assert pick(near, {0: 1.0, 1: 0.9, 2: 0.8}, 2, 0.5) == [0, 2]
    assert pick(near, {0: 1.0, 1: 0.9, 2: 0.8}, 2, 0.0) == [0, 1]
    assert pick(near, {}, 2, 0.5) == []


def test_coverage() -> None:
    """The share of a question's own words in a text, across languages."""
    assert coverage("Was sagt die Checkliste?", "a checklist says it all") >= 0.5
    assert coverage("Wie wird das Wetter auf dem Mars?", TEXTS[0]) == 0
    assert coverage("???", TEXTS[0]) == 0


def test_empty_texts_are_far_from_everything() -> None:
    """A text without words is near to nothing."""
    near = Nearness(["", "Übergabe"], None)
    assert near.between(0, 1) == 0

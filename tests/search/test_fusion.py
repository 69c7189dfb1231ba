"""Three legs make one ranking that keeps what each of them says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iolkit.search import fusion
from iolkit.search.fusion import Legs, Weights

WEIGHTS = Weights(0.7, 0.25, 0.05)
legs = st.dictionaries(st.integers(1, 20), st.floats(-1, 30, width=16), max_size=8)


@given(legs, legs, legs)
def test_every_passage_of_any_leg_is_ranked_once(
    dense: dict[int, float], translated: dict[int, float], original: dict[int, float]
) -> None:
    """The union of the legs, best first, scores from 0 to 1."""
    ranked = fusion.fuse(Legs(dense, translated, original), WEIGHTS)
    assert {seq for seq, _ in ranked} == {*dense, *translated, *original}
    scores = [score for _, score in ranked]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 + 1e-9 for score in scores)


@given(legs, legs, st.floats(1, 100))
def test_the_scale_of_a_leg_does_not_matter(
    dense: dict[int, float], words: dict[int, float], factor: float
) -> None:
    """BM25 twice as high everywhere is the same ranking."""
    plain = fusion.fuse(Legs(dense, words, {}), WEIGHTS)
    scaled = fusion.fuse(Legs(dense, {k: v * factor for k, v in words.items()}, {}), WEIGHTS)
    assert dict(scaled).keys() == dict(plain).keys()
    assert all(abs(dict(scaled)[seq] - score) < 1e-6 for seq, score in plain)


def test_agreement_wins() -> None:
    """Second in both legs beats first in one."""
    ranked = fusion.fuse(Legs({1: 0.6, 2: 0.55}, {3: 9.0, 2: 8.0}, {}), WEIGHTS)
    assert ranked[0][0] == 2


def test_equal_passages_keep_their_order() -> None:
    """Of equals the earlier row comes first, so that results never flicker."""
    assert [seq for seq, _ in fusion.fuse(Legs({5: 0.5, 3: 0.5, 9: 0.5}, {}, {}), WEIGHTS)] == [
        3,
        5,
        9,
    ]


def test_the_shipped_weights_are_shares() -> None:
    """Together one, none negative, and meaning weighs most."""
    weights = fusion.shipped()
    assert abs(weights.dense + weights.translated + weights.original - 1) < 1e-9
    assert weights.dense > weights.translated + weights.original
    assert min(weights.translated, weights.original) >= 0

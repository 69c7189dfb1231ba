"""Shares of the legs are learned with folders left out."""

from __future__ import annotations

import pytest

from iolkit.search import fusion
from iolkit.search.lexical import Terms
from iolkit.search.looking import Looked
from iolkit.training.asking import Asked, Folder
from iolkit.training.ranking import DENSE, choose_weights, ndcg


@pytest.mark.parametrize(
    ("relevant", "value"),
    [({1}, 1.0), ({2}, 0.6309), ({1, 2}, 1.0), ({9}, 0.0), ({2, 3}, 0.6934)],
)
def test_ndcg_is_known_for_small_rankings(relevant: set[int], value: float) -> None:
    """Worked out by hand from the definition."""
    ranked = [(1, 0.9), (2, 0.8), (3, 0.7)]
    assert ndcg(ranked, frozenset(relevant)) == pytest.approx(value, abs=1e-4)


def _folder(name: str, legs: fusion.Legs) -> Folder:
    looked = Looked([], legs, Terms({}, (), {}))
    return Folder(name, [Asked(looked, frozenset({1}), ())], [])


def test_nearness_gets_all_it_can_where_words_mislead() -> None:
    """Folders in which only nearness is right make its share as large as words are wrong."""
    wrong = fusion.Legs({1: 0.9, 2: 0.7}, {2: 5.0}, {2: 5.0})
    weights, left_out = choose_weights([_folder(str(n), wrong) for n in range(3)])
    assert weights.dense == max(DENSE)
    assert list(left_out) == [1.0, 1.0, 1.0]


def test_words_win_where_all_shares_are_equally_good() -> None:
    """Whoever types a word that stands there wants to see it."""
    agreed = fusion.Legs({1: 0.9, 2: 0.1}, {1: 5.0}, {1: 5.0})
    weights, _ = choose_weights([_folder(str(n), agreed) for n in range(3)])
    assert weights.dense == min(DENSE)
    assert weights.dense + weights.translated + weights.original == pytest.approx(1)

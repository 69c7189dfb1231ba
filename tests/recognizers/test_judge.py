"""The judge: clauses and amounts, their chances, and which of them are chosen."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iolkit.recognizers.cutting import clauses
from iolkit.recognizers.judge import VERDICTS, Judge, Judged, chosen, stretches
from iolkit.recognizers.page import Page
from iolkit.recognizers.scoring import scores
from iolkit.recognizers.spans import SpanSigns, Stretch

JUDGE = Judge.load()
TEXT = "Bei uns wird der Standort Talheim im Herbst geschlossen; danach gab es Kaffee für alle."


def judged(text: str) -> list[Judged]:
    """Every reading of a text."""
    page = Page(text)
    return JUDGE.judge(page, SpanSigns(page))


def test_a_plan_is_likelier_than_coffee() -> None:
    """The clause with the closure outweighs the one with the coffee, and is a strategy."""
    best = max(judged(TEXT), key=lambda one: one.sensitive)
    assert "geschlossen" in TEXT[best.stretch.start : best.stretch.end]
    assert best.verdict == "strategy"


def test_chances_are_probabilities() -> None:
    """They sum to one over the verdicts."""
    for one in judged(TEXT):
        assert len(one.chances) == len(VERDICTS)
        assert sum(one.chances) == pytest.approx(1, abs=1e-4)
        assert one.sensitive == pytest.approx(1 - one.chance("none"))


def test_chosen_stretches_do_not_overlap() -> None:
    """Of overlapping readings one is taken."""
    taken = sorted(one.stretch[:2] for one in chosen(judged(TEXT)))
    assert all(a[1] <= b[0] for a, b in pairwise(taken))


def test_clauses_end_at_signs_and_linking_words() -> None:
    """A clause may begin after "dass" and end before a comma."""
    text = "Sie sagte, dass das Werk schließt, und lachte."
    assert "das Werk schließt" in [text[a:b] for a, b in clauses(text, 0, len(text))]


def test_running_sums_equal_counted_features() -> None:
    """Where no feature occurs twice, the fast sum is the sum over the features."""
    page = Page("Werk Talheim schließt bald.")
    signs, weights = SpanSigns(page), np.ones((JUDGE.weights.shape[0], 1), np.float32)
    stretch = [Stretch(0, 12, "clause")]
    assert scores(weights, signs, stretch)[0, 0] >= len(signs.features(stretch)[0])


def test_the_head_of_a_column_counts_for_its_cells() -> None:
    """A number in a table knows the words over its column."""
    page = Page("| Linie | Ausschuss |\n|---|---|\n| A | 7,9 % |\n")
    start = page.text.index("7,9")
    signs = SpanSigns(page)
    column = signs.ranges([Stretch(start, start + 5, "share")])[0, 13]
    assert [t.text for t in page.tokens[slice(*column)]] == ["Ausschuss"]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab ÄÜ1,.;:|\n-()%€", max_size=120))
def test_every_stretch_lies_in_the_page(text: str) -> None:
    """Whatever the text, clauses and amounts are stretches of it."""
    for start, end, _ in stretches(Page(text)):
        assert 0 <= start < end <= len(text)


def _reading(start: int, end: int, kind: str, sensitive: float) -> Judged:
    rest = [0.0] * (len(VERDICTS) - 2)
    return Judged(Stretch(start, end, kind), (1 - sensitive, sensitive, *rest))


def test_an_amount_is_chosen_beside_the_clause_that_holds_it() -> None:
    """Both are facts, and merging keeps both."""
    both = [_reading(0, 60, "clause", 0.9), _reading(20, 30, "money", 0.5)]
    assert set(chosen(both)) == set(both)


def test_a_secret_may_go_on_where_a_surer_one_ends() -> None:
    """A sure reading of which at most half is taken stands too, an unsure one does not."""
    first, second = _reading(0, 40, "clause", 0.9), _reading(30, 60, "clause", 0.4)
    assert chosen([first, second]) == [first, second]
    assert chosen([first, _reading(30, 60, "clause", 0.1)]) == [first]
    assert chosen([first, _reading(5, 45, "clause", 0.4)]) == [first]

"""Records know how to look at themselves."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.records import Span, mark_id, note_id


def test_a_span_is_half_open() -> None:
    """Neighbours do not overlap; a span covers itself."""
    left, right = Span(0, 3), Span(3, 5)
    assert not left.overlaps(right)
    assert left.covers(left)
    assert Span(1, 3).of("abcd") == "bc"
    assert Span(1, 3).shift(2) == Span(3, 5)
    assert len(right) == 2


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_runs_forward_from_zero(start: int, end: int) -> None:
    """Impossible ranges cannot be made."""
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@given(st.text())
def test_the_same_text_is_the_same_note(text: str) -> None:
    """Composed and decomposed umlauts make one note, and any text has an id."""
    assert note_id(text) == note_id(unicodedata.normalize("NFD", text))
    assert len(note_id(text)) == 64


def test_marks_differ_by_place_and_kind() -> None:
    """Two marks of one note share an id only when place and kind are the same."""
    ids = {
        mark_id("n", Span(0, 1), "money"),
        mark_id("n", Span(0, 2), "money"),
        mark_id("n", Span(0, 1), "item"),
    }
    assert len(ids) == 3

"""Edits: what they leave untouched is found in the result, in order, and is all that was left."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from iolkit.records import Span
from iolkit.redaction.edits import Edit, apply, joined, untouched


@st.composite
def edited(draw: st.DrawFn, text: str) -> tuple[Edit, ...]:
    """Disjoint edits of a text; their words are none of its letters."""
    made = []
    for _ in range(draw(st.integers(0, 4)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        made.append(Edit(Span(start, end), draw(st.text("#", max_size=3))))
    return joined(made)


@given(st.text("abc .\n", min_size=1, max_size=40), st.data())
def test_untouched_is_what_the_result_still_has(text: str, data: st.DataObject) -> None:
    """After two rounds the words that nobody wrote in are the untouched ranges, joined."""
    first = data.draw(edited(text))
    later = data.draw(edited(apply(text, first)))
    result = apply(apply(text, first), later)
    stays = untouched(text, first, later)
    assert "".join(span.of(text) for span in stays) == result.replace("#", "")
    assert all(a.end <= b.start for a, b in itertools.pairwise(stays))

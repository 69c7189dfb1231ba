"""Shapes of replies: lenient where it does no harm, and never more than that."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from iolkit.llm import replies
from iolkit.llm.replies import UNREADABLE, CitedReply, ItemReply, RatingReply, ReadReply
from iolkit.records import DIMENSIONS, Category

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
)
ANY_JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("given", "read"),
    [(3, 3), ("3", 3), (" L3| ", 3), (3.0, 3), (3.5, UNREADABLE), (True, UNREADABLE),
     ("three", UNREADABLE), (None, UNREADABLE), ([3], UNREADABLE)],
)  # fmt: skip
def test_a_line_is_a_whole_number(given: object, read: int) -> None:
    """Whatever it is written as; what cannot be read is a line that no note has."""
    assert ItemReply.model_validate({"a": given}).a == read


@pytest.mark.parametrize(
    ("given", "read"), [(None, None), ("null", None), ("", None), ("4", 4), ("high", UNREADABLE)]
)
def test_a_level_may_be_silent(given: object, read: int | None) -> None:
    """Silence is no fault, a word is."""
    assert RatingReply.model_validate({"imp": given}).imp == read


def test_one_quote_may_stand_for_a_list() -> None:
    """And what is no text is left out."""
    read = CitedReply.model_validate({"t": "x", "k": "P1", "q": ["a", 3, None, " "], "odd": 1})
    assert (read.k, read.q) == (["P1"], ["a"])


def test_levels_and_quotes_by_dimension() -> None:
    """Each dimension has its code."""
    read = RatingReply.model_validate({"tec": 4, "tec_q": ["x"]})
    assert read.level("technological") == 4
    assert read.quotes("technological") == ["x"]
    assert [read.level(name) for name in DIMENSIONS].count(None) == 4


def test_an_empty_reply_is_no_reply() -> None:
    """The lists themselves must be there."""
    for reply in ({}, {"items": []}, {"items": None, "flags": [], "summary": []}):
        with pytest.raises(ValidationError):
            ReadReply.model_validate(reply)


def test_what_is_no_object_is_left_out_of_a_list() -> None:
    """One bad entry does not cost the others."""
    read = ReadReply.model_validate({"items": ["x", {"a": 1}, 3], "flags": {"n": 2}, "summary": []})
    assert [item.a for item in read.items] == [1]
    assert [flag.n for flag in read.flags] == [2]


def test_the_shape_that_is_shown_asks_for_every_field() -> None:
    """In the order in which they are best given, without what costs tokens and tells nothing."""
    shown = ReadReply.model_json_schema()
    item = shown["$defs"]["RatedItemReply"]
    assert list(item["properties"])[:4] == ["a", "b", "k", "h"]
    assert item["required"] == list(item["properties"])
    assert shown["$defs"]["FlagReply"]["properties"]["c"]["enum"] == list(get_args(Category))
    assert "title" not in json.dumps(shown)
    assert "default" not in json.dumps(shown)


@given(st.fixed_dictionaries({"items": st.lists(ANY_JSON), "flags": st.lists(ANY_JSON),
                              "summary": st.lists(ANY_JSON)}))  # fmt: skip
def test_whatever_stands_in_the_lists_can_be_read(reply: dict[str, object]) -> None:
    """Nothing a model may put there breaks the reading of the rest."""
    read = ReadReply.model_validate(reply)
    assert all(isinstance(item, replies.RatedItemReply) for item in read.items)
    assert all(isinstance(flag.q, str) for flag in read.flags)

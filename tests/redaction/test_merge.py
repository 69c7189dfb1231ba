"""Merging: nothing marked is lost, nothing is marked twice, values inside clauses stay known."""

from __future__ import annotations

import itertools
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from iolkit.records import Category, Flag, Span
from iolkit.redaction import flat, merge
from iolkit.redaction.merge import CLAUSES
from tests.redaction.marked import flag, marked

FLAGS = st.lists(
    st.builds(
        lambda start, length, category, score: flag(
            Span(start, start + length), category, score=score
        ),
        st.integers(0, 30),
        st.integers(1, 12),
        st.sampled_from(get_args(Category)),
        st.floats(0.1, 1.0),
    ),
    max_size=12,
)


def covered(flags: tuple[Flag, ...] | list[Flag]) -> set[int]:
    """Every flagged offset."""
    return {at for each in flags for at in range(each.span.start, each.span.end)}


@given(FLAGS)
def test_no_flagged_character_is_lost_and_none_is_added(flags: list[Flag]) -> None:
    """Merged, flat and given flags cover the same characters."""
    assert covered(merge(flags)) == covered(flat(flags)) == covered(flags)


@given(FLAGS)
def test_flat_flags_are_disjoint_and_ordered(flags: list[Flag]) -> None:
    """Masking can go through them once, from left to right."""
    result = flat(flags)
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(result))


@given(FLAGS)
def test_overlap_is_only_a_value_inside_a_clause(flags: list[Flag]) -> None:
    """Whatever else overlapped has become one flag."""
    result = merge(flags)
    for number, one in enumerate(result):
        for two in result[number + 1 :]:
            if one.span.overlaps(two.span):
                assert one.span.covers(two.span)
                assert one.category in CLAUSES
                assert two.category not in CLAUSES


@given(FLAGS)
def test_merging_twice_changes_nothing(flags: list[Flag]) -> None:
    """A merged account stays as it is."""
    assert merge(merge(flags)) == merge(flags)


@given(FLAGS, st.randoms())
def test_the_order_in_which_recognizers_speak_does_not_matter(
    flags: list[Flag], dice: object
) -> None:
    """The same flags in another order give the same spans."""
    other = list(flags)
    dice.shuffle(other)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert [each.span for each in merge(flags)] == [each.span for each in merge(other)]


def test_the_graver_and_surer_flag_names_the_joined_one() -> None:
    """Two readings of one name become one flag over both ranges; the better one's word counts."""
    short, wide = flag(Span(5, 9), "person", score=0.9), flag(Span(0, 8), "partner", score=0.4)
    (joined,) = merge([wide, short])
    assert (joined.span, joined.category, joined.id) == (Span(0, 9), "person", short.id)


def test_a_name_inside_a_clause_stays_a_fact_of_its_own() -> None:
    """A person may dismiss the clause without losing the name, and the other way round."""
    text, (clause,) = marked("Neu: <strategy own|der Kauf von Alpha im Mai>.")
    name = flag(Span(text.index("Alpha"), text.index("Alpha") + 5), "partner")
    assert merge([name, clause]) == (clause, name)
    assert flat([name, clause]) == (clause,)


def test_a_value_as_long_as_its_clause_is_one_with_it() -> None:
    """Two flags over the same words are a duplicate, not a nesting."""
    (joined,) = merge([flag(Span(0, 5), "partner"), flag(Span(0, 5), "security")])
    assert joined.category == "security"

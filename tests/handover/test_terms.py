"""Whom a person's yes or no is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.handover.terms import answered
from iolkit.policy import AUDIENCES

ANSWERS = st.lists(
    st.tuples(st.sampled_from((*AUDIENCES, "org:Kolbmann", "org:Halverde")), st.booleans()),
    max_size=6,
)


@given(ANSWERS)
def test_no_wider_audience_is_let_in_before_a_narrower_one(answers: list[tuple[str, bool]]) -> None:
    """Whoever may read it for the public may read it for every circle within."""
    said = [answered(answers, audience) is True for audience in AUDIENCES]
    assert said == sorted(said, reverse=True)


@pytest.mark.parametrize(
    ("answers", "audience", "said"),
    [
        ([], "partners", None),
        ([("partners", True)], "team", True),
        ([("partners", True)], "public", None),
        ([("partners", True)], "org:Kolbmann", True),
        ([("org:Kolbmann AG", True)], "org:kolbmann", True),
        ([("org:Kolbmann", True)], "partners", None),
        ([("org:Kolbmann", True)], "team", None),
        ([("org:Kolbmann", False)], "org:Halverde", None),
        ([("public", True), ("company", False)], "partners", False),
        ([("public", True), ("company", False)], "team", True),
    ],
)
def test_whom_an_answer_is_about(
    answers: list[tuple[str, bool]], audience: str, said: bool | None
) -> None:
    """A yes reaches inwards, a no outwards; an organisation's answer is its own."""
    assert answered(answers, audience) is said

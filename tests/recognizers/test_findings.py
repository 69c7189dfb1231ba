"""The recogniser that is data plus one check."""

from __future__ import annotations

import re

import pytest

from iolkit.recognizers.findings import SURE, Recognizer


def recognizer(**more: object) -> Recognizer:
    """A recogniser of four digits, base score 0.5."""
    return Recognizer(
        "number", "security", "S19", ((re.compile(r"\b(?P<it>\d{4})\b"), 0.5),), "pattern", **more
    )


@pytest.mark.parametrize(
    ("text", "score"),
    [("see 1234 there", 0.5), ("code 1234", 0.8), ("year 1234", 0.05), ("code of year 1234", 0.35)],
)
def test_words_around_raise_and_lower_the_score(text: str, score: float) -> None:
    """Context adds, harmless context takes away."""
    own = recognizer(context=re.compile("code"), harmless=re.compile("year"))
    (found,) = own.find(text)
    assert found.score == pytest.approx(score)
    assert text[found.start : found.end] == "1234"


def test_context_out_of_reach_does_not_count() -> None:
    """A word further away than `reach` changes nothing."""
    (found,) = recognizer(context=re.compile("code"), reach=10).find("code" + " " * 20 + "1234")
    assert found.score == 0.5


def test_a_check_settles_it() -> None:
    """What the check refutes is not found; what it confirms is sure."""
    own = recognizer(check=lambda number: number == "4321")
    assert [found.score for found in own.find("1234 and 4321")] == [SURE]

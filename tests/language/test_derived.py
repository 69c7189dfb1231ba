"""German words that no table has, glossed by what they are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.language.derived import derived


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("unbesetzt", "not occupy"),
        ("zuruecklesen", "back read"),
        ("dichtgemacht", "tight make"),
        ("nachkontrolle", "follow-up control"),
        ("fristlos", "without deadline"),
        ("abteilungsuebergreifend", "across department"),
        ("xqwvhausen", None),
        ("und", None),
        ("unart", None),
    ],
)
def test_a_prefix_or_an_ending_tells_a_rough_meaning(word: str, english: str | None) -> None:
    """Known rest, known addition; anything else stays unknown."""
    assert derived(word) == english


@given(st.text(max_size=30))
def test_any_word_can_be_asked_for(word: str) -> None:
    """Nothing raises, and what comes back is never empty."""
    assert derived(word) != ""

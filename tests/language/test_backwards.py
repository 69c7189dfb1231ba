"""English words lead back to German ones."""

from __future__ import annotations

import pytest

from iolkit.language.backwards import german_for


@pytest.mark.parametrize(
    ("english", "german"),
    [("handover", "Übergabe"), ("Shifts", "Schicht"), ("knowledge", "Wissen")],
)
def test_the_likeliest_german_word_comes_first(english: str, german: str) -> None:
    """As it is written, whatever the form of the English one."""
    assert german_for(english)[0] == german


@pytest.mark.parametrize("word", ["the", "xylophone", "", "12"])
def test_words_that_say_nothing_have_none(word: str) -> None:
    """Function words, numbers, and what the glossary does not know."""
    assert german_for(word) == ()

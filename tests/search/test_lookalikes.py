"""Lookalikes: the quick look misses nothing that the slow comparison would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iolkit.language.misspelling import cost
from iolkit.search.lookalikes import Lookalike, Lookalikes

WORDS = st.text(alphabet="aeuobnstzß", min_size=1, max_size=10)


@given(st.sets(WORDS, max_size=30), WORDS, st.sampled_from([0, 1, 2]))
def test_nothing_is_missed(known: set[str], typed: str, most: int) -> None:
    """Every word within the slips comes back with its cost and count, and no other."""
    words = sorted(known)
    found = Lookalikes(words, list(range(len(words)))).of(typed, most)
    wanted = [
        Lookalike(how, word, number)
        for number, word in enumerate(words)
        if (how := cost(typed, word, most)) is not None
    ]
    assert sorted(found) == sorted(wanted)


@given(st.sets(WORDS, max_size=30), WORDS)
def test_beginnings_are_found(known: set[str], typed: str) -> None:
    """All words that begin with what was typed, itself included."""
    words = sorted(known)
    found = Lookalikes(words, [1] * len(words)).begun(typed)
    assert {each.word for each in found} == {word for word in known if word.startswith(typed)}


def test_no_words_no_lookalikes() -> None:
    """An empty archive."""
    assert Lookalikes([], []).of("uebergabe", 2) == []

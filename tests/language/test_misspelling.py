"""Mistyped words are told from unknown ones, and near spellings from far ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.language.misspelling import (
    cost,
    english_words,
    flat,
    german_words,
    is_known,
    slips_allowed,
)

WORDS = st.text(alphabet="aeuobnst", min_size=1, max_size=9)


def _slips(one: str, other: str) -> int:
    """Optimal string alignment as in the textbooks, every slip one."""
    rows = [
        [n + m if not (n and m) else 0 for m in range(len(other) + 1)] for n in range(len(one) + 1)
    ]
    for n in range(1, len(one) + 1):
        for m in range(1, len(other) + 1):
            rows[n][m] = min(
                rows[n - 1][m] + 1,
                rows[n][m - 1] + 1,
                rows[n - 1][m - 1] + (one[n - 1] != other[m - 1]),
            )
            if n > 1 and m > 1 and one[n - 1] == other[m - 2] and one[n - 2] == other[m - 1]:
                rows[n][m] = min(rows[n][m], rows[n - 2][m - 2] + 1)
    return rows[-1][-1]


@given(WORDS, WORDS, st.sampled_from([1, 2]))
def test_within_so_many_slips_is_what_the_textbooks_say(one: str, other: str, most: int) -> None:
    """A cost comes back exactly when the words, with or without umlauts, are near enough."""
    near = min(_slips(one, other), _slips(flat(one), flat(other))) <= most
    assert (cost(one, other, most) is not None) == near


@given(WORDS, WORDS)
def test_the_way_back_is_as_near(one: str, other: str) -> None:
    """Nearness has no direction; a word is nearest to itself."""
    assert cost(one, other, 2) == pytest.approx(cost(other, one, 2))
    assert cost(one, one, 1) == 0.0


@pytest.mark.parametrize(
    ("typed", "likelier", "other"),
    [
        ("ubergabe", "uebergabe", "abgabe"),
        ("gesprch", "gespraech", "gesucht"),
        ("wechesl", "wechsel", "wechselt"),
        ("nnetzwerk", "netzwerk", "netzwerke"),
        ("captue", "capture", "capt"),
        ("toether", "together", "bother"),
    ],
)
def test_common_slips_cost_less(typed: str, likelier: str, other: str) -> None:
    """Umlauts, swapped and doubled letters come before other slips, the first letter comes last."""
    first, second = cost(typed, likelier, 2), cost(typed, other, 2)
    assert first is not None
    assert second is None or first < second


@pytest.mark.parametrize(
    ("word", "allowed"), [("amt", 0), ("team", 0), ("lehre", 1), ("gespraech", 2)]
)
def test_long_words_may_hold_more_slips(word: str, allowed: int) -> None:
    """A short word is another word after one slip."""
    assert slips_allowed(word) == allowed


@pytest.mark.parametrize(
    "word",
    [
        "Übergabegespräche",
        "Kolleg:innen",
        "unbesetzt",
        "meetings",
        "and",
        "2026",
        "ISO",
        "PERSON_1",
    ],
)
def test_what_is_right_is_known(word: str) -> None:
    """Compounds, gender forms, derived and inflected words, and what nobody can tell."""
    assert is_known(word)


@pytest.mark.parametrize("word", ["Wissenstransfre", "aprentice", "Gwräusch", "knowlegde"])
def test_what_is_mistyped_is_not(word: str) -> None:
    """In either language."""
    assert not is_known(word)


def test_words_of_the_glossary_keep_their_spelling() -> None:
    """Folded to look them up, written to be shown."""
    assert german_words()["praesenzschulung"] == "Präsenzschulung"
    assert "apprenticeship" in english_words()
    assert flat("uebergabe") == "ubergabe"
    assert flat("neue") == "neue"


@pytest.mark.parametrize(
    ("word", "right"),
    [("Altbestand", True), ("maschinelle", True), ("Lernfähigkeit", True),
     ("Kündigugn", False), ("Schulng", False), ("Mitarbiter", False)],
)  # fmt: skip
def test_a_new_word_made_as_german_makes_words_is_no_slip(word: str, right: bool) -> None:
    """What no table has may be made of a word that one has; a slip is not."""
    assert is_known(word) is right

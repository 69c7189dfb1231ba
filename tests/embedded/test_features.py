"""What the models see of a text."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from iolkit.embedded.features import (
    BLOCKS,
    STRUCTURE,
    Signals,
    dense,
    dense_names,
    hashed,
    view,
    weighed,
)
from iolkit.rubric import Rubric

SIGNALS = Signals(Rubric.shipped())


def feature(text: str, name: str) -> float:
    """One dense feature of a text."""
    return float(dense(view(text), SIGNALS)[dense_names(SIGNALS).index(name)])


def test_word_classes_speak_both_languages() -> None:
    """The same thing said in German and in English is counted in the same class."""
    for german, english, name in (
        ("eine laminierte Karte", "a laminated card", "sheet"),
        ("Der Betriebsrat stimmt zu", "the works council agrees", "institution"),
        ("seit zwanzig Jahren", "for twenty years", "years"),
    ):
        assert feature(german, name) > 0
        assert feature(english, name) > 0


def test_ratings_hear_finer_classes() -> None:
    """Hints come after the signals, in both languages, and nothing before them changes."""
    finer = Signals(Rubric.shipped(), hints=True)
    names = dense_names(finer)
    assert names[: len(dense_names(SIGNALS))] == dense_names(SIGNALS)
    for text in ("Die Rolle wechselt reihum", "roles rotate, they take turns"):
        counts = dense(view(text), finer)
        assert counts[names.index("rotating_role")] > 0
        assert (counts[: len(dense_names(SIGNALS))] == dense(view(text), SIGNALS)).all()


def test_structure_counts() -> None:
    """Numbers, enumerations and sentences enter as log(1 + n)."""
    text = "3 Karten, 4 Stifte, 5 Leute. Fertig."
    assert np.isclose(feature(text, "numbers"), np.log1p(3))
    assert np.isclose(feature(text, "enumeration"), np.log1p(2))
    assert np.isclose(feature(text, "sentences"), np.log1p(2))
    assert dense(view(text), SIGNALS).shape == (len(dense_names(SIGNALS)),)
    assert len(STRUCTURE) < len(dense_names(SIGNALS))


def test_german_and_english_share_stems() -> None:
    """A German passage and its translation have buckets of glossed stems in common."""
    german = set(hashed(view("Die Übergabe braucht eine Checkliste"))["stems"].buckets)
    english = set(hashed(view("the handover needs a checklist"))["stems"].buckets)
    assert len(german & english) >= 2


@given(st.text(max_size=300))
def test_any_text_has_features(text: str) -> None:
    """Features are finite, buckets ascend and stay in their block, length is at most 1."""
    seen = view(text)
    assert np.isfinite(dense(seen, SIGNALS)).all()
    for name, block in hashed(seen).items():
        assert (np.diff(block.buckets) > 0).all()
        assert not len(block.buckets) or block.buckets[-1] < BLOCKS[name]
        rarity = np.ones(BLOCKS[name], np.float32)
        assert np.linalg.norm(weighed(block, rarity)) <= 1 + 1e-5


def test_broken_words_are_read_whole() -> None:
    """A word that a line break hyphenated gives the buckets of the whole word."""
    whole, broken = (set(hashed(view(t))["letters"].buckets) for t in ("Prüfung", "Prü-\nfung"))
    assert whole == broken

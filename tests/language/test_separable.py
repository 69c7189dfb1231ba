"""Verbs whose particle stands at the end of its clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.language.separable import separated
from iolkit.language.spelling import words


@pytest.mark.parametrize(
    ("clause", "pairs"),
    [
        ("Wir kündigen die Übung nicht mehr an.", {1: "ankuendigen", 6: ""}),
        ("Wie kauft man gemeinsam ein, ohne zu streiten?", {1: "einkaufen", 4: ""}),
        ("Sie druckt ihn aus und geht.", {1: "ausdrucken", 3: ""}),
        ("Der Zettel hängt an der Wand.", {}),
        ("Wir reden, an der Wand hängt nichts.", {}),
        ("Er geht an", {1: "angehen", 2: ""}),
    ],
)
def test_verb_and_particle_of_one_clause_belong_together(
    clause: str, pairs: dict[int, str]
) -> None:
    """The particle must end the clause of its verb, and both must make a known verb."""
    assert separated(clause, words(clause)) == pairs


@given(st.text("abefinotruz ,.;ÄÖ", max_size=60))
def test_places_are_words_of_the_text(text: str) -> None:
    """Whatever is written, every place named is a word, each particle after its verb."""
    found = words(text)
    pairs = separated(text, found)
    assert all(0 <= at < len(found) for at in pairs)
    assert sum(1 for key in pairs.values() if not key) <= len(found)

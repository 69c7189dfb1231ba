"""Rated examples that a passage is like."""

from __future__ import annotations

from pathlib import Path

import pytest

from iolkit.embedded.examples import FILE, MOST, Examples
from iolkit.errors import Unavailable
from iolkit.records import DIMENSIONS
from tests.embedded.notes import hashed_vectors

PLAIN = Examples.load(None)


def test_an_example_is_most_like_itself() -> None:
    """Asked with the text of an example, it comes first, with the levels of its rater."""
    for note in PLAIN.notes[::60]:
        first = PLAIN.like(note["text"])[0]
        assert first.text == note["text"]
        assert first.nearness == pytest.approx(1, abs=0.01)
        assert [first.levels[d] or 0 for d in DIMENSIONS] == note["levels"]


def test_the_nearest_come_first() -> None:
    """At most three, nearest first, and a German passage finds English examples too."""
    found = PLAIN.like("Schichtübergabe am Board mit Magneten, immer die gleiche Reihenfolge.")
    assert len(found) == MOST
    assert [each.nearness for each in found] == sorted((e.nearness for e in found), reverse=True)
    assert {each.language for each in found} == {"de", "en"}


def test_examples_of_a_dimension_have_a_level_there() -> None:
    """Asked for one property, only examples come whose rater gave a level of it."""
    for dimension in DIMENSIONS:
        found = PLAIN.like("Die Gruppe trifft sich jeden Freitag an der Tafel.", dimension, 50)
        assert all(each.levels[dimension] for each in found)


@pytest.mark.parametrize("text", ["", "  ", "🙂"])
def test_nothing_is_like_nothing(text: str) -> None:
    """A text without words is like no example."""
    assert PLAIN.like(text) == ()


def test_vectors_are_heard() -> None:
    """With an encoder its vectors count; the same question has the same answer."""
    seeing = Examples.load(hashed_vectors)
    text = "Nobody can explain how they do it."
    assert seeing.like(text) == seeing.like(text)
    assert seeing.like(text)[0].nearness != PLAIN.like(text)[0].nearness


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    """What is no npz file is named in the error."""
    (tmp_path / FILE).write_bytes(b"no arrays")
    with pytest.raises(Unavailable) as caught:
        Examples.load(None, tmp_path)
    assert caught.value.key == "model_part_damaged"

"""Summaries: the note's own sentences, the telling ones, no secrets first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iolkit.embedded.segment import Segmenter
from iolkit.embedded.summarise import MOST, Summariser
from iolkit.records import Flag, Item, Reason, Span
from iolkit.rubric import Rubric
from tests.embedded.notes import ENGLISH, GERMAN, hashed_vectors

RUBRIC = Rubric.shipped()
SEGMENTER = Segmenter(RUBRIC, None)
PLAIN = Summariser(RUBRIC, None)


def items(text: str) -> tuple[Item, ...]:
    """The items of a text, as far as a summary looks at them."""
    spans = SEGMENTER.segment(text)
    return tuple(Item(str(i), "note", span, "practice", span) for i, span in enumerate(spans))


@pytest.mark.parametrize("text", [GERMAN, ENGLISH])
@pytest.mark.parametrize("summariser", [PLAIN, Summariser(RUBRIC, hashed_vectors)])
def test_three_to_five_sentences_of_the_note(text: str, summariser: Summariser) -> None:
    """Sentences stand in the note word for word, in its order, most of them in items."""
    found = items(text)
    said = summariser.summarise(text, found, ()).sentences
    assert 3 <= len(said) <= MOST
    assert [s.evidence[0].of(text) for s in said] == [s.text for s in said]
    assert [s.evidence[0].start for s in said] == sorted(s.evidence[0].start for s in said)
    inside = [any(i.span.covers(s.evidence[0]) for i in found) for s in said]
    assert sum(inside) >= len(said) - 1


def test_secrets_come_last() -> None:
    """A sentence that is flagged as a whole gives way to others."""
    found = items(ENGLISH)
    before = PLAIN.summarise(ENGLISH, found, ()).sentences
    secret = before[0].evidence[0]
    flag = Flag("f", secret, "strategy", None, "own", None, 1.0, "test", Reason("rating_cue"))
    after = PLAIN.summarise(ENGLISH, found, [flag]).sentences
    assert before[0] not in after


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """No text breaks it, and nothing is quoted from outside."""
    for sentence in PLAIN.summarise(text, (), ()).sentences:
        assert sentence.text == sentence.evidence[0].of(text)
        assert sentence.evidence[0].end <= len(text)


def test_nothing_to_say() -> None:
    """An empty note has an empty summary."""
    assert PLAIN.summarise("", (), ()).sentences == ()


def test_long_notes_keep_their_items() -> None:
    """In a note with more sentences than are compared, those in items are kept."""
    filler = "Dann kam der Bus und alle sind wieder eingestiegen und gefahren. " * 200
    text = filler + "Der Kern ist die Karte am Kran, seitdem fragt dort niemand mehr nach."
    span = Span(len(filler), len(text))
    said = PLAIN.summarise(text, [Item("i", "n", span, "practice", span)], ()).sentences
    assert any(s.evidence[0] == span for s in said)

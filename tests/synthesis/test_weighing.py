"""Answers with support and contradictions."""

from __future__ import annotations

from iolkit.outcomes import Answer, Citation, CitedSentence, Found, Hit
from iolkit.records import Provenance, Span
from iolkit.synthesis.weighing import SURE_ENOUGH, enough_to_answer, weighed
from tests.synthesis.samples import PASSAGES, SESSIONS, TEXTS, passage

MAKER = Provenance("embedded")
MILL, PORT, GRID, CARD, TALK = PASSAGES


def quote(note: str, words: str) -> CitedSentence:
    """A sentence that quotes a note."""
    start = TEXTS[note].index(words)
    return CitedSentence(words, (Citation(passage(note).key, Span(start, start + len(words))),))


def test_who_gave_it_up_speaks_against_who_praises_it() -> None:
    """Opposite words on one matter, from another note, with their place."""
    said = quote("mill", "Das Tandem hat sich bewährt.")
    answer = weighed(
        Answer("Bringt ein Tandem etwas?", (said,), True, MAKER), PASSAGES, SESSIONS, None
    )
    (sentence,) = answer.sentences
    (against,) = sentence.against
    assert against.key == GRID.key
    assert "wieder eingestellt" in against.span.of(GRID.text)
    assert sentence.support is not None
    assert sentence.support.organisations == 1
    assert answer.objections == (against,)


def test_nobody_contradicts_himself_or_another_matter() -> None:
    """The same note, another matter and agreement are no contradiction."""
    said = quote("mill", "Das Tandem hat sich bewährt.")
    others = [
        MILL,
        PORT,
        passage("grid", "Das Handbuch wurde nach einem Jahr wieder eingestellt."),
        passage("mill", "Das Tandem hat sich im zweiten Jahr nicht bewährt."),
    ]
    answer = weighed(
        Answer("Bringt ein Tandem etwas?", (said,), True, MAKER), others, SESSIONS, None
    )
    assert answer.objections == ()


def test_an_objection_is_said_once() -> None:
    """A sentence that speaks against another stands below it, not beside it."""
    both = (
        quote("mill", "Das Tandem hat sich bewährt."),
        quote("grid", "Das Haus hat das Tandem nach einem Jahr wieder eingestellt."),
    )
    answer = weighed(
        Answer("Bringt ein Tandem etwas?", both, True, MAKER), PASSAGES, SESSIONS, None
    )
    assert [each.text for each in answer.sentences] == ["Das Tandem hat sich bewährt."]
    assert len(answer.objections) == 1


def test_agreement_of_two_is_counted() -> None:
    """A sentence that two notes carry has two organisations behind it; the answer sums up."""
    mill, port = quote("mill", "Das Tandem hat sich bewährt."), quote("port", "The tandem works")
    said = CitedSentence(mill.text, (*mill.citations, *port.citations))
    answer = weighed(Answer("Tandem?", (said,), True, MAKER), [MILL, PORT, CARD], SESSIONS, None)
    assert answer.sentences[0].support == answer.support
    assert answer.support is not None
    assert (answer.support.organisations, answer.support.years) == (2, (2024, 2025))


def test_nothing_is_weighed_where_nothing_answers() -> None:
    """An answer that is not grounded stays as it is."""
    none = Answer("Tandem?", (), False, MAKER)
    assert weighed(none, PASSAGES, SESSIONS, None) == none


def test_a_doubtful_search_gives_nothing_to_answer_from() -> None:
    """Below the threshold no passage is handed on, above it all are."""
    hits = tuple(Hit(each, 1.0, ()) for each in PASSAGES)
    assert enough_to_answer(Found(hits, True, MAKER, chance=SURE_ENOUGH)) == PASSAGES
    assert enough_to_answer(Found(hits, True, MAKER, chance=SURE_ENOUGH - 0.01)) == ()
    assert enough_to_answer(Found(hits, False, MAKER, chance=1.0)) == ()

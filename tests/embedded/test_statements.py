"""Sentences that can be quoted as they stand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.embedded.statements import is_statement, statements


def said(text: str) -> list[str]:
    """The quotable sentences of a text."""
    return [span.of(text) for span in statements(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Was haben die anderen daraus gelernt?",
        "So geht es im Alltag der Schicht:",
        "Beleg: mehrere Studien; im öffentlichen Text geprüft.",
        "## Was wir am zweiten Tag gesehen haben und mitnehmen",
        "Wiki mit Verfallsdatum",
        "WAS WIR AM ZWEITEN TAG GESEHEN HABEN UND MITNEHMEN",
        "[PERSON_1] sagt [MONEY_1] und [PARTNER_2].",
        "Gut so.",
        "",
    ],
)
def test_what_says_nothing_alone_is_no_statement(line: str) -> None:
    """Questions, introductions, sources, headings, lines of stand-ins and scraps are left out."""
    assert not is_statement(line)


@pytest.mark.parametrize(
    "line",
    [
        "Die Karte hängt am Kran.",
        "[PERSON_1] hört am Auslauf, ob das Lager noch hält.",
        "seit dem tandem hat die neue die risse fast so früh wie er",
        "She told me you have to watch her face.",
    ],
)
def test_a_sentence_is_one(line: str) -> None:
    """Full sentences count, and so does dictation without stops when it is long enough."""
    assert is_statement(line)


def test_a_heading_is_left_out_of_a_card() -> None:
    """The title above a gap is no sentence, however long it is."""
    text = (
        "Weg und Fehler offen zeigen, Summen und Namen aber nicht\n\n"
        "Wer viel zeigt, kann ausgenutzt werden. Wann gilt das?\n"
    )
    assert said(text) == ["Wer viel zeigt, kann ausgenutzt werden."]


def test_speakers_and_times_are_left_out() -> None:
    """A chat is quoted without who wrote it and when; a label that comes once stays."""
    text = (
        "[09:12] Leyla: der neue Schichtleiter redet in der Runde kein Wort.\n"
        "Astrid: the lead opens every round with his own mistake.\n"
        "[PERSON_3]: das kann ich ab Montag auch so machen.\n"
        "Leyla: dann fange ich selbst mit einem Fehler an.\n"
        "Übergabe: Die Karte hängt laminiert am Kran."
    )
    assert said(text)[0] == "der neue Schichtleiter redet in der Runde kein Wort."
    assert "das kann ich ab Montag auch so machen." in said(text)
    assert "Übergabe: Die Karte hängt laminiert am Kran." in said(text)


def test_a_hidden_sentence_is_left_out_of_the_next() -> None:
    """A stand-in for a whole sentence is not quoted with the one that follows it."""
    text = "[PERSONNEL_1] Four hundred documents came in one quarter."
    assert said(text) == ["Four hundred documents came in one quarter."]


@given(st.text(alphabet=st.sampled_from('aB .:?!\n[]_1-•ÄÖ"|'), max_size=200))
def test_spans_are_ordered_and_inside(text: str) -> None:
    """Whatever the text, quotes are inside of it, in order, and never overlap."""
    spans = statements(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))

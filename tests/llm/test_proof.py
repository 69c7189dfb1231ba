"""The proof gate: verbatim, supported, own words, or foreign."""

from __future__ import annotations

import numpy as np
import pytest

from iolkit.llm import proof
from iolkit.llm.proof import Source, Verdict, judged
from tests.embedded.notes import hashed_vectors

CARD = Source(
    "k1",
    "Die Schichten übergeben an einer Karte mit vier Feldern am Kran. Jede Leihkraft kann sie ohne"
    " Einweisung benutzen. Seit März 2025 kamen 3,5 Prozent weniger Fehler vor. [PERSON_1] nennt"
    " das Menhir-Brett.",
)
DESK = Source("k2", "Nobody at the desk needs any training; the two teams meet every Monday.")


PARAPHRASE = "Eine Karte am Kran erleichtert Mannschaften wechselnde Aufgaben mit vier Feldern."


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Jede Leihkraft kann sie ohne Einweisung benutzen.", "verbatim"),
        ("Die Schichten  übergeben an einer Karte mit vier Feldern am Kran", "verbatim"),
        ("Die Schichten übergeben am Kran an einer Karte mit vier Feldern.", "supported"),
        ("Die Karte mit 4 Feldern kann jede Leihkraft ohne Einweisung benutzen.", "supported"),
        ("Seit März 2025 kommen 3,5 Prozent weniger Fehler vor.", "supported"),
        ("Seit März 2025 kommen 35 Fehler weniger vor.", "own"),
        ("Seit März 2025 kommen 4,5 Prozent weniger Fehler vor.", "own"),
        ("Seit Mai 2025 kommen 3,5 Prozent weniger Fehler vor.", "own"),
        ("Die Schichten übergeben an einer Karte mit sechs Feldern am Kran.", "own"),
        ("[PERSON_2] nennt das Menhir-Brett.", "own"),
        ("Die Schichten von Halverde übergeben an einer Karte am Kran.", "own"),
        ("Die Schichten übergeben nicht an einer Karte mit vier Feldern am Kran.", "own"),
        ("Jede Leihkraft kann sie mit Einweisung benutzen.", "own"),
        ("Ohne Einweisung kann jede Leihkraft sie am Kran benutzen.", "supported"),
        ("Die Rendite steigt durch bessere Mitarbeiterbindung erheblich.", "own"),
        ("Siehe https://leak.example/x zu Karte und Kran.", "foreign"),
        ("![Karte](https://leak.example/x)", "foreign"),
        ("Die [Karte](x) hängt am Kran.", "foreign"),
        ("<b>Die Karte</b> hängt am Kran.", "foreign"),
        ("Die Karte steht auf leak.example/x am Kran.", "foreign"),
        ("Fragen an mail@leak.example zur Karte am Kran.", "foreign"),
        ("Die Karte\u200b hängt am Kran.", "foreign"),
        ("Die Karte\nhängt am Kran.", "foreign"),
        ("Die Karte hängt am Kran. " * 40, "foreign"),
        ("", "foreign"),
    ],
)
def test_what_a_source_says_to_a_sentence(sentence: str, verdict: Verdict) -> None:
    """Each way of going beyond it is told from saying it in other words."""
    assert judged(sentence, [CARD]) == verdict


def test_a_denial_is_not_turned_round() -> None:
    """Where the clause that is told again is negated, so is the sentence."""
    assert judged("The desk needs training for both teams.", [DESK]) == "own"
    near = "Nobody at the desk needs any training"
    assert judged("The desk needs any training.", [DESK], near=near) == "own"
    assert judged("At the desk nobody needs training.", [DESK], near=near) == "supported"


def test_the_other_language_may_say_the_same() -> None:
    """Numbers, days and words are compared across both."""
    assert judged("Die zwei Teams treffen sich jeden Montag.", [DESK]) == "supported"
    assert judged("Die zwei Teams treffen sich jeden Dienstag.", [DESK]) == "own"


def test_vectors_help_where_some_words_are_shared() -> None:
    """Never alone, and never over a number."""
    said = "Eine Karte mit vier Feldern hilft Schichten beim reibungslosen Übergeben am Kran."
    shared = proof.coverage(said, CARD.text)
    assert proof.ENOUGH_WORDS_WHEN_NEAR <= shared < 1
    assert judged("Teams haben 7 Felder.", [CARD], hashed_vectors) == "own"
    assert judged(PARAPHRASE, [CARD]) == "own"
    assert (
        judged(PARAPHRASE, [CARD], lambda texts: np.ones((len(texts), 1), np.float32))
        == "supported"
    )
    assert judged(PARAPHRASE, [CARD], lambda texts: np.eye(len(texts), dtype=np.float32)) == "own"


def test_language_is_told_where_there_are_words_enough() -> None:
    """Three words tell nothing."""
    assert proof.wrong_language("The shifts hand over with a card at the crane.", "de")
    assert not proof.wrong_language("Die Schichten übergeben an einer Karte am Kran.", "de")
    assert not proof.wrong_language("Karte am Kran.", "en")

"""Answers from passages alone."""

from __future__ import annotations

import pytest

from iolkit.embedded.answer import CARD, MOST_A_PASSAGE, MOST_SENTENCES, answer, quotable
from iolkit.engine import Encode
from iolkit.outcomes import Passage
from iolkit.records import Masked, Provenance
from tests.embedded.notes import hashed_vectors

MAKER = Provenance("embedded")
PASSAGES = [
    Passage("k1", "i1", Masked("Die Übergabe läuft an einer Karte mit vier Feldern. Sie hängt "
                               "laminiert am Kran. Die Karte wird nie geändert.")),
    Passage("k2", "i2", Masked("The handover of a shift uses a card. Nobody needs a briefing.")),
    Passage("k3", "i3", Masked("In der Kantine gibt es donnerstags Suppe mit Brot.")),
]  # fmt: skip


@pytest.mark.parametrize("encode", [None, hashed_vectors])
def test_quotes_stand_in_their_passages(encode: Encode | None) -> None:
    """Every sentence is a quote of the passage whose key it cites, the best passage first."""
    said = answer("Wie läuft die Übergabe mit der Karte?", PASSAGES, encode, MAKER)
    assert said.grounded
    assert said.citations[0].key == "k1"
    text = {p.key: p.text for p in PASSAGES}
    for sentence in said.sentences:
        (citation,) = sentence.citations
        assert citation.span.of(text[citation.key]) == sentence.text
    assert "k3" not in {c.key for c in said.citations}


def test_other_language_is_found() -> None:
    """A German question is answered from an English passage too."""
    said = answer("Wer braucht eine Einweisung?", PASSAGES[1:2], None, MAKER)
    assert said.grounded
    assert said.citations[0].key == "k2"


@pytest.mark.parametrize("encode", [None, hashed_vectors])
def test_nothing_near_is_not_grounded(encode: Encode | None) -> None:
    """A question that no passage touches gets no sentences."""
    said = answer("Welche Planeten umkreist ein Satellit?", PASSAGES, encode, MAKER)
    assert not said.grounded
    assert not said.sentences


@pytest.mark.parametrize(
    ("question", "passages"),
    [("Was?", []), ("", PASSAGES), ("  ", PASSAGES), ("Karte?", [Passage("k", "i", Masked(" "))])],
)
def test_nothing_given_is_not_grounded(question: str, passages: list[Passage]) -> None:
    """No question or no passage: no answer."""
    assert not answer(question, passages, None, MAKER).grounded


def test_limits() -> None:
    """No more than five sentences, two a passage, and no sentence twice."""
    cranes = ("Kran", "Bagger", "Ofen", "Kessel", "Turm", "Silo")
    many = [
        Passage(
            f"k{n}", "i", Masked(f"Am {crane} regelt die Karte die Übergabe. Der Meister liest sie "
                                 f"am {crane} laut vor. Zuletzt hängt am {crane} ein Schild."),
        )
        for n, crane in enumerate(cranes)
    ]  # fmt: skip
    said = answer("Wie regelt die Karte die Übergabe?", many, None, MAKER)
    keys = [sentence.citations[0].key for sentence in said.sentences]
    assert 1 < len(keys) <= MOST_SENTENCES
    assert all(keys.count(key) <= MOST_A_PASSAGE for key in keys)
    assert len({sentence.text for sentence in said.sentences}) == len(keys)


def test_what_several_say_is_said_once() -> None:
    """The same words in three passages are one sentence that cites all three."""
    text = Masked("Die Karte regelt die Übergabe am Kran. Mittags gibt es in der Kantine Suppe.")
    said = answer(
        "Wie regelt die Karte die Übergabe?", [Passage(k, k, text) for k in "abc"], None, MAKER
    )
    (sentence,) = said.sentences
    assert [citation.key for citation in sentence.citations] == ["a", "b", "c"]


def test_what_was_brought_home_comes_before_general_advice() -> None:
    """Of two equal passages the card is the second."""
    texts = ("Die Karte regelt die Übergabe am Kran.", "Eine Karte regelt jede Übergabe im Haus.")
    card = Passage("card", "i", Masked(texts[1]), {"format": CARD})
    own = Passage("own", "i", Masked(texts[0]))
    said = answer("Wie regelt die Karte die Übergabe?", [own, card], None, MAKER)
    assert said.citations[0].key == "own"


def test_quotable() -> None:
    """Short sentences are left out where longer ones exist, else the passage stands as it is."""
    text = "Gut. Die Karte hängt am Kran. Ja."
    assert [s.of(text) for s in quotable(text)] == ["Die Karte hängt am Kran."]
    assert [s.of("Kurz und gut.") for s in quotable("Kurz und gut.")] == ["Kurz und gut."]
    assert quotable("") == ()

"""Handover and synthesis: chosen sentences with their keys."""

from __future__ import annotations

import pytest

from iolkit.embedded.write import A_PASSAGE, SYNTHESIS, write
from iolkit.engine import Encode
from iolkit.outcomes import Passage
from iolkit.records import Masked
from tests.embedded.notes import hashed_vectors

TEXTS = (
    "Die Schicht übergibt an einer Karte. Sie hängt am Kran und hat vier Felder. Alle nutzen sie.",
    "The shift hands over at a card. It hangs at the crane. Everybody uses the card every day.",
    "Ein Modell sagt die Liegezeit voraus. Es braucht acht Jahre Daten und eigene Sensoren.",
)
PASSAGES = [Passage(f"k{n}", f"i{n}", Masked(text)) for n, text in enumerate(TEXTS)]


@pytest.mark.parametrize("encode", [None, hashed_vectors])
def test_handover_takes_up_every_passage(encode: Encode | None) -> None:
    """Each passage comes in the order given, with at most two sentences, in their order."""
    said = write("handover", PASSAGES, "de", encode)
    keys = [s.citations[0].key for s in said]
    assert keys == sorted(keys)
    assert set(keys) == {"k0", "k1", "k2"}
    assert all(keys.count(key) <= A_PASSAGE for key in keys)


@pytest.mark.parametrize("task", ["handover", "synthesis"])
def test_quotes_stand(task: str) -> None:
    """Every sentence stands in the passage it cites."""
    for sentence in write(task, PASSAGES, "en", None):  # type: ignore[arg-type]  # parametrised
        (citation,) = sentence.citations
        assert citation.span.of(TEXTS[int(citation.key[1:])]) == sentence.text


def test_synthesis_prefers_the_language() -> None:
    """What two passages say alike is told in the language asked for."""
    german = write("synthesis", PASSAGES[:2], "de", None)
    english = write("synthesis", PASSAGES[:2], "en", None)
    assert german[0].citations[0].key == "k0"
    assert english[0].citations[0].key == "k1"
    assert len(german) <= SYNTHESIS


def test_nothing_to_write_from() -> None:
    """Without passages, or with empty ones, nothing is written."""
    assert write("handover", [], "de", None) == ()
    assert write("synthesis", [Passage("k", "i", Masked("  "))], "de", None) == ()

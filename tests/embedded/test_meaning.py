"""What a stretch sounds like."""

from __future__ import annotations

import numpy as np
import pytest

from iolkit.embedded import features
from iolkit.embedded.meaning import MOST, Meaning, Vectors, encoded, numbers
from iolkit.records import Span
from iolkit.rubric import SLOTS
from tests.embedded.notes import hashed_vectors

PLAIN = Meaning(None, with_vectors=False)


def loudest(stretch: str) -> str:
    """The slot besides action that a stretch sounds like most."""
    said = PLAIN.hear(features.hashed(features.view(stretch)), stretch, None)
    return max(set(SLOTS) - {"action"}, key=lambda slot: said[slot])


@pytest.mark.parametrize(
    ("stretch", "slot"),
    [
        ("weil im Stehen niemand lange redet", "why"),
        ("because nobody likes to stand for long", "why"),
        ("damit Fehler nicht zweimal vorkommen", "goal"),
        ("so that mistakes do not happen twice", "goal"),
        ("laut Umfrage sind 60 Prozent dafür", "evidence"),
        ("seitdem kommen kaum noch Rückfragen", "result"),
    ],
)
def test_what_a_plain_stretch_sounds_like(stretch: str, slot: str) -> None:
    """Stretches that say a slot outright are heard as that slot, in both languages."""
    assert loudest(stretch) == slot


def test_every_slot_is_heard_with_vectors_and_without_one() -> None:
    """Words behind the last encoded sentence are heard by themselves."""
    hear, stretch = Meaning(None, with_vectors=True).hear, "denn sonst hört keiner zu"
    words = features.hashed(features.view(stretch))
    for vector in (None, hashed_vectors([stretch])[0]):
        said = hear(words, stretch, vector)
        assert tuple(said) == SLOTS
        assert all(np.isfinite(list(said.values())))


def test_words_with_digits_are_counted() -> None:
    """A figure counts once, however many digits it has."""
    assert numbers("von 12 auf 3,5 Tage") == pytest.approx(np.log(3))
    assert numbers("kein Wert") == 0


def test_passages_and_sentences_are_asked_for_at_once() -> None:
    """One call, and each stretch gets the vector of its own sentence."""
    asked: list[list[str]] = []

    def encode(texts: list[str]) -> np.ndarray:
        asked.append(list(texts))
        return hashed_vectors(texts)

    texts = ["- Alle stehen auf. Dann reden sie.", "Nur einer spricht."]
    one, two = encoded(encode, texts)  # type: ignore[arg-type]  # a list is enough here
    assert asked == [
        [*texts, "Alle stehen auf.", "Dann reden sie.", "Nur einer spricht."],
    ]
    vectors = hashed_vectors(["Alle stehen auf.", "Dann reden sie."])
    for start, at in ((0, 0), (2, 0), (10, 0), (19, 1), (25, 1)):
        found = one.of(Span(start, start + 3))
        assert found is not None
        assert np.array_equal(found, vectors[at])
    assert two.whole is not None
    assert two.of(Span(len(texts[1]), len(texts[1]) + 1)) is None


def test_without_an_encoder_there_are_no_vectors() -> None:
    """Every passage is there, without any."""
    assert encoded(None, ["Eins.", "Zwei."]) == [Vectors(), Vectors()]
    assert encoded(hashed_vectors, []) == []
    assert Vectors().of(Span(0, 3)) is None


def test_a_book_is_not_encoded_as_a_whole() -> None:
    """Only so many sentences are heard with their vectors."""
    (book,) = encoded(hashed_vectors, ["Jeder zieht eine Karte. " * (2 * MOST)])
    assert len(book.rows) == MOST

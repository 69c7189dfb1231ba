"""Names of themes in the reader's language."""

from __future__ import annotations

from iolkit.synthesis.naming import names

TEXTS = (
    "Wir haben eine Karte am Kran. Die Karte wird bei der Übergabe gelesen.",
    "At the crane a card is read. The card stays at the crane.",
    "Das Gespräch folgt dem Leitfaden. Der Leitfaden liegt im Intranet.",
    "Für das Gespräch gibt es einen Leitfaden im Intranet.",
)


def test_german_readers_get_german_nouns() -> None:
    """Words that tell a theme from the others, written as a German noun, none of them twice."""
    card, talk = names(TEXTS, [[0, 1], [2, 3]], "de", "Übergabe")
    assert "Karte" in card
    assert "Leitfaden" in talk
    assert not set(card) & set(talk)
    assert all(word[0].isupper() for word in (*card, *talk))


def test_english_readers_get_english_words() -> None:
    """An English note gives its word; a German one is named by its gloss."""
    card, talk = names(TEXTS, [[0, 1], [2, 3]], "en", "handover")
    assert "card" in card
    assert talk
    assert not {"Gespräch", "Leitfaden"} & set(talk)


def test_what_was_asked_for_names_nothing() -> None:
    """The topic is in all themes, so it tells none from another."""
    card, _ = names(TEXTS, [[0, 1], [2, 3]], "de", "Karten")
    assert "Karte" not in card


def test_stand_ins_name_nothing() -> None:
    """A hidden name is no word of a theme."""
    (only,) = names(("[PARTNER_1] und [PERSON_2] sind da.",), [[0]], "de", "")
    assert not any("PARTNER" in word or "PERSON" in word for word in only)

"""Markers of confidence in both languages."""

from __future__ import annotations

import pytest

from iolkit.recognizers import confidential
from iolkit.recognizers.page import Page


def found(text: str) -> list[str]:
    """The markers in `text`, each with its clause."""
    page = Page(text)
    hits = [hit for r in confidential.RECOGNIZERS for hit in r.find(text) if hit.score >= 0.5]
    return [text[hit.start : hit.end] for hit in confidential.with_clause(page, hits)]


@pytest.mark.parametrize(
    "marker",
    [
        "bitte nicht weitergeben", "das bleibt unter uns", "streng vertraulich", "unter drei",
        "off the record", "Chatham House Rule", "TLP:RED", "nur mündlich", "nicht fürs Protokoll",
        "please don't share", "strictly between us", "not for the minutes", "keep it to yourself",
        "das hast du nicht von mir", "you didn't hear that from me", "eyes only", "board only",
        "VS – Nur für den Dienstgebrauch", "nach dem Lesen vernichten", "nicht zitieren",
        "stays in this room", "schreib das nicht auf", "wir haben Stillschweigen vereinbart",
        "does not leave this room", "nur für den Vorstand", "keine Weitergabe", "kein Foto",
    ],
)  # fmt: skip
def test_a_marker_is_found_with_its_words(marker: str) -> None:
    """Most of each phrase is covered, in the middle of a sentence."""
    text = f"Er meinte dazu: {marker}, dann ging es weiter."
    assert max(map(len, found(text)), default=0) >= 0.6 * len(marker)


@pytest.mark.parametrize(
    "text",
    [
        "Sie kann nicht sagen, woran sie es merkt.",
        "Das ist kein Geheimnis, es steht im Lehrbuch.",
        "Der Leitfaden darf auf jedem Tisch liegen.",
        "Vertrauliche Atmosphäre ist Voraussetzung für gute Gespräche.",
        "They do not copy the whole programme, only the cards.",
    ],
)
def test_talk_about_trust_is_no_marker(text: str) -> None:
    """What cannot be told, or is open, asks for no confidence."""
    assert not found(text)


@pytest.mark.parametrize(
    "marker",
    [
        "darüber haben sie Stillschweigen vereinbart", "unter dem Siegel der Verschwiegenheit",
        "bitte nicht über diese Runde hinaus", "außer uns weiß das niemand", "Klappe halten",
        "dieses Gespräch hat nie stattgefunden", "Fotos waren verboten", "nur am Telefon",
        "commercially sensitive", "not outside these walls", "subject to NDA", "hush hush",
        "this conversation never happened", "delete this message", "my lips are sealed",
    ],
)  # fmt: skip
def test_markers_in_other_words_are_found_too(marker: str) -> None:
    """Agreed silence, a closed circle, what was never said, what must not be kept."""
    text = f"Er meinte dazu: {marker}, dann ging es weiter."
    assert max(map(len, found(text)), default=0) >= 0.6 * len(marker)

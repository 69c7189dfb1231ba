"""Kinds and headlines of learning items."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.embedded.kinds import LONGEST_HEADLINE, Kinds, headline
from iolkit.records import Span
from iolkit.rubric import Rubric

KINDS = Kinds.of(Rubric.shipped())


@pytest.mark.parametrize(
    ("passage", "kind"),
    [
        ("Unser Fehler: wir haben zu früh ausgerollt, das ist gescheitert.", "mistake"),
        ("What went wrong: nobody had tried it before.", "mistake"),
        ("Die Vorlage hat fünf Felder, eine Checkliste hängt daneben.", "method"),
        ("A template with five questions and a checklist.", "method"),
        ("Entscheidend war: man merkt es nur im Gespräch.", "insight"),
        ("The point is trust, it turns out.", "insight"),
        ("Wie bekommt man die Meister dazu?", "question"),
        ("Ansprechpartnerin ist die Leiterin, Durchwahl 12.", "contact"),
        ("Jeden Freitag sitzen sie zusammen am Tisch.", "practice"),
        ("", "practice"),
    ],
)
def test_kind(passage: str, kind: str) -> None:
    """Cues in either language tell the kind; without any it is a practice."""
    assert KINDS.of_passage(passage) == kind


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Rüstvideo statt Rüstanweisung: Azubis filmen den Umbau und schneiden ihn.",
         "Rüstvideo statt Rüstanweisung"),
        ("Kurze Runde am Morgen. Danach wird gearbeitet, und zwar bis zum späten Mittag, denn "
         "dann kommt die Ablösung.", "Kurze Runde am Morgen"),
        ("Chatpate. Eine Person im Raum ist Anwalt der Zugeschalteten und liest den Chat mit.",
         "Chatpate. Eine Person im Raum ist Anwalt der Zugeschalteten und liest den Chat mit"),
        ("wer übergibt, bleibt stehen, bis der andere alles wiederholt hat, auch wenn es dauert, "
         "und zwar jeden Tag",
         "wer übergibt, bleibt stehen, bis der andere alles wiederholt hat, auch wenn es dauert"),
        ("x" * 200, "x" * LONGEST_HEADLINE),
    ],
)  # fmt: skip
def test_headline(text: str, said: str) -> None:
    """A label, a sentence or the first clauses, cut between words, at most 90 long."""
    assert headline(text, Span(0, len(text))).of(text) == said


@given(st.text(min_size=1, max_size=300), st.data())
def test_headline_of_any_item(text: str, data: st.DataObject) -> None:
    """A headline is never empty, lies inside its item and is no longer than allowed."""
    start = data.draw(st.integers(0, len(text) - 1))
    item = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = headline(text, item)
    assert item.covers(found)
    assert 0 < len(found) <= LONGEST_HEADLINE

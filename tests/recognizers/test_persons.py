"""Persons by grammar."""

from __future__ import annotations

import pytest

from iolkit.recognizers.page import Page
from iolkit.recognizers.persons import persons


def found(text: str) -> set[tuple[str, str]]:
    """Each person with what gave it away."""
    return {(text[n.start : n.end], n.reason) for n in persons(Page(text))}


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("Das sagt Frau Zenzmayr oft.", "Zenzmayr", "title"),
        ("Gäste: Herr Dr. Falk Oester, zwei andere", "Falk Oester", "title"),
        ("Thank you to Mr. Winter (in a winter coat)", "Winter", "title"),
        ("so hr. K. Brandt. Danach Pause", "K. Brandt", "title"),
        ("i asked mrs tesfalem twice", "tesfalem", "title"),
        ("mit Frau von der Aalen", "von der Aalen", "title"),
        ("[19.02.26, 17:41] Oddny: ok", "Oddny", "speaker"),
        ("12/05/2026 22:47 - Thibault: salut", "Thibault", "speaker"),
        ("*ruth.k* 10:02\nmoin", "ruth.k", "speaker"),
        ("Verfasser: Wiebke Osei, Technik", "Wiebke Osei", "header"),
        ("From: Priya Vaidya <p@holm.example>", "Priya Vaidya", "header"),
        ("bis bald\n\nViele Grüße\nKlara", "Klara", "signature"),
        ("Best,\nRoisin", "Roisin", "signature"),
        ("so meint T.K. dazu", "T.K.", "initials"),
    ],
)
def test_a_frame_shows_a_person(text: str, name: str, reason: str) -> None:
    """Titles, speakers, headers, signatures and initials."""
    assert (name, reason) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Herr der Lage war der Räumdienst.",
        "Fr 12.00 Filiale, Reklamationen",
        "A: Wann ist der Bruch fertig?",
        "[10:02] Ich: nein",
        "Das gilt z.B. für die Firma in U.S. Hand",
    ],
)
def test_look_alikes_are_no_persons(text: str) -> None:
    """Idioms, weekdays, interview marks and abbreviations pass."""
    assert not found(text)

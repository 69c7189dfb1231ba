"""Which language a text is written in."""

import subprocess
import sys

import pytest

from iolkit.language import detect, tongue
from iolkit.language.tongues import german_lead

GERMAN = """Runder Tisch Wissenssicherung, Kantine, Kaffee dünn

- Leitfaden mit neun Fragen: eine Seite, liegt im Intranet. Jeder druckt ihn aus.
- Das Gehör des alten Meisters kann keiner aufschreiben, man muss dabei sein.
"""
ENGLISH = """Warehouse onboarding, notes on the train

1) Day one has no slides. The new picker gets a paper map with ten stops.
2) The buddy is never the best picker but the one who joined last.
"""


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("Wie übergibt man Wissen, wenn jemand geht?", "de"),
        ("How do we hand over knowledge when someone leaves?", "en"),
        ("Lieferantenwechsel", "de"),
        ("Checkliste für Einarbeitung", "de"),
        ("onboarding checklist", "en"),
        ("supplier change", "en"),
        ("kein anschreiben, nur 4 fragen per sprachnachricht", "de"),
        ("teams tick it b4 day 1, the doc is enough", "en"),
        ("The kids die hard in the war, man", "en"),
        ("Uebergabe und Zustaendigkeit", "de"),
        ("", "en"),
        ("12.03.2026", "en"),
    ],
)
def test_passages_are_told_apart(passage: str, expected: str) -> None:
    """Fragments and chat style included; where nothing tells, text is left as English."""
    assert tongue(passage) == expected


@pytest.mark.parametrize("text", ["", "123", "Xqwv Zzgrp"])
def test_no_hint_is_no_lead(text: str) -> None:
    """A text of numbers or names alone leads nowhere."""
    assert german_lead(text) == 0


def test_whole_texts_are_de_en_or_mixed() -> None:
    """Both languages must hold a real share to make a text mixed."""
    assert detect(GERMAN) == "de"
    assert detect(ENGLISH) == "en"
    assert detect(GERMAN + ENGLISH) == "mixed"
    assert detect("") == "en"


def test_a_quoted_phrase_does_not_make_a_text_mixed() -> None:
    """One English saying in a German note stays a quotation."""
    assert detect(GERMAN * 3 + "\nThey said: this is how it works.\n") == "de"


def test_languages_change_within_a_paragraph() -> None:
    """Sentences count, not lines."""
    both = (
        "Der Pate sucht sich den Neuen selbst aus. The buddy is never the best picker. "
        "Danach gehen sie zusammen durch das Lager. After that they talk about what was odd."
    )
    assert detect(both) == "mixed"


def test_telling_languages_apart_loads_no_identifier() -> None:
    """The first call must not cost what a general language identifier does."""
    code = (
        "import sys; from iolkit.language import detect; detect('Lieferantenwechsel');"
        "print('py3langid' in sys.modules, 'numpy' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["False", "False"]

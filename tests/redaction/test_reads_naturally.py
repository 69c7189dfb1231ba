"""Softer words fit their sentences: article, case, number, capital, the same words throughout.

The sentences and how partners read them stand in sentences.de.txt and sentences.en.txt.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from iolkit.citations import leaks
from iolkit.policy import Policy
from iolkit.records import Session
from iolkit.redaction import Secrets, release
from tests.redaction.marked import marked, released

FOLDER = Path(__file__).parent


def pairs(language: str) -> list[tuple[str, str, str]]:
    """(language, sentence with its flags, what partners read)."""
    lines = (FOLDER / f"sentences.{language}.txt").read_text(encoding="utf-8").splitlines()[1:]
    return [(language, a, b.strip()) for a, b in zip(lines[::2], lines[1::2], strict=True)]


EVERY = [*pairs("de"), *pairs("en")]


@pytest.mark.parametrize(("language", "source", "said"), EVERY)
def test_a_sentence_reads_as_a_person_would_say_it(language: str, source: str, said: str) -> None:
    """As looked at, and without what was flagged."""
    assert released(source, language=language).cleared.text == said
    text, flags = marked(source)
    assert not leaks(said, [each.span.of(text) for each in flags])


def test_there_are_enough_of_them() -> None:
    """At least sixty in each language."""
    assert min(len(pairs("de")), len(pairs("en"))) >= 60


@pytest.mark.parametrize("said", [said for language, _, said in EVERY if language == "de"])
def test_german_endings_agree(said: str) -> None:
    """No article of one case beside an ending of another, no doubled article."""
    wrong = (
        r"\b(?:mit|von|bei|zu|aus|nach|laut) ein(?:e|en)? ",
        r"\b(?:für|ohne|gegen|durch) ein(?:em|er) ",
        r"\b(?:der|die|das|den|dem) ein(?:e|em|en|er|es)? ",
        r"\beinem \w+er (?:Partner|Betrag)\b",
        r"\beine \w+stelligen?\b",
    )
    for pattern in wrong:
        assert not re.search(pattern, said, re.IGNORECASE)


def test_a_function_told_once_names_the_person_everywhere() -> None:
    """The same person has the same words in every text of a handover, in its own case."""
    first, flags = marked("Frau <person own|Keller>, Leiterin HR, führt die Karte ein.")
    second = "Die Karte hilft, sagt Keller. Mit Keller haben wir sie gebaut."
    decisions = Policy.shipped().decisions(flags, "partners", Session())
    held = Secrets.of([(first, decisions), (second, ())])
    one = release(first, decisions, "partners", "de", None, held)
    two = release(second, (), "partners", "de", None, held)
    assert one.cleared.text == "Eine Führungskraft führt die Karte ein."
    assert two.cleared.text == (
        "Die Karte hilft, sagt eine Führungskraft. Mit einer Führungskraft haben wir sie gebaut."
    )

"""The demo workspace: what ships, read by the engine that ships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from iolkit import resources
from iolkit.kit import Kit, load_settings
from iolkit.kit.finding import PASSAGES_TO_ANSWER_FROM

pytestmark = pytest.mark.weights
CORPUS = resources.shipped("corpus")
NOTES = {path.name for path in (CORPUS / "notes").iterdir()}
CARDS = {path.name for path in (CORPUS / "practices").glob("*.de.md")}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    """The demo workspace as a person opens it."""
    with Kit.demo(load_settings(data_dir=tmp_path_factory.mktemp("demo"))) as opened:
        yield opened


def test_demo_holds_every_note_and_the_cards_of_one_language(demo: Kit) -> None:
    """Nothing failed to load, no card stands there twice, and the notes stand first."""
    cards = [each for each in demo.notes() if each.session.format == "practice card"]
    assert sorted(each.source for each in cards) == sorted(CARDS)
    assert all(each.title == each.session.title and not each.flags for each in cards)
    assert all(each.reviewed == each.items == 1 for each in cards)
    assert {each.source for each in demo.notes()[: len(NOTES)]} == NOTES
    assert demo.lists().own_org == "Halverde Technik GmbH"
    assert all(line.state == "unchanged" for line in demo.load_demo())


def test_demo_shows_what_the_engine_can_tell(demo: Kit) -> None:
    """Secrets of every category, items of every band, mistakes told, something implicit."""
    read = [demo.note(each.id) for each in demo.notes() if each.source in NOTES]
    assert all(len(each.items) >= 4 for each in read)
    categories = {flag.category for each in read for flag in each.flags}
    assert categories >= {
        "money", "partner", "person", "contact", "personnel", "contract",
        "strategy", "security", "ip", "figures", "confidential", "special",
    }  # fmt: skip
    bands = Counter(a.band for each in read for a in each.analysis.assessments)
    assert {"A", "B", "C", "D"} <= set(bands)
    assert "mistake" in {item.kind for each in read for item in each.items}
    implicit = [
        rating
        for each in read
        for a in each.analysis.assessments
        for rating in a.ratings
        if rating.dimension == "implicit" and (rating.level or 0) >= 4
    ]
    assert len(implicit) >= 3


QUESTIONS = {
    "Wie bleibt Wissen im Haus, wenn jemand geht?": "before-someone-leaves",
    "Welche Fehler haben andere bei der Einführung von KI gemacht?": "bericht-ki-assistent",
    "Was hilft neuen Kolleginnen und Kollegen am Anfang?": "forum-wissen-sichern",
    "Darf ich unter der Chatham-House-Regel sagen, wer dabei war?": "chatham-house",
    "Kollegen sagen, das passt bei uns nicht. Was tun?": "not-invented-here",
    "Wie finde ich passende Partner zum Lernen?": "choose-the-source",
    "What may I say when a competitor is in the room?": "competitors",
    "Should we copy a practice exactly or adapt it?": "copy-or-adapt",
    "How do I measure whether a programme had an effect?": "four-levels",
    "What helps new colleagues in their first weeks?": "forum-wissen-sichern",
    "When should we stop a pilot?": "pilot-stop-rule",
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_demo_answers_natural_questions_in_either_language(demo: Kit, question: str) -> None:
    """The first hit is the one that a person would have pointed to."""
    found = demo.search(question, 3)
    assert found.confident
    assert QUESTIONS[question] in found.hits[0].passage.facts["source"]


def test_demo_holds_support_and_contradiction(demo: Kit) -> None:
    """Three organisations on one question: two for the tandem, one against it."""
    hits = demo.search("Bringt ein Tandem mehr als ein Leitfaden?", PASSAGES_TO_ANSWER_FROM).hits
    assert {
        "memo-wissenstandem.txt",
        "mail-retirement-handover.eml",
        "forum-wissen-sichern.html",
    } <= {hit.passage.facts["source"] for hit in hits}


def test_whoever_reads_english_gets_english_cards(tmp_path: Path) -> None:
    """The demo of each language is a space of its own, with the cards in that language first."""
    with Kit.open(load_settings(data_dir=tmp_path)) as kit:
        first = next(kit.load_demo("en"))
        assert first.source == "01-goal-first.en.md"
        (card,) = kit.notes()
        assert (card.language, card.title) == ("en", "First settle what is to be learned")

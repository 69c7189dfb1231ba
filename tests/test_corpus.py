"""The demo notes and best-practice cards that ship with iolkit."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from iolkit import pipeline, resources
from iolkit.language import detect
from iolkit.readers import SUFFIXES, read_file
from iolkit.records import Note

CORPUS = resources.shipped("corpus")
NOTES = sorted(path.name for path in (CORPUS / "notes").iterdir())
CARDS = sorted(path.name for path in (CORPUS / "practices").iterdir())
STEMS = [name.removesuffix(".de.md") for name in CARDS if name.endswith(".de.md")]
MARKUP = re.compile(r"\[\[|\]\]|\{\{|\}\}|\|\||\{--|\{\+\+|\{>>")
BY_HAND = (".md", ".txt", ".html")

TOPICS = {"before", "during", "after", "sharing", "measuring", "programme"}
SUPPORT = {
    "Metaanalyse": "meta-analysis",
    "Literaturübersicht": "literature review",
    "mehrere Studien": "several studies",
    "eine Studie": "one study",
    "Theorie": "theory",
    "Regel oder Gesetz": "rule or law",
    "Erfahrung aus der Praxis": "practitioners' experience",
    "eigene Setzung von iolkit": "a design choice of iolkit's own",
}
CHECKED = {
    "im öffentlichen Text geprüft": "checked in the public text",
    "nur aus zweiter Hand geprüft": "checked in a second-hand account only",
    "teils geprüft, teils aus zweiter Hand oder aus dem Gedächtnis": (
        "partly checked, partly second-hand or from memory"
    ),
    "aus dem Gedächtnis genannt": "named from memory",
    "nicht erforscht": "not researched",
}
SECTIONS = {
    "de": ("Beleg", "Wann", "So geht es", "Was schiefgeht", "Woran man sieht, dass es wirkt",
           "Vorbehalt"),
    "en": ("Support", "When", "How to do it", "What goes wrong", "How to tell that it works",
           "Caveat"),
}  # fmt: skip


def note(name: str) -> Note:
    """A demo note as it is read."""
    return read_file(CORPUS / "notes" / name)


def card(name: str) -> Note:
    """A card as it is read."""
    return read_file(CORPUS / "practices" / name)


def head(name: str) -> dict[str, str]:
    """The front matter of a card."""
    text = (CORPUS / "practices" / name).read_text(encoding="utf-8")
    loaded: dict[str, str] = yaml.safe_load(text.split("---")[1])
    return loaded


def maker() -> ModuleType:
    """The script that makes the notes."""
    spec = importlib.util.spec_from_file_location("make_notes", CORPUS / "make_notes.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", NOTES)
def test_demo_note_can_be_read_and_filtered(name: str) -> None:
    """Each note has text, a title, a day, a programme, a format and one's own organisation."""
    read = note(name)
    assert len(read.text) > 1_000
    assert read.session.title
    assert read.session.held_on is not None
    assert read.session.programme
    assert read.session.format
    assert read.session.own_org == "Halverde Technik GmbH"
    assert not MARKUP.search(read.text)


def test_demo_shows_many_forms_languages_programmes_and_rules() -> None:
    """The demo is worth its name: many formats, three languages, every rule, filters that part."""
    kinds = {Path(name).suffix for name in NOTES}
    assert (
        {".md", ".docx", ".pptx", ".pdf", ".eml", ".vtt", ".html", ".txt"} <= kinds <= set(SUFFIXES)
    )
    notes = [note(name) for name in NOTES]
    assert len(notes) >= 12
    assert Counter(read.language for read in notes) == {"de": 6, "en": 4, "mixed": 2}
    assert 5 < len({read.session.programme for read in notes}) < len(notes)
    assert len({read.session.format for read in notes}) >= 7
    assert len({read.session.held_on for read in notes}) == len(notes)
    assert len({read.session.held_on.year for read in notes if read.session.held_on}) == 3
    assert {read.session.rule for read in notes} == {"open", "internal", "chatham", "nda"}
    assert any(read.session.competitors for read in notes)


SECRETS = {
    "bericht-ki-assistent.docx": ("Pumpe-rot-88", "um 9 %", "Kartellrecht", "Okonkwo-Seitz"),
    "chat-mentoring.md": ("depression", "94k plus car", "Nordvik Seafood", "Solheim-Bakke"),
    "protokoll-qualitaetszirkel.docx": ("Abmahnung", "2,1 Mio. EUR", "Ostrava Kabel", "Aydoğmuş"),
    "folien-process-mining.pptx": ("310 T€", "Kabel!2219", "Größenordnung", "lösen wir"),
    "forum-wissen-sichern.html": ("Auetal Netze eG", "verwenden"),
    "crane-safety-peer-review.pdf": ("260 000", "1 180 °C", "candidate", "observers"),
    "mail-exit-gespraeche.eml": ("fünfeinhalb monatsgehälter", "Stübing", "brünn", "0171 39200 55"),
    "mail-retirement-handover.eml": ("NOK 1.9 million", "Ingvild Tangen", "north terminal"),
    "memo-wissenstandem.txt": ("achtunddreißigtausend", "vanhouten", "papiermaschine wird 2026"),
    "call-with-ludovica.vtt": ("Celle plant", "43 percent", "Ludovica Ferrante: "),
    "notes-esg-exchange.md": ("€41,500", "Hautamäki", "„you can run it without us“"),
    "speaking-up-module.pdf": ("Rowan Vale", "performance", "4.5 %", "Fifteen minutes"),
}


@pytest.mark.parametrize("name", NOTES)
def test_secrets_and_umlauts_survive_the_format(name: str) -> None:
    """What the tool shall find is really in the file: in text, notes, comments and deletions."""
    text = note(name).text
    for secret in SECRETS[name]:
        assert secret in text


def test_tracked_and_hidden_places_of_the_word_note_are_marked() -> None:
    """The deletion, the insertion, the comment and the header stand in places of their own."""
    read = note("protokoll-qualitaetszirkel.docx")
    said = {mark.label: mark.span.of(read.text).strip() for mark in read.locators}
    assert said["deleted"] == "2,1 Mio. EUR"
    assert said["inserted"] == "1,8 Mio. EUR"
    assert said["comment"].startswith("Hr. Koch bittet")
    assert said["header"].startswith("Entwurf")


def test_committed_notes_are_those_the_script_makes(tmp_path: Path) -> None:
    """Nobody has to trust the binary files: made anew from their sources they read the same."""
    maker().main(tmp_path)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == [name for name in NOTES if not name.endswith(BY_HAND)]
    for name in made:
        again, shipped = read_file(tmp_path / name), note(name)
        assert (again.text, again.session) == (shipped.text, shipped.session)


def test_every_card_comes_in_both_languages() -> None:
    """At least 24 cards, each German and English, over the whole way of a session."""
    assert len(STEMS) >= 24
    assert sorted(f"{stem}.{language}.md" for stem in STEMS for language in SECTIONS) == CARDS
    assert {head(f"{stem}.de.md")["topic"] for stem in STEMS} == TOPICS
    for named in ("title", "pair"):
        assert len({head(f"{stem}.de.md")[named] for stem in STEMS}) == len(STEMS)


@pytest.mark.parametrize("stem", STEMS)
def test_german_and_english_carry_the_same(stem: str) -> None:
    """Same pair, topic, day, grade and check, as many steps, and texts of like length."""
    german, english = (head(f"{stem}.{language}.md") for language in SECTIONS)
    for key in ("pair", "topic", "checked_on", "programme", "format", "rule"):
        assert german[key] == english[key]
    assert stem.endswith(german["pair"])
    assert SUPPORT[german["support"]] == english["support"]
    assert CHECKED[german["checked"]] == english["checked"]
    texts = [card(f"{stem}.{language}.md").text for language in SECTIONS]
    steps = {len(re.findall(r"^- ", text, re.MULTILINE)) for text in texts}
    assert len(steps) == 1 and min(steps) >= 3
    figures = [
        Counter(re.findall(r"\d+", text.replace(".", "").replace(",", ""))) for text in texts
    ]
    assert figures[0] == figures[1]
    assert 0.7 < len(texts[0]) / len(texts[1]) < 1.6


@pytest.mark.parametrize("name", CARDS)
def test_card_has_every_section_and_says_how_well_it_is_supported(name: str) -> None:
    """Title, claim, then each section in order; source, grade and check stand in the text too."""
    said, read = head(name), card(name)
    language = name.split(".")[-2]
    assert read.language == language == said["language"]
    assert detect(read.text) == language
    assert read.session.title == said["title"] == read.text.splitlines()[0]
    assert len(said["title"]) <= 50
    assert read.session.held_on is None  # a card has no meeting
    assert read.session.rule == "open"
    parts = read.text.strip().split("\n\n")
    assert [part.partition(":")[0] for part in parts[2:]] == list(SECTIONS[language])
    assert all(len(part.partition(":")[2].strip()) > 15 for part in parts[2:])
    for key in ("support", "checked", "source"):
        assert said[key] in parts[2]
    assert not MARKUP.search(read.text)
    assert not re.search(r"\[[VMD]2?\]", read.text)


def test_cards_are_honest_about_weak_support() -> None:
    """Few cards rest on many studies, and those that rest on none say so."""
    grades = Counter(head(f"{stem}.de.md")["support"] for stem in STEMS)
    assert set(grades) == set(SUPPORT)
    assert grades["eigene Setzung von iolkit"] > grades["Metaanalyse"]
    for stem in STEMS:
        said = head(f"{stem}.de.md")
        if said["support"] in ("Metaanalyse", "Literaturübersicht", "mehrere Studien"):
            assert "iolkit" not in said["source"]


@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_one_public_practice(name: str) -> None:
    """A card is taken whole, named by its title and summed up by its claim; nothing is flagged."""
    read = card(name)
    said = pipeline.as_published(read)
    (item,) = said.items
    (sentence,) = said.summary.sentences
    assert item.headline.of(read.text) == read.session.title
    assert item.span.of(read.text) == read.text.rstrip()
    assert sentence.text == sentence.evidence[0].of(read.text) == read.text.split("\n\n")[1]
    assert (said.flags, said.assessments) == ((), ())
    assert [p.text for p in pipeline.passages(said, (), said.items, ())] == [read.text.rstrip()]

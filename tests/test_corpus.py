"""The demo notes and best-practice cards that ship with iolkit."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from iolkit import resources
from iolkit.language import detect
from iolkit.readers import read_file
from iolkit.records import Note

CORPUS = resources.shipped("corpus")
NOTES = sorted(path.name for path in (CORPUS / "notes").iterdir())
CARDS = sorted(path.name for path in (CORPUS / "practices").iterdir())
MARKUP = re.compile(r"\[\[|\]\]|\{\{|\}\}|\|\||\{--|\{\+\+|\{>>")


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


def test_demo_shows_every_family_of_formats_and_both_languages() -> None:
    """The demo is worth its name: six formats, three languages, filters that part it."""
    assert {Path(name).suffix for name in NOTES} == {
        ".md", ".docx", ".pptx", ".pdf", ".eml", ".vtt",
    }  # fmt: skip
    notes = [note(name) for name in NOTES]
    assert sorted(read.language for read in notes) == ["de", "de", "de", "en", "en", "mixed"]
    assert 1 < len({read.session.programme for read in notes}) < len(notes)
    assert len({read.session.format for read in notes}) > 3
    assert len({read.session.held_on for read in notes}) == len(notes)


SECRETS = {
    "protokoll-qualitaetszirkel.docx": ("Abmahnung", "2,1 Mio. EUR", "Ostrava Kabel", "Aydoğmuş"),
    "folien-process-mining.pptx": ("310 T€", "Kabel!2219", "Größenordnung", "lösen wir"),
    "crane-safety-peer-review.pdf": ("260 000", "1 180 °C", "candidate", "observers"),
    "mail-exit-gespraeche.eml": ("fünfeinhalb monatsgehälter", "Stübing", "brünn", "0171 39200 55"),
    "call-with-ludovica.vtt": ("Celle plant", "43 percent", "Ludovica Ferrante: "),
    "notes-esg-exchange.md": ("€41,500", "Hautamäki", "„you can run it without us“"),
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
    assert made == [name for name in NOTES if not name.endswith(".md")]
    for name in made:
        again, shipped = read_file(tmp_path / name), note(name)
        assert (again.text, again.session) == (shipped.text, shipped.session)


def test_every_card_comes_in_both_languages() -> None:
    """Eight cards, each German and English, of one day and one source."""
    stems = [name.removesuffix(".de.md") for name in CARDS if name.endswith(".de.md")]
    assert len(stems) == 8
    assert sorted(f"{stem}.{language}.md" for stem in stems for language in ("de", "en")) == CARDS
    for stem in stems:
        german, english = (head(f"{stem}.{language}.md") for language in ("de", "en"))
        assert german["source"] == english["source"]
        assert german["title"] != english["title"]


@pytest.mark.parametrize("name", CARDS)
def test_card_says_what_it_claims_and_how_well_that_is_supported(name: str) -> None:
    """Claim, source and grade of evidence stand in the head and in the text; no symbol grades."""
    said, read = head(name), card(name)
    assert read.language == name.split(".")[-2]
    assert read.session.title == said["title"]
    assert read.session.held_on is not None
    assert read.session.rule == "open"
    for key in ("title", "claim", "source", "evidence"):
        assert said[key] in read.text
    assert len(re.findall(r"^- ", read.text, re.MULTILINE)) >= 3
    assert not re.search(r"\[[VMD]2?\]", read.text)
    assert not MARKUP.search(read.text)


def test_cards_are_honest_about_weak_support() -> None:
    """Not every card rests on a checked text, and those that do not say so."""
    grades = {head(name)["evidence"] for name in CARDS}
    assert len(grades) == 8  # four grades, worded in two languages


def test_language_of_cards_is_told_right_without_their_head() -> None:
    """The text alone gives away its language."""
    assert [detect(card(name).text) for name in CARDS] == ["de", "en"] * 8

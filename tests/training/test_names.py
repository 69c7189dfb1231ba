"""Training of the name model, on notes and rows made for the test."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from iolkit.recognizers.names import NameModel, named
from iolkit.recognizers.page import Page
from iolkit.training import names
from iolkit.training.goldnotes import gold_note, read_gold

NOTE = """---
title: Probe
own_org: Holmwerk AG
---
Runde bei [[partner|partner||Quallmer Antriebe]] mit Frau [[person|partner||Ilse Varghese]].
{{L1||[[personnel|own||unser [[person|own||Kemal]] will gehen]], sagte sie.}}
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with two training folders of one note each."""
    for name in ("train_a", "train_b"):
        folder = tmp_path / "gold" / name
        folder.mkdir(parents=True)
        (folder / "001.md").write_text(NOTE, encoding="utf-8")
    return tmp_path / "gold"


@pytest.fixture
def ner(tmp_path: Path) -> Path:
    """A folder with one row in each of the open sets."""
    folder = tmp_path / "ner"
    folder.mkdir()
    text = "Heute sprach Anna Kolb für Siemens in Ulm ."
    spans = [
        {"start": 13, "end": 22, "label": "PER"},
        {"start": 27, "end": 34, "label": "ORG"},
        {"start": 38, "end": 41, "label": "LOC"},
    ]
    row = json.dumps({"text": text, "spans": spans}) + "\n"
    for name in names.OPEN_SETS:
        opened = gzip.open if name.endswith(".gz") else open
        with opened(folder / name, "wt", encoding="utf-8") as file:
            file.write(row * 7)
    return folder


def test_a_gold_note_loses_its_marks_and_keeps_its_places(gold: Path) -> None:
    """Nested marks and learning items are taken out, spans count in what remains."""
    note = gold_note(gold / "train_a" / "001.md")
    said = {note["text"][s["start"] : s["end"]]: s["category"] for s in note["spans"]}
    assert said["Quallmer Antriebe"] == "partner"
    assert said["Kemal"] == "person"
    assert said["unser Kemal will gehen"] == "personnel"
    assert "[[" not in note["text"]
    assert "L1" not in note["text"]


def test_tokens_of_a_note_may_be_what_is_marked(gold: Path) -> None:
    """Marked names have one label; what is unmarked may be a place or a title."""
    (note,) = read_gold(gold / "train_a")
    text = names.gold_text(note)
    allowed = {t.text: a for t, a in zip(text.tokens, text.allowed, strict=True)}
    assert allowed["Varghese"] == names.IN_NOTES["person"]
    assert allowed["Quallmer"] == names.IN_NOTES["partner"]
    assert allowed["Runde"] == names.NO_NAME


def test_counted_uses_become_a_lexicon(ner: Path) -> None:
    """A word is known by how it is mostly used, and forgotten when it is taken out."""
    texts = names.read_open(ner)
    uses = names.Uses()
    uses.add(texts)
    words = names.lexicon(uses)
    assert words.use("anna") == 4
    assert words.use("siemens") == 5
    uses.add(texts, -1)
    assert names.lexicon(uses).use("siemens") == 0


def test_training_is_reproducible_and_usable(
    gold: Path, ner: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same input gives the same file, and the model finds what it was shown."""
    monkeypatch.setattr(names, "OPEN_STEPS", 6)
    monkeypatch.setattr(names, "NOTE_STEPS", 12)
    prior, words = names.open_prior(names.read_open(ner))
    again, _ = names.open_prior(names.read_open(ner))
    assert np.array_equal(prior, again)
    notes = read_gold(gold / "train_a")
    names.save(tmp_path / "made", names.carry_over(prior, notes, words), words)
    page = Page(notes[0]["text"])
    found = {page.text[n.start : n.end] for n in named(page, NameModel.load(tmp_path / "made"))}
    assert "Ilse Varghese" in found

"""The markup of gold notes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iolkit.errors import NoteUnreadable
from iolkit.evaluation import read_folder
from iolkit.evaluation.gold import read_note
from tests.evaluation.gold_notes import MARKED, write_marked


def test_markup_is_read(tmp_path: Path) -> None:
    """Text without marks, spans at their place, spans within spans, items and session facts."""
    (gold,) = read_folder(write_marked(tmp_path))
    text = gold.note.text
    assert "[[" not in text
    assert "||" not in text
    assert [(f.span.of(text), f.category, f.owner) for f in gold.flags] == [
        ("Jelte Brookhuis", "person", "partner"),
        ("Nordhafen", "partner", "partner"),
        ("480 €", "money", "partner"),
        ("Nordhafen schließt im Herbst", "strategy", "partner"),
        ("Nordhafen", "partner", "partner"),
    ]
    assert [item.key for item in gold.items] == ["001/L1", "001/L2"]
    assert gold.items[0].span.of(text).endswith("480 €.")
    assert gold.note.session.held_on == date(2026, 5, 14)
    assert gold.note.session.own_org == "Wir AG"
    assert gold.note.source == "001.md"


def test_ratings_belong_to_items(tmp_path: Path) -> None:
    """Levels, silence, clarity and quotes come with their item."""
    (gold,) = read_folder(write_marked(tmp_path))
    rating = gold.items[0].rating
    assert rating is not None
    assert rating.levels["implicit"] == 1
    assert rating.levels["systemic"] is None
    assert rating.clarity == 4
    assert rating.quotes == {"implicit": "ohne Einweisung"}


def test_notes_without_ratings(tmp_path: Path) -> None:
    """A folder without ratings.jsonl has items that nobody rated."""
    write_marked(tmp_path)
    (tmp_path / "ratings.jsonl").unlink()
    (gold,) = read_folder(tmp_path)
    assert all(item.rating is None for item in gold.items)


@pytest.mark.parametrize(
    "raw",
    [
        "no front matter",
        MARKED.replace("]]", "", 1),
        MARKED + "]]",
        MARKED + "}}",
        MARKED + "{{L9||open",
        MARKED.replace("{{L2||", "{{L2||{{L3||"),
    ],
)
def test_broken_markup_is_named(raw: str) -> None:
    """Marks that do not close, close twice or nest end in an error with the note's name."""
    with pytest.raises(NoteUnreadable) as caught:
        read_note(raw, "007", {})
    assert caught.value.key == "gold_markup"
    assert caught.value.values == {"name": "007"}

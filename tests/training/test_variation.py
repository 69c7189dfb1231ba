"""Variants of marked notes with other names."""

from __future__ import annotations

from iolkit.training.variation import pools, varied

TEXT = "Frau Ilse Varghese von Quallmer Antriebe GmbH kam. Später: varghese sagt 740 Euro."


def note() -> dict:
    """A note with a person, a firm, and an amount."""
    marks = (
        ("Ilse Varghese", "person"), ("Quallmer Antriebe GmbH", "partner"),
        ("varghese", "person"), ("740 Euro", "money"),
    )  # fmt: skip
    spans = [
        {"start": TEXT.index(part), "end": TEXT.index(part) + len(part), "category": category}
        for part, category in marks
    ]
    return {"id": "a/1", "text": TEXT, "spans": spans}


def read(one: dict) -> list[str]:
    """What the marks of a note cover."""
    return [one["text"][span["start"] : span["end"]] for span in one["spans"]]


def test_names_change_and_everything_else_stays() -> None:
    """Other words stand under the same marks; legal forms, amounts and the rest are kept."""
    other = varied(note(), pools(), 0)
    full, firm, small, amount = read(other)
    assert full != "Ilse Varghese" and len(full.split()) == 2
    assert firm.endswith("GmbH") and not firm.startswith("Quallmer")
    assert amount == "740 Euro"
    assert other["text"].startswith("Frau ") and other["text"].endswith(" sagt 740 Euro.")
    assert small.islower() and small == full.split()[1].lower()


def test_a_round_is_repeatable_and_another_one_differs() -> None:
    """The same round gives the same note, the next one other names."""
    words = pools()
    assert varied(note(), words, 0) == varied(note(), words, 0)
    assert read(varied(note(), words, 0)) != read(varied(note(), words, 1))


def test_names_over_a_line_break_are_left_alone() -> None:
    """What hyphenation tore apart cannot be replaced word by word."""
    text = "Frau Zenz-\nmayr kam."
    torn = {
        "id": "b", "text": text, "spans": [{"start": 5, "end": 15, "category": "person"}],
    }  # fmt: skip
    assert varied(torn, pools(), 0)["text"] == text

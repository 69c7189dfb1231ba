"""Marked notes as training reads them."""

from __future__ import annotations

from iolkit.recognizers.judge import VERDICTS
from iolkit.training.goldnotes import marked, written_notes


def test_marks_are_taken_out_and_counted_in_what_remains() -> None:
    """Nested marks keep their own places."""
    note = marked("Der [[contract|own||Vertrag mit [[partner|third||Rabeko]] endet]].")
    assert note["text"] == "Der Vertrag mit Rabeko endet."
    said = {s["category"]: note["text"][s["start"] : s["end"]] for s in note["spans"]}
    assert said == {"partner": "Rabeko", "contract": "Vertrag mit Rabeko endet"}


def test_the_written_notes_are_well_formed() -> None:
    """Every short note has a language, an own organisation, and only known marks, none left."""
    notes = written_notes()
    assert len({note["id"] for note in notes}) == len(notes) > 100
    known = {*VERDICTS[1:], "person", "partner", "contact"}
    for note in notes:
        assert note["language"] in ("de", "en", "mixed")
        assert note["own_org"]
        assert "[[" not in note["text"] and "]]" not in note["text"]
        for span in note["spans"]:
            assert span["category"] in known
            assert span["owner"] in ("own", "partner", "third")
            assert note["text"][span["start"] : span["end"]].strip()


def test_some_written_notes_hold_no_secret() -> None:
    """What may be said freely is shown as well."""
    assert sum(not note["spans"] for note in written_notes()) >= 15

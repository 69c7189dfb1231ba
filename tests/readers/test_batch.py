"""A hostile file between good ones is named with its reason; the good ones are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from iolkit.errors import NoteUnreadable
from iolkit.kit import Kit, load_settings

from .battery import CASES

GOOD = {
    "1-besuch.md": "# Besuch im Werk Süd\n\nGelernt: ein Leitfaden je Übergabe genügt.\n".encode(),
    "3-tabelle.xlsx": CASES["cells left empty keep their column"].make(),
    "5-brief.rtf": b"{\\rtf1\\ansi Wir haben gelernt, fr\\'fch zu fragen.\\par}",
    "7-mail.msg": CASES["msg with a text"].make(),
}
BAD = {
    "2-bombe.docx": ("packed a thousand to one", "unpacked_too_large"),
    "4-laughs.docx": ("billion laughs", "unsafe_xml"),
    "6-tiefe.rtf": ("rtf of notes in notes", "broken"),
    "8-halb.pdf": ("pdf truncated", "broken"),
}


@pytest.mark.weights
def test_good_files_are_added_around_hostile_ones(tmp_path: Path) -> None:
    """Each file has its line; what is kept is the good ones alone, each with a title."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, data in GOOD.items():
        (folder / name).write_bytes(data)
    for name, (what, _) in BAD.items():
        (folder / name).write_bytes(CASES[what].make())
    with Kit.open(load_settings(data_dir=tmp_path / "space")) as kit:
        lines = {line.source: line for line in kit.add([folder])}
        kept = {card.source for card in kit.notes()}
        assert all(card.title for card in kit.notes())
    assert kept == set(GOOD)
    assert {name for name, line in lines.items() if line.state == "added"} == set(GOOD)
    for name, (_, key) in BAD.items():
        error = lines[name].error
        assert isinstance(error, NoteUnreadable)
        assert (lines[name].state, error.key) == ("failed", key)

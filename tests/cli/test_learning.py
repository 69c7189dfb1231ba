"""What many notes say, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

pytestmark = pytest.mark.weights


@pytest.fixture
def space(tmp_path: Path, call: Call) -> Path:
    """A data folder with three notes on one matter."""
    folder = tmp_path / "three"
    folder.mkdir()
    told = {
        "mill.md": (
            "Papiermühle Isen",
            "Das Wissenstandem hat sich bei der Übergabe im Ruhestand bewährt. Die Nachfolgerin "
            "läuft seit sechs Monaten jede zweite Schicht neben dem Meister mit, und einmal in der "
            "Woche reden sie eine halbe Stunde. Seit dem Tandem erkennt sie Risse fast so früh wie "
            "er. Ein Handbuch gab es auch, das hat niemand gelesen.",
        ),
        "port.md": (
            "Skager Port",
            "The knowledge tandem works. A planner who retires sits with the successor two tides a "
            "week for five months, and the new planners run the yard alone after half a year. In "
            "the tandem the leaver may only ask questions, since that stops the lecture. Any team "
            "lead can set it up without training.",
        ),
        "grid.md": (
            "Auetal Netze",
            "Das Haus hat das Wissenstandem nach einem Jahr wieder eingestellt. Es band zwei Leute "
            "über Monate, und heraus kam nicht mehr als mit dem Leitfaden. Heute führt die "
            "Personalabteilung drei Gespräche von 90 Minuten nach einem Leitfaden mit 14 Fragen, "
            "und die Nachfolgerin arbeitet damit ohne Begleitung.",
        ),
    }
    for name, (host, text) in told.items():
        head = f"---\nhost: {host}\ndate: 2026-02-05\n---\n"
        (folder / name).write_text(f"{head}Besuch.\n\n- {text}\n", encoding="utf-8")
    data = tmp_path / "data"
    assert call("add", folder, "--data", data).code == 0
    return data


def test_a_report_in_words_and_as_json(space: Path, call: Call) -> None:
    """Themes with sources and what speaks against them; the same for programs."""
    said = call("learned", "Tandem", "--data", space)
    assert said.code == 0
    assert "What we have learned: Tandem" in said.out
    assert "grid.md" in said.out
    made = json.loads(call("learned", "Tandem", "--data", space, "--json").out)
    assert made["support"]["organisations"] == 3
    quotes = [quote for theme in made["themes"] for quote in theme["quotes"]]
    assert all(quote["citations"][0]["quote"] == quote["text"] for quote in quotes)
    assert any("eingestellt" in each["quote"] for quote in quotes for each in quote["against"])


def test_a_report_as_a_document(space: Path, call: Call, tmp_path: Path) -> None:
    """The file holds the items by theme, and no name of a host for partners."""
    file = tmp_path / "report.md"
    said = call("learned", "Tandem", "--data", space, "-o", file, "--language", "de")
    assert said.code == 0
    text = file.read_text(encoding="utf-8")
    assert "Was wir gelernt haben" in text
    assert "Auetal" not in text
    assert call("learned", "Tandem", "--data", space, "-o", tmp_path / "x.odt").code == 2


def test_too_little_is_said(space: Path, call: Call) -> None:
    """Nothing about it: one sentence, and no file."""
    said = call("learned", "Photovoltaik", "--data", space)
    assert said.code == 0
    assert "Fewer than three" in said.out

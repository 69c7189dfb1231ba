"""flag, rate, analyse: the shapes that others rely on."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import GERMAN, Call

FLAG_KEYS = {
    "start", "end", "category", "concern", "owner", "org", "score", "recognizer", "explanation",
    "text",
}  # fmt: skip
DIMENSIONS = {"implicit", "complex", "technological", "collective", "systemic"}


def test_flag_answers_a_line_with_a_line(call: Call) -> None:
    """Offsets count in the text as sent, ids come back, unknown keys do no harm."""
    text = "Budget liegt bei 480.000 €, Rückfragen an t.kern@halverde.example"
    rows = [
        {"id": "a", "text": text, "session": {"own_org": "X", "colour": "red"}},
        {"id": "b", "text": ""},
    ]
    said = call("flag", "--jsonl", stdin="\n".join(json.dumps(row) for row in rows))
    assert said.code == 0
    first, second = map(json.loads, said.out.splitlines())
    assert (first["id"], second) == ("a", {"id": "b", "flags": []})
    assert {"money", "contact"} <= {flag["category"] for flag in first["flags"]}
    for flag in first["flags"]:
        assert flag.keys() >= FLAG_KEYS
        assert text[flag["start"] : flag["end"]] == flag["text"]


def test_flag_keeps_offsets_of_decomposed_text(call: Call) -> None:
    """Text that is not NFC is answered in its own code points."""
    text = "Für Müller zahlen wir 480.000 € im Jahr"
    said = call("flag", "--jsonl", stdin=json.dumps({"id": 1, "text": text}))
    flags = json.loads(said.out)["flags"]
    assert any("480.000" in text[flag["start"] : flag["end"]] for flag in flags)


def test_rate_says_each_dimension_with_its_words(call: Call) -> None:
    """Five dimensions, levels in range, quotes that stand in the text."""
    text = (
        "Erklären kann man das kaum, man muss monatelang danebenstehen. Pen and paper, no software."
    )
    said = call("rate", "--jsonl", stdin=json.dumps({"id": "x", "text": text}))
    rated = json.loads(said.out)
    assert rated["ratings"].keys() == DIMENSIONS
    assert 0 <= rated["clarity"] <= 6
    assert rated["transferability"].keys() == {"score", "low", "high", "band", "bottleneck"}
    for rating in rated["ratings"].values():
        assert rating["level"] in (None, 1, 2, 3, 4, 5)
        assert rating["quote"] is None or rating["quote"] in text
        if rating["level"] is not None:
            assert rating["quote"]


def test_analyse_gives_one_object_a_note(call: Call, notes: Path) -> None:
    """A folder gives a line a note, text after the front matter, items inside it."""
    said = call("analyse", notes, "--jsonl")
    assert said.code == 0
    read = {row["source"]: row for row in map(json.loads, said.out.splitlines())}
    german = read["rt.md"]
    assert german["text"] == GERMAN.split("---\n", 2)[2]
    assert german["note"]["title"] == "Runder Tisch Wissenssicherung"
    assert german["note"]["date"] == "2026-02-05"
    assert any("Leitfaden" in item["text"] for item in german["items"])
    assert not any("sausages" in item["text"] for item in read["visit.txt"]["items"])
    for item in german["items"]:
        assert german["text"][item["start"] : item["end"]] == item["text"]
        assert item["headline"] in item["text"]
        assert item["ratings"].keys() == DIMENSIONS


def test_analyse_goes_on_past_a_file_it_cannot_read(call: Call, notes: Path) -> None:
    """A broken file is one sentence on stderr and exit 1; the others are there."""
    (notes / "broken.docx").write_bytes(b"PK\x03\x04 not a zip")
    said = call("analyse", notes, "--jsonl")
    assert said.code == 1
    assert len(said.out.splitlines()) == 2
    assert said.err.startswith("broken.docx: ")
    assert "Traceback" not in said.err


def test_one_note_is_one_json_object(call: Call, notes: Path) -> None:
    """--json gives an object for one input and an array for several."""
    one = json.loads(call("analyse", notes / "rt.md", "--json").out)
    several = json.loads(call("analyse", notes, "--json").out)
    assert one["source"] == "rt.md"
    assert isinstance(several, list)


def test_a_person_reads_words_not_json(call: Call, notes: Path) -> None:
    """Without options the terminal shows items and flags in words."""
    said = call("analyse", notes / "rt.md")
    assert "learning item" in said.out
    assert "contact details" in said.out


def test_a_line_that_is_not_json_is_wrong_usage(call: Call) -> None:
    """Exit 2 and the number of the line."""
    said = call("flag", "--jsonl", stdin='{"id": 1, "text": "a"}\nnonsense\n')
    assert said.code == 2
    assert "Line 2" in said.err


def test_a_path_that_is_not_there_says_so(call: Call, tmp_path: Path) -> None:
    """A typing slip is one plain sentence."""
    said = call("analyse", tmp_path / "nothing.md")
    assert said.code == 1
    assert said.err.strip().startswith("nothing.md: This file does not exist")

"""The debrief on the terminal and from a file, and rows to train on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call, Said

pytestmark = pytest.mark.weights
SECRETS = ("Varghese", "Eskelin", "i.varghese", "Adeyemi")


@pytest.fixture
def added(call: Call, notes: Path, tmp_path: Path) -> Path:
    """A data folder with the German note."""
    data = tmp_path / "data"
    assert call("add", notes / "rt.md", "--data", data).code == 0
    return data


def state(call: Call, data: Path, *words: str, stdin: str = "") -> dict[str, object]:
    """The debrief as JSON."""
    said = call("debrief", "rt.md", "--json", "--data", data, *words, stdin=stdin)
    assert said.code == 0, said.err
    return dict(json.loads(said.out))


def test_questions_are_asked_one_by_one_until_the_input_ends(call: Call, added: Path) -> None:
    """An answer, a skip, back, and no more input: all of it is kept, and the picture told."""
    typed = "Weil Frau Varghese es so wollte.\n\n<\n"
    said = call("debrief", "rt.md", "--data", added, stdin=typed)
    assert said.code == 0
    assert said.out.count("Question 2 of") == 2
    assert "1 question answered" in said.out
    assert "of 6: " in said.out
    assert not [secret for secret in SECRETS if secret in said.out]
    now = state(call, added)
    assert (now["answered"], now["skipped"]) == (1, 0)


def test_a_dot_ends_it_and_german_is_spoken_on_request(call: Call, added: Path) -> None:
    """Nothing is kept."""
    said = call("debrief", "rt.md", "--language", "de", "--data", added, stdin=".\n")
    assert "Frage 1 von höchstens" in said.out
    assert "0 Fragen beantwortet" in said.out


def test_answers_come_from_a_file(call: Call, added: Path, tmp_path: Path) -> None:
    """Each to the question it is about; one that nobody asks any more is passed over."""
    file = tmp_path / "answers.jsonl"
    lines = [
        {"about": "step", "answer": "Herr Tunde Adeyemi probiert es aus."},
        {"about": "step", "answer": "noch einmal"},
        {"skip": True},
    ]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    now = state(call, added, "--answers", str(file))
    assert (now["answered"], now["skipped"]) == (1, 1)
    assert "probiert es aus" in str(now["next_steps"])
    assert "Adeyemi" not in str(now["next_steps"])


def test_answers_come_from_standard_input(call: Call, added: Path) -> None:
    """A dash stands for it."""
    now = state(call, added, "--answers", "-", stdin='{"about": "step", "answer": "Ich."}\n')
    assert now["answered"] == 1


@pytest.mark.parametrize("line", ["no json", "[]", '{"about": "step"}'])
def test_a_bad_line_is_named_before_anything_is_kept(call: Call, added: Path, line: str) -> None:
    """With its number; the good line before it is not kept either."""
    good = '{"about": "step", "answer": "Ich."}\n'
    said = call("debrief", "rt.md", "--answers", "-", "--data", added, stdin=good + line)
    assert said.code == 2
    assert "Line 2" in said.err
    assert state(call, added)["answered"] == 0


def test_one_item_by_its_number(call: Call, added: Path) -> None:
    """Only it is asked about; a number that is not there is told in words."""
    whole, first = state(call, added), state(call, added, "--item", "1")
    assert len(first["items"]) == 1 <= len(whole["items"])  # type: ignore[arg-type]
    lost = call("debrief", "rt.md", "--item", "99", "--data", added)
    assert (lost.code, "99" in lost.err) == (1, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [(("nowhere.md",), 1), (("rt.md", "--language", "fr"), 2), (("rt.md", "--answers", "x"), 1)],
)
def test_what_is_not_there_is_told(
    call: Call, added: Path, words: tuple[str, ...], code: int
) -> None:
    """One sentence on stderr, nothing on stdout."""
    said = call("debrief", *words, "--data", added)
    assert (said.code, said.out) == (code, "")
    assert said.err.count("\n") == 1


def exported(call: Call, data: Path, file: Path, *words: str) -> Said:
    """Call the export."""
    return call("export-training", file, "--data", data, *words)


def test_rows_are_written_only_with_a_yes(call: Call, added: Path, tmp_path: Path) -> None:
    """Without it nothing is made; with it the rows name nobody."""
    file = tmp_path / "rows.jsonl"
    refused = exported(call, added, file)
    assert (refused.code, file.exists()) == (2, False)
    answer = "Weil Frau Varghese und Tunde Adeyemi am 3. Mai 2026 bei Eskelin fragten."
    state(call, added, "--answers", "-", stdin=json.dumps({"about": "why", "answer": answer}))
    said = exported(call, added, file, "--yes")
    assert said.code == 0, said.err
    written = file.read_text(encoding="utf-8")
    rows = [json.loads(line) for line in written.splitlines()]
    assert len(rows) == 1
    assert set(rows[0]) == {
        "text", "language", "kind", "before", "after", "open_slots", "answers", "rubric",
    }  # fmt: skip
    assert not [secret for secret in (*SECRETS, "74.000", "2026") if secret in written]
    assert "fragten" in written

"""From a folder of notes to a handover, on the command line alone."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Call

pytestmark = pytest.mark.weights


@pytest.fixture
def data(call: Call, notes: Path, tmp_path: Path) -> Path:
    """A data folder that holds the two notes."""
    folder = tmp_path / "space"
    said = call("add", notes, "--data", folder)
    assert said.code == 0, said.err
    assert said.out.splitlines() == ["rt.md: added", "visit.txt: added"]
    return folder


def test_adding_again_changes_nothing(call: Call, data: Path, notes: Path) -> None:
    """An unchanged file is known; a renamed copy is the same note."""
    (notes / "copy.md").write_bytes((notes / "rt.md").read_bytes())
    said = call("add", notes, "--data", data)
    assert said.out.splitlines() == [
        "copy.md: unchanged", "rt.md: unchanged", "visit.txt: unchanged",
    ]  # fmt: skip
    found = json.loads(call("search", "Leitfaden Abschied", "--json", "--data", data).out)
    assert len({hit["item_id"] for hit in found["hits"]}) == len(found["hits"])


def test_a_failed_file_is_a_line_and_exit_1(call: Call, data: Path, notes: Path) -> None:
    """The rest of the batch is done."""
    (notes / "empty.md").write_bytes(b"")
    said = call("add", notes, "--data", data)
    assert said.code == 1
    assert any(line.startswith("empty.md: failed (") for line in said.out.splitlines())


def test_search_crosses_the_languages(call: Call, data: Path) -> None:
    """A German question finds the English note, and the other way round."""
    rows = [
        {"id": "de", "text": "Wandplan und Computermodell nur einmal pro Woche abgleichen"},
        {"id": "en", "text": "one page guide for interviewing people who leave"},
    ]
    said = call(
        "search", "--jsonl", "-k", "3", "--data", data, stdin="\n".join(map(json.dumps, rows))
    )
    german, english = map(json.loads, said.out.splitlines())
    assert german["hits"][0]["source"] == "visit.txt"
    assert english["hits"][0]["source"] == "rt.md"
    assert german["hits"][0]["why"]


def test_search_shows_masked_text(call: Call, data: Path) -> None:
    """No hit carries the secret of the note it comes from."""
    said = call("search", "Was kostet das Tandem?", "--json", "--data", data)
    assert "74.000" not in said.out
    assert "Varghese" not in said.out


def test_ask_cites_or_declines(call: Call, data: Path) -> None:
    """Every sentence of an answer has a source; a foreign question gets none."""
    answer = json.loads(
        call(
            "ask",
            "How long before a specialist leaves should the handover start?",
            "--json",
            "--data",
            data,
        ).out
    )
    assert answer["citations"] if answer["grounded"] else not answer["citations"]
    foreign = json.loads(
        call("ask", "Which vaccine is recommended for cats?", "--json", "--data", data).out
    )
    assert not foreign["grounded"]


@pytest.mark.parametrize("kind", ["docx", "html", "md", "pdf"])
def test_a_handover_holds_no_secret(call: Call, data: Path, tmp_path: Path, kind: str) -> None:
    """What partners get has the lesson and neither sum, name nor address."""
    out = tmp_path / f"handover.{kind}"
    said = call(
        "handover", "rt.md", "--audience", "partners", "--language", "de", "-o", out, "--data", data
    )
    assert said.code == 0, said.err
    raw = out.read_bytes()
    if kind == "docx":
        text = "\n".join(p.text for p in docx.Document(str(out)).paragraphs)
    else:
        text = raw.decode("utf-8", "ignore")
    for secret in ("74.000", "Varghese", "eskelin"):
        assert secret not in text
        assert secret.encode() not in raw
    if kind != "pdf":
        assert "Leitfaden" in text


def test_forget_takes_a_note_away(call: Call, data: Path) -> None:
    """A forgotten note is not found, and its words are in no file of the folder."""
    assert call("forget", "rt.md", "--data", data).code == 0
    found = json.loads(call("search", "Leitfaden Abschied", "--json", "--data", data).out)
    assert all(hit["source"] != "rt.md" for hit in found["hits"])
    assert not any(b"Varghese" in file.read_bytes() for file in data.rglob("*") if file.is_file())


def test_backup_and_restore(call: Call, data: Path, tmp_path: Path) -> None:
    """A backup brings back what was there, in another folder too."""
    file, other = tmp_path / "space.backup", tmp_path / "other"
    assert call("backup", file, "--data", data).code == 0
    assert call("restore", file, "--data", other).code == 0
    said = call("search", "Leitfaden Abschied", "--json", "--data", other)
    assert json.loads(said.out)["hits"][0]["source"] == "rt.md"
    assert call("doctor", "--data", other).code == 0


def test_a_name_for_no_note_says_so(call: Call, data: Path, tmp_path: Path) -> None:
    """A handover of nothing is refused in words."""
    said = call("handover", "nothing.md", "-o", tmp_path / "x.docx", "--data", data)
    assert said.code == 1
    assert not (tmp_path / "x.docx").exists()


def test_an_unknown_audience_is_wrong_usage(call: Call, data: Path) -> None:
    """Exit 2, before anything is released."""
    assert call("check", "-", "--audience", "everyone", "--data", data, stdin="Hallo").code == 2


def test_a_person_is_taken_out_of_every_note(call: Call, data: Path) -> None:
    """The name is in no file of the folder any more; the note and its items stay."""
    said = call("forget", "--person", "Ilse Varghese", "--data", data)
    assert said.out.strip() == "The person was taken out of 1 note."
    assert not any(b"Varghese" in file.read_bytes() for file in data.rglob("*") if file.is_file())
    found = json.loads(call("search", "Leitfaden Abschied", "--json", "--data", data).out)
    assert found["hits"][0]["source"] == "rt.md"


def test_a_path_that_is_not_there_is_a_line_and_the_rest_is_done(
    call: Call, notes: Path, tmp_path: Path
) -> None:
    """One slip in a list of files stops nothing; the notes are listed afterwards."""
    folder = tmp_path / "space"
    said = call("add", notes / "rt.md", notes / "nix.md", notes / "visit.txt", "--data", folder)
    assert said.code == 1
    assert said.out.splitlines()[0] == "rt.md: added"
    assert said.out.splitlines()[1].startswith("nix.md: failed")
    assert said.out.splitlines()[2] == "visit.txt: added"
    listed = json.loads(call("notes", "--json", "--data", folder).out)
    assert {one["source"] for one in listed} == {"rt.md", "visit.txt"}
    assert "2026-02-05  rt.md" in call("notes", "--data", folder).out


def test_an_empty_space_lists_nothing_and_says_how_to_go_on(call: Call, tmp_path: Path) -> None:
    """The list names the next step."""
    assert "iolkit add" in call("notes", "--data", tmp_path / "space").out

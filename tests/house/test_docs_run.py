"""What the papers tell people to type works: every block marked `run` is run."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from iolkit import cli
from iolkit.cli.examples import EXAMPLES, WITH_MODEL
from iolkit.search import models_folder
from iolkit.search.encoder import is_exported
from tests.evaluation.gold_notes import write_marked
from tests.house.cli_reference import FILE as REFERENCE
from tests.house.cli_reference import NOT_RUN
from tests.house.shown import PAPERS, ROOT, RUNNABLE, Block, blocks

WITH_BLOCKS = [
    paper for paper in PAPERS if paper != REFERENCE and any(block.run for block in blocks(paper))
]
VISIT = """---
title: Site visit
language: en
programme: Lean Build Exchange
date: 2026-04-09
---
Every Friday the foremen go to the screen and the scheduler changes the planning model in front
of them, saying aloud what she is changing. It takes ten minutes and needs no training.

Lunch was sausages. Train at 16:10.
"""


@pytest.fixture(autouse=True)
def prepared() -> None:
    """Reading and searching need the search model."""
    if not is_exported(models_folder()):
        pytest.skip("the search model has not been prepared (iolkit doctor --prepare)")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder as a reader has it: the corpus of the checkout, and notes under anybody's names."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "visit.txt").write_text(VISIT, encoding="utf-8")
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    word = ROOT / "corpus" / "notes" / "protokoll-qualitaetszirkel.docx"
    shutil.copy(word, tmp_path / "notes" / "round-table.docx")
    write_marked(tmp_path / "gold")
    return tmp_path


def run(block: Block, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a block as a person would, with this interpreter's `iolkit` first on the path."""
    first = str(Path(sys.executable).parent)
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([first, os.environ.get("PATH", "")]),
        "IOLKIT_DATA_DIR": str(folder / "data"),
        "LANG": "en_GB.UTF-8",
    }
    program, *words = RUNNABLE[block.language]
    program = sys.executable if program == "python" else program
    return subprocess.run(
        [program, *words, block.code],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.weights
@pytest.mark.parametrize("paper", WITH_BLOCKS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_block_runs(paper: Path, desk: Path) -> None:
    """A paper's blocks run one after the other in one folder, without a word of complaint."""
    if shutil.which("bash") is None:
        pytest.skip("no bash to run the blocks with")
    for block in (each for each in blocks(paper) if each.run):
        done = run(block, desk)
        assert done.returncode == 0, f"{block.place}\n{done.stderr}"
        assert "Traceback" not in done.stderr, block.place
        assert done.stdout.strip(), f"{block.place} printed nothing"


@pytest.mark.weights
def test_every_example_of_the_command_line_runs(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The examples of --help and docs/cli.md do what they say, one after the other."""
    monkeypatch.chdir(desk)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    for name in set(EXAMPLES) - set(NOT_RUN):
        if not EXAMPLES[name]:
            assert WITH_MODEL[name], name
            continue
        assert any(line.split("| ")[-1].startswith(f"iolkit {name}") for line in EXAMPLES[name])
    for line in (line for name in EXAMPLES if name not in NOT_RUN for line in EXAMPLES[name]):
        code = typed(line, monkeypatch)
        said = capsys.readouterr()
        assert code == 0, f"{line}\n{said.err}"
        assert said.out.strip(), f"{line} printed nothing"


def typed(line: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run an example in this process (a new one for each would take minutes); its exit code."""
    given = ""
    if line.startswith("echo "):
        said, line = line.split(" | ", 1)
        given = shlex.split(said)[1] + "\n"
    line = line.partition(" > ")[0]
    line, _, source = line.partition(" < ")
    if source:
        given = Path(source).read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "argv", shlex.split(line))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    try:
        cli.run()
    except SystemExit as left:
        return int(left.code or 0)
    return 0


def test_a_block_that_fails_is_noticed(desk: Path) -> None:
    """The runner tells a failing line in the middle from a good one."""
    paper = ROOT / "README.md"
    code = "iolkit --version\niolkit analyse no-such-file.md\necho done\n"
    assert run(Block(paper, 1, "sh", True, None, code), desk).returncode == 1
    good = Block(paper, 1, "python", True, None, "from iolkit import Kit; print(Kit.formats)")
    assert "docx" in run(good, desk).stdout


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_is_not_run_says_why(paper: Path) -> None:
    """Shell and Python are run, or a comment above the block gives the reason."""
    for block in blocks(paper):
        assert block.language, f"{block.place} names no language"
        if block.language in RUNNABLE:
            assert block.run != bool(block.reason), block.place
        else:
            assert not block.run, block.place


def test_the_readme_has_examples_that_are_run() -> None:
    """The tests above have something to hold."""
    assert {block.language for block in blocks(ROOT / "README.md") if block.run} >= {"sh", "python"}
    assert sum(map(len, EXAMPLES.values())) > 20

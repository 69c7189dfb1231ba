"""Training the model that draws items."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from iolkit.embedded import runs
from iolkit.embedded.segment import Segmenter
from iolkit.errors import WrongUse
from iolkit.language import sentences
from iolkit.rubric import Rubric
from iolkit.training import items
from tests.embedded.notes import GERMAN, note
from tests.evaluation.gold_notes import TALK, write_folders

NAMES = ("train_a", "train_b", "train_c", "train_d", "dev")


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four training folders and one kept apart."""
    return write_folders(tmp_path_factory.mktemp("gold"), NAMES, notes=2)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    """Call the script with these arguments."""
    monkeypatch.setattr(sys, "argv", ["items", *arguments])
    items.main()


def test_a_trained_model_draws_items(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It finds the items of a folder it never saw; training twice gives the same file."""
    for name in ("one", "two"):
        run(monkeypatch, str(gold), "--out", str(tmp_path / name))
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("dev")
    assert "never seen" in said[0]
    assert float(said[0].split()[-1]) == 1.0
    first, second = ((tmp_path / name / "items.npz").read_bytes() for name in ("one", "two"))
    assert first == second
    text = (gold / "dev" / "001.md").read_text(encoding="utf-8").split("---\n")[2]
    text = text.replace("{{L1||", "").replace("{{L2||", "").replace("}}", "")
    found = [s.of(text) for s in Segmenter(Rubric.shipped(), tmp_path / "one").segment(text)]
    assert len(found) == 2
    assert not any(TALK[1].split(",")[1] in item for item in found)


def test_a_left_out_folder_changes_the_model(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left out is not learned from."""
    run(monkeypatch, str(gold), "--out", str(tmp_path / "all"))
    run(monkeypatch, str(gold), "--leave-out", "train_b", "--out", str(tmp_path / "less"))
    all_of_them, less = ((tmp_path / n / "items.npz").read_bytes() for n in ("all", "less"))
    assert all_of_them != less


def test_slope_of_the_likelihood() -> None:
    """The slope that the fit follows is the change of the likelihood in every direction."""
    parts = sentences(note(GERMAN).text)
    draw = np.random.default_rng(3)
    laid = runs.board(GERMAN, parts, draw.uniform(size=(len(parts), 3)))
    marked = ((1, 2), (3, 3))
    weights = draw.normal(size=len(runs.NAMES)) / 10
    value, slope = items._surprise(laid, marked, weights)
    assert value > 0
    for place in range(len(weights)):
        step = np.zeros(len(weights))
        step[place] = 1e-5
        up, _ = items._surprise(laid, marked, weights + step)
        down, _ = items._surprise(laid, marked, weights - step)
        assert slope[place] == pytest.approx((up - down) / 2e-5, abs=1e-4)


def test_too_few_folders_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two folders cannot be kept apart and learned from at once."""
    write_folders(tmp_path / "gold", ("train_a", "train_b"), notes=1)
    with pytest.raises(WrongUse) as caught:
        run(monkeypatch, str(tmp_path / "gold"))
    assert caught.value.key == "training_folders_few"

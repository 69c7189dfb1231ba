"""Training the rating models."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from iolkit.embedded.rate import Rater
from iolkit.rubric import Rubric
from iolkit.training import linear, ratings
from iolkit.training.rated import Rated
from tests.embedded.notes import hashed_vectors
from tests.evaluation.gold_notes import EASY, HARD, write_folders

NAMES = ("train_a", "train_b", "train_c", "dev")
OWN = tuple(
    Rated("mixed", (level,) * 5, 3, line.format(n=n))
    for level, lines in ((1, EASY), (5, HARD))
    for line in lines
    for n in (7, 8)
)


@pytest.fixture
def models(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """Models trained on three small folders, and what the script printed in `said.txt`."""

    def encode(passages: Sequence[str], models_dir: Path) -> linear.Floats:
        return hashed_vectors(passages).astype(float)

    monkeypatch.setattr(linear, "encode", encode)
    monkeypatch.setattr(ratings, "rated_passages", lambda: OWN)
    gold = write_folders(tmp_path / "gold", NAMES, notes=4)
    for name in ("one", "two"):
        out = tmp_path / name
        wanted = (gold, "--encoder", tmp_path, "--out", out, "--picture", out / "picture.svg")
        monkeypatch.setattr(sys, "argv", ["ratings", *map(str, wanted)])
        ratings.main()
    (tmp_path / "said.txt").write_text(capsys.readouterr().out, encoding="utf-8")
    return tmp_path


def test_trained_models_rate(models: Path) -> None:
    """Both models, trained twice to the same bytes, tell easy from hard in both languages."""
    for name in ("ratings.npz", "ratings_plain.npz"):
        assert (models / "one" / name).read_bytes() == (models / "two" / name).read_bytes()
    for encode in (None, hashed_vectors):
        rater = Rater(Rubric.shipped(), encode, models / "one")
        texts = [line.format(n=30) for line in (*EASY, *HARD)]
        levels = [rated.ratings[0].level for rated in rater.rate(texts, "mixed")]
        assert levels == [1, 1, 5, 5]
    said = (models / "said.txt").read_text(encoding="utf-8")
    assert "dev, never seen" in said
    assert "implicit       1.00" in said
    assert "<circle" in (models / "one" / "picture.svg").read_text(encoding="utf-8")


def test_invented_passages_are_learned_from_but_judge_nobody(models: Path) -> None:
    """They are in no table of folders left out."""
    said = (models / "said.txt").read_text(encoding="utf-8")
    assert "train_a, never seen" in said
    assert f"{ratings.OWN}, never seen" not in said

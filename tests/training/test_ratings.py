"""Training the rating models."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from iolkit.embedded.rate import Rater
from iolkit.rubric import Rubric
from iolkit.training import linear, ratings
from tests.embedded.notes import hashed_vectors
from tests.evaluation.gold_notes import EASY, HARD, write_folders

NAMES = ("train_a", "train_b", "train_c", "dev")


@pytest.fixture
def models(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """Models trained on three small folders, and what the script printed in `said.txt`."""

    def encode(passages: Sequence[str], models_dir: Path) -> linear.Floats:
        return hashed_vectors(passages).astype(float)

    monkeypatch.setattr(linear, "encode", encode)
    gold = write_folders(tmp_path / "gold", NAMES, notes=4)
    for name in ("one", "two"):
        out = tmp_path / name
        monkeypatch.setattr(
            sys, "argv", ["ratings", str(gold), "--encoder", str(tmp_path), "--out", str(out)]
        )
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


def test_confidence_is_learned() -> None:
    """A logistic regression on cases that are right where the first input is high says so."""
    inputs = np.array([[1.0, x] for x in np.linspace(-3, 3, 60)])
    right = inputs[:, 1] > 0
    coefficients = ratings._logistic(inputs, right)
    chance = 1 / (1 + np.exp(-inputs @ coefficients))
    assert coefficients[1] > 0
    assert ((chance > 0.5) == right).all()


def test_stretch_restores_the_spread() -> None:
    """Predictions drawn to the mean get back mean and spread of what was told."""
    gold, said = np.array([1.0, 2, 3, 4, 5]), np.array([2.6, 2.8, 3.0, 3.2, 3.4])
    spread, offset = ratings._stretch(gold, said)
    assert offset + spread * said == pytest.approx(gold)

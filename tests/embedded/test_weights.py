"""Trained models as files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from iolkit.embedded.features import BLOCKS, hashed, view
from iolkit.embedded.weights import FOLDER, LinearModel, find_model, load, save
from iolkit.errors import HouseError, Unavailable


def small_model(*, with_vector: bool = False) -> LinearModel:
    """A model of one output that counts two dense features and one word."""
    weights = np.zeros((BLOCKS["stems"], 1), np.float16)
    weights[hashed(view("checklist"))["stems"].buckets] = 2.0
    return LinearModel(
        outputs=("level",),
        bias=np.array([0.5], np.float32),
        rarity={"stems": np.ones(BLOCKS["stems"], np.float32)},
        hashed={"stems": weights},
        dense_mean=np.zeros(2, np.float32),
        dense_scale=np.array([1.0, 2.0], np.float32),
        dense=np.array([[1.0], [1.0]], np.float32),
        vector=np.ones((384, 1), np.float32) if with_vector else None,
        note={"dense": ["a", "b"]},
    )


def test_score_is_the_sum_of_its_parts() -> None:
    """Bias, dense features on their scale, and hashed words add up."""
    blocks = hashed(view("checklist"))
    score = small_model().score(np.array([1.0, 4.0], np.float32), blocks)
    assert score == pytest.approx([0.5 + 1.0 + 2.0 + 2.0])


def test_outliers_are_held_back() -> None:
    """A dense feature counts for at most three times its scale."""
    score = small_model().score(np.array([100.0, 0.0], np.float32), hashed(view("")))
    assert score == pytest.approx([3.5])


def test_vectors_are_asked_for() -> None:
    """A model trained with vectors does not quietly do without."""
    model = small_model(with_vector=True)
    with pytest.raises(ValueError, match="vectors"):
        model.score(np.zeros(2, np.float32), hashed(view("")))
    vector = np.full(384, 1 / 384, np.float32)
    score = model.score(np.zeros(2, np.float32), hashed(view("")), vector)
    assert score == pytest.approx([1.5])


@pytest.mark.parametrize("with_vector", [False, True])
def test_round_trip(tmp_path: Path, with_vector: bool) -> None:
    """A saved model scores as before, and saving it twice gives the same bytes."""
    model = small_model(with_vector=with_vector)
    for name in ("one.npz", "two.npz"):
        save(model, tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    again = load("one.npz", tmp_path, ("a", "b"))
    given = np.array([1.0, 4.0], np.float32), hashed(view("a checklist")), np.ones(384, np.float32)
    assert again.score(*given) == pytest.approx(model.score(*given))
    assert again.outputs == model.outputs


def test_own_folder_wins(tmp_path: Path) -> None:
    """A part in the given folder is taken, otherwise the shipped one."""
    assert find_model("items.npz", tmp_path).parent == FOLDER
    save(small_model(), tmp_path / "items.npz")
    assert find_model("items.npz", tmp_path).parent == tmp_path


def test_missing_part_is_named(tmp_path: Path) -> None:
    """A part that is nowhere is Unavailable."""
    with pytest.raises(Unavailable) as caught:
        find_model("nothing.npz", tmp_path)
    assert caught.value.key == "model_part_missing"


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 cut off"])
def test_damaged_part_is_named(tmp_path: Path, content: bytes) -> None:
    """A file that is no model is Unavailable, not a crash."""
    (tmp_path / "items.npz").write_bytes(content)
    with pytest.raises(Unavailable) as caught:
        load("items.npz", tmp_path, ("a", "b"))
    assert caught.value.key == "model_part_damaged"


def test_other_features_are_refused(tmp_path: Path) -> None:
    """A model that was trained with other word classes is not used with these."""
    save(small_model(), tmp_path / "items.npz")
    with pytest.raises(HouseError) as caught:
        load("items.npz", tmp_path, ("a", "c"))
    assert caught.value.key == "model_part_outdated"


def test_shipped_models_are_small() -> None:
    """All shipped parts together stay under eight megabytes."""
    assert sum(path.stat().st_size for path in FOLDER.glob("*.npz")) < 8_000_000

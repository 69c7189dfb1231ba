"""Training what hears slots."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from iolkit.embedded import features, weights
from iolkit.embedded.meaning import NAME, numbers
from iolkit.rubric import SLOTS
from iolkit.training.slots import fit, told_apart
from iolkit.training.told import told_stretches
from tests.embedded.notes import hashed_vectors

TOLD = told_stretches()


@pytest.fixture(scope="module")
def fitted() -> tuple[weights.LinearModel, np.ndarray]:
    """A model with vectors, and what it says of passages left out."""
    return fit(TOLD, hashed_vectors([each.text for each in TOLD]).astype(float))


def test_passages_left_out_are_told_apart(fitted: tuple[weights.LinearModel, np.ndarray]) -> None:
    """Well above chance for every slot, though nothing was learned from the passage."""
    assert min(told_apart(TOLD, fitted[1]).values()) > 0.65


def test_the_same_stretches_give_the_same_file(
    tmp_path: Path, fitted: tuple[weights.LinearModel, np.ndarray]
) -> None:
    """Byte by byte."""
    weights.save(fitted[0], tmp_path / "one.npz")
    again, _ = fit(TOLD, hashed_vectors([each.text for each in TOLD]).astype(float))
    weights.save(again, tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_the_weights_take_vectors_as_they_are(
    tmp_path: Path, fitted: tuple[weights.LinearModel, np.ndarray]
) -> None:
    """A written model says on average how often passages tell a slot, and more where one does."""
    weights.save(fitted[0], tmp_path / NAME)
    model = weights.load(NAME, tmp_path, ("numbers",))
    said = np.array(
        [
            model.score(
                numbers(each.text),
                features.hashed(features.view(each.text)),
                hashed_vectors([each.text])[0],
            )
            for each in TOLD[::5]
        ]
    )
    for place, slot in enumerate(SLOTS):
        telling = np.array([slot in each.slots for each in TOLD[::5]])
        assert said[telling, place].mean() > said[~telling, place].mean() + 0.15


def test_the_shipped_parts_are_there() -> None:
    """Both load and answer for every slot."""
    for name in (NAME, "slots_plain.npz"):
        assert weights.load(name, None, ("numbers",)).outputs == SLOTS

"""Ridge regression in the space of texts."""

from __future__ import annotations

import numpy as np
import pytest

from iolkit.embedded.features import hashed, view
from iolkit.training import linear

PASSAGES = [
    "Die Karte hängt am Kran", "the card hangs at the crane", "Suppe am Donnerstag",
    "soup on thursday", "Die Karte hilft", "nobody can explain it",
]  # fmt: skip
BLOCKS = [hashed(view(passage)) for passage in PASSAGES]


def fitted(vectors: np.ndarray | None = None) -> tuple[linear.Texts, np.ndarray]:
    """Features of the passages and dual coefficients of one target."""
    draw = np.random.default_rng(1)
    dense = draw.normal(size=(len(PASSAGES), 3))
    train = np.array([True] * 5 + [False])
    texts = linear.texts(BLOCKS, dense, vectors, train, 0.5)
    targets = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 0.0])
    dual = linear.ridge(texts.kernel, targets, train, 1.0)
    return texts, dual


@pytest.mark.parametrize("with_vectors", [False, True])
def test_weights_say_what_the_kernel_says(with_vectors: bool) -> None:
    """Carried back to weights, the model scores every text as it did in the space of texts."""
    vectors = np.random.default_rng(2).normal(size=(6, 8)) if with_vectors else None
    texts, dual = fitted(vectors)
    expected = linear.predict(texts.kernel, dual)
    model = linear.as_model(texts, dual[:, None], ("level",), {"dense": ["a", "b", "c"]})
    draw = np.random.default_rng(1)
    dense = draw.normal(size=(len(PASSAGES), 3)).astype(np.float32)
    for row, blocks in enumerate(BLOCKS):
        vector = None if vectors is None else vectors[row].astype(np.float32)
        assert model.score(dense[row], blocks, vector)[0] == pytest.approx(expected[row], abs=5e-3)


def test_damping_draws_to_the_mean() -> None:
    """With great damping every prediction is the mean of what was known."""
    texts, _ = fitted()
    targets = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 99.0])
    known = np.array([True] * 5 + [False])
    dual = linear.ridge(texts.kernel, targets, known, 1e9)
    assert linear.predict(texts.kernel, dual) == pytest.approx(3.0, abs=1e-6)


def test_damping_of_its_own_silences_a_text() -> None:
    """A text that is damped beyond measure has no say; the others keep theirs."""
    texts, _ = fitted()
    targets = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 99.0])
    damping = np.array([1.0, 1.0, 1.0, 1.0, 1.0, 1e12])
    dual = linear.ridge(texts.kernel, targets, np.ones(6, bool), damping)
    assert abs(dual[5]) < 1e-6
    assert np.abs(dual[:5]).max() > 0.1


def test_rare_buckets_have_no_say() -> None:
    """A bucket that only one training text hits gets no weight."""
    texts, _ = fitted()
    stems = hashed(view("soup"))["stems"].buckets
    assert (texts.rarity["stems"][stems] > 0).all()
    alone = hashed(view("explain"))["stems"].buckets
    assert (texts.rarity["stems"][alone] == 0).all()

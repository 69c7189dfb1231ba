"""Fits the linear models of iolkit.embedded: ridge regression over blocks of features.

With some hundred texts and some ten thousand features the fit is done in the space of texts (a
kernel matrix) and carried back to weights, which gives the same model and takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse

from iolkit.embedded.features import BLOCKS, Hashed, weighed
from iolkit.embedded.weights import LinearModel
from iolkit.errors import WrongUse
from iolkit.search.encoder import OnnxEncoder
from iolkit.search.export import export_encoder

Floats = npt.NDArray[np.float64]
FEWEST_FOLDERS = 3
FEWEST_TEXTS = 2
"""A bucket that fewer texts hit gets no weight."""
DENSE_FLOOR = 0.3
"""Dense features that hardly vary are not blown up to the spread of the others."""


@dataclass(frozen=True)
class Texts:
    """The features of all texts, and what scaling the training texts gave them."""

    rarity: dict[str, npt.NDArray[np.float32]]
    hashed: dict[str, sparse.csr_matrix]
    dense: Floats
    """Standardised and multiplied by the root of its share."""
    mean: Floats
    scale: Floats
    share: float
    vectors: Floats | None

    @property
    def kernel(self) -> Floats:
        """How alike every two texts are: the sum of the products of all blocks."""
        total = self.dense @ self.dense.T
        for block in self.hashed.values():
            total = total + np.asarray((block @ block.T).todense())
        return total if self.vectors is None else total + self.vectors @ self.vectors.T


def enough(folders: Iterable[str]) -> set[str]:
    """The training folders. Raises WrongUse("training_folders_few") below three: one is kept apart
    for judging and another for calibration while the rest is learned from."""
    found = set(folders)
    if len(found) < FEWEST_FOLDERS:
        raise WrongUse("training_folders_few", least=FEWEST_FOLDERS, found=len(found))
    return found


def texts(
    blocks: Sequence[dict[str, Hashed]],
    dense: Floats,
    vectors: Floats | None,
    train: npt.NDArray[np.bool_],
    share: float,
) -> Texts:
    """Features scaled by the texts in `train`; `share` weighs the dense block against a hashed
    one (each of which has length 1)."""
    mean = dense[train].mean(axis=0)
    scale = np.maximum(dense[train].std(axis=0), DENSE_FLOOR)
    standard = np.clip((dense - mean) / scale, -3, 3) * np.sqrt(share / dense.shape[1])
    rarity = {
        name: _rarity([b[name] for b in blocks], train, size) for name, size in BLOCKS.items()
    }
    hashed = {name: _matrix([b[name] for b in blocks], rarity[name]) for name in BLOCKS}
    return Texts(rarity, hashed, standard, mean, scale, share, vectors)


def _rarity(
    blocks: Sequence[Hashed], train: npt.NDArray[np.bool_], size: int
) -> npt.NDArray[np.float32]:
    texts_with = np.zeros(size)
    for block, used in zip(blocks, train, strict=True):
        if used:
            texts_with[block.buckets] += 1
    rare = np.log((1 + train.sum()) / (1 + texts_with)) + 1
    # Rounded as it will be stored, so that training and use see the same numbers.
    return np.where(texts_with >= FEWEST_TEXTS, rare, 0).astype(np.float16).astype(np.float32)


def _matrix(blocks: Sequence[Hashed], rarity: npt.NDArray[np.float32]) -> sparse.csr_matrix:
    values = [weighed(block, rarity) for block in blocks]
    rows = np.repeat(np.arange(len(blocks)), [len(v) for v in values])
    columns = np.concatenate([block.buckets for block in blocks])
    shape = (len(blocks), len(rarity))
    return sparse.csr_matrix((np.concatenate(values), (rows, columns)), shape=shape)


def ridge(
    kernel: Floats, targets: Floats, known: npt.NDArray[np.bool_], damping: float | Floats
) -> Floats:
    """Dual coefficients (one a text, 0 where unknown) and, last, the mean of the known targets.
    `targets` may have a column an output, `damping` a value a text: a doubtful one has more."""
    mean = targets[known].mean(axis=0)
    damped = np.broadcast_to(np.asarray(damping, float), known.shape)[known]
    inner = kernel[np.ix_(known, known)] + np.diag(damped)
    dual = np.zeros((len(targets) + 1, *targets.shape[1:]))
    dual[:-1][known] = np.linalg.solve(inner, targets[known] - mean)
    dual[-1] = mean
    return dual


def predict(kernel: Floats, dual: Floats) -> Floats:
    """The prediction for every text of the kernel."""
    return np.asarray(kernel @ dual[:-1] + dual[-1])


def as_model(
    texts: Texts, duals: Floats, outputs: tuple[str, ...], note: Mapping[str, object]
) -> LinearModel:
    """Dual coefficients (one column an output) carried back to weights."""
    of_texts = duals[:-1]
    root = np.sqrt(texts.share / texts.dense.shape[1])
    return LinearModel(
        outputs=outputs,
        bias=duals[-1].astype(np.float32),
        rarity=texts.rarity,
        hashed={n: (block.T @ of_texts).astype(np.float16) for n, block in texts.hashed.items()},
        dense_mean=texts.mean.astype(np.float32),
        dense_scale=texts.scale.astype(np.float32),
        dense=(texts.dense.T @ of_texts * root).astype(np.float32),
        vector=None if texts.vectors is None else (texts.vectors.T @ of_texts).astype(np.float32),
        note=note,
    )


def encode(passages: Sequence[str], models_dir: Path) -> Floats:
    """Vectors of the passages by the encoder that engines are handed at run time; it is exported
    into `models_dir` if it is not there. Raises Unavailable when its weights are not installed."""
    export_encoder(models_dir)
    return OnnxEncoder(models_dir)(passages).astype(float)

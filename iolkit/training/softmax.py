"""Softmax regression over sparse counts, fitted by L-BFGS: same input, same weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import minimize

Floats = npt.NDArray[np.float32]
Masks = npt.NDArray[np.uint16]


@dataclass(frozen=True, eq=False)
class Task:
    """Rows to fit. `allowed` is a bit mask of the labels that are right for a row (several when it
    is not known which); `importance` weighs rows, None = all alike."""

    counts: sp.csr_matrix
    allowed: npt.NDArray[np.uint8] | Masks
    labels: int
    l2: float
    steps: int
    importance: Floats | None = None


def fit(task: Task, prior: Floats) -> Floats:
    """Weights (features, labels) under which the allowed labels are likely, as near to `prior` as
    the penalty `l2` on the distance asks."""
    x, labels = task.counts, task.labels
    mask = ((task.allowed[:, None].astype(np.int64) >> np.arange(labels)) & 1).astype(np.float32)
    weight = np.ones(len(mask), np.float32) if task.importance is None else task.importance
    transposed = x.T.tocsr()

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        moved = flat.reshape(prior.shape).astype(np.float32)
        scores = x @ (prior + moved)
        scores -= scores.max(axis=1, keepdims=True)
        p = np.exp(scores)
        p /= p.sum(axis=1, keepdims=True)
        good = (p * mask).sum(axis=1) + 1e-9
        gradient = (p - p * mask / good[:, None]) * weight[:, None]
        value = -(weight * np.log(good)).sum() + 0.5 * task.l2 * float((moved**2).sum())
        return float(value), (transposed @ gradient + task.l2 * moved).astype(np.float64).ravel()

    done = minimize(
        loss,
        np.zeros(prior.size),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": task.steps, "maxcor": 6},
    )
    return np.asarray(prior + done.x.reshape(prior.shape), dtype=np.float32)

"""The one sum that the span models are: weights over the places in and around a stretch.

Every feature of a place is a sum over tokens, so all stretches of a page are scored by
differences of running sums: the cost is that of the page, not of the stretches.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from iolkit.recognizers.spans import SpanSigns, Stretch

Weights = npt.NDArray[np.float32]


def scores(weights: Weights, signs: SpanSigns, found: Sequence[Stretch]) -> Weights:
    """The score of each stretch for each output of the model: (stretches, outputs)."""
    ranges = signs.ranges(found)
    total = weights[signs.scalars(found)].sum(axis=1, dtype=np.float64)
    for place in range(ranges.shape[1]):
        begins, ends = ranges[:, place, 0], ranges[:, place, 1]
        if not (ends > begins).any():
            continue
        running = np.cumsum(weights[signs.hashed(place)], axis=0, dtype=np.float64)
        running = np.concatenate([np.zeros((1, running.shape[1])), running])
        offsets = signs.starts(place)
        total = total + (running[offsets[ends]] - running[offsets[begins]])
    return np.asarray(total, dtype=np.float32)


def chances(scored: Weights) -> Weights:
    """Scores as probabilities: rows sum to 1."""
    powers = np.exp(scored - scored.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)

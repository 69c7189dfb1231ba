"""Fits yes-or-no outputs to texts: "is the level above 2?", "does the text tell anything of it?".

Logistic regression, damped, in the space of the main directions of a kernel, with an effect of its
own for each voice (the person who rated) that is learned and then left out: what comes out speaks
for the average rater. Four such outputs make an ordinal model: the expected level is 1 plus the
chances of being above 1, 2, 3 and 4 (McCullagh 1980, here with separate slopes for each step).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from iolkit.training.linear import Floats

DIRECTIONS = 300
"""Of the kernel; what is left out holds a few per cent of what texts have in common."""
DAMPING = 0.15
VOICE_DAMPING = 2.0
ROUNDS = 7
"""Of Newton's method; the last ones change nothing that is stored."""
_FLAT = 1e-4
"""Least bend of a case, so that sure ones do not make the equations unsolvable."""


@dataclass(frozen=True)
class Directions:
    """Texts as numbers whose products give the kernel: `place` of every text (rows), and `back`,
    which carries coefficients of directions to coefficients of the `train` texts."""

    place: Floats
    back: Floats
    train: npt.NDArray[np.bool_]


def directions(kernel: Floats, train: npt.NDArray[np.bool_]) -> Directions:
    """The main directions of the texts in `train`."""
    strength, vectors = np.linalg.eigh(kernel[np.ix_(train, train)])
    strongest = np.argsort(-strength, kind="stable")[:DIRECTIONS]
    kept = strongest[strength[strongest] > 1e-6]
    back = vectors[:, kept] / np.sqrt(strength[kept])
    return Directions(kernel[:, train] @ back, back, train)


def one_hot(voices: Sequence[str]) -> Floats:
    """A column for each voice, 1 in the rows of its texts."""
    names = sorted(set(voices))
    return np.array([[float(voice == name) for name in names] for voice in voices])


def logistic(
    texts: Directions,
    told: npt.NDArray[np.bool_],
    known: npt.NDArray[np.bool_],
    voices: Floats,
    worth: Floats,
) -> Floats:
    """Dual coefficients (one a text, 0 outside `train`) and, last, the constant, of the log odds
    that `told` is true; fitted to the texts in `known`, which must be in `train`, each counting for
    what it is `worth`."""
    size, speakers = texts.place.shape[1], voices.shape[1]
    inputs = np.hstack([texts.place[known], voices[known], np.ones((int(known.sum()), 1))])
    damping = np.r_[np.full(size, DAMPING), np.full(speakers, VOICE_DAMPING), _FLAT]
    coefficients = np.zeros(inputs.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-inputs @ coefficients))
        bend = worth[known] * np.maximum(chance * (1 - chance), _FLAT)
        slope = inputs.T @ (worth[known] * (told[known] - chance)) - damping * coefficients
        bent = (inputs * bend[:, None]).T @ inputs + np.diag(damping)
        coefficients = coefficients + np.linalg.solve(bent, slope)
    dual = np.zeros(len(texts.train) + 1)
    dual[:-1][texts.train] = texts.back @ coefficients[:size]
    dual[-1] = coefficients[-1]
    return dual

"""What a sentence tells of, read off its vector: a second opinion on what the judge says.

The judge knows words; a vector knows what a sentence means, also in words that no training note
held. A linear model says of each sentence how much it tells of each category, and few shares say
how much that counts beside the judge. Both are made by iolkit.training.topics and read from
`topics.npz`; they know the vectors of the bundled encoder and no others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from iolkit.engine import Encode, Matrix
from iolkit.errors import Unavailable
from iolkit.recognizers.judge import VERDICTS, Judged
from iolkit.recognizers.models import place
from iolkit.recognizers.page import Page
from iolkit.recognizers.scoring import chances

Floats = npt.NDArray[np.float32]

CATEGORIES = VERDICTS[1:]
WORTH_ASKING = 0.004
"""How probable a secret the judge must hold a reading to be, for its sentence to be looked at."""
MOST, FEWEST = 1000, 50
"""Sentences of a note that are looked at, the likeliest of each page first, and how many a page has
in any case: a vector takes 6 ms, and pasted books should stay bearable."""
CALM = 0.6
"""How much more the two must agree on than training asked for (logit). With it the share of flags
that are right stays what it is without vectors."""
_LEAST, _SURE = -20.0, 6.0
"""Bounds of log odds, so that no single opinion settles everything."""


@dataclass(frozen=True, eq=False)
class Topics:
    """`weights` (dimension + 1, categories): of the vector, the last row of nothing. `shares`
    (2 * (3 + categories)): see `evidence`."""

    weights: Floats
    shares: Floats

    @classmethod
    def load(cls, folder: Path | None = None) -> Topics:
        """The model in `folder`, else the shipped one. Raises Unavailable if neither is there."""
        return _loaded(place("topics.npz", folder))

    def weighed(
        self, page: Page, judged: Sequence[Judged], encode: Encode, pages: int = 1
    ) -> list[Judged]:
        """The readings with the chances that judge and sentence give them together.

        Readings that are all but nothing to the judge stay as they are, and in a note of many
        `pages` those of less likely sentences. So do all when `encode` makes vectors of another
        length than those the model was learnt from.
        """
        asked = _asked(page, judged, max(FEWEST, MOST // pages))
        if not asked:
            return list(judged)
        vectors = encode([page.sentences[at].of(page.text) for at in asked])
        if vectors.shape[1] + 1 != len(self.weights):
            return list(judged)
        told = dict(zip(asked, self.about(vectors), strict=True))
        out = list(judged)
        places = [
            (index, page.sentence_at(one.stretch.start))
            for index, one in enumerate(judged)
            if one.sensitive >= WORTH_ASKING
        ]
        places = [(index, at) for index, at in places if at in told]
        rows = [judged[index] for index, _ in places]
        signs = evidence(rows, np.array([told[at] for _, at in places], dtype=np.float32))
        scored = signs @ self.shares
        scored[:, 0] += CALM
        for (index, _), row in zip(places, chances(scored).tolist(), strict=True):
            out[index] = judged[index]._replace(chances=tuple(row), weighed=True)
        return out

    def about(self, vectors: Matrix) -> Floats:
        """The log odds that a sentence tells of each category: (sentences, categories)."""
        odds = vectors @ self.weights[:-1] + self.weights[-1]
        return np.asarray(np.clip(odds, -8.0, _SURE), dtype=np.float32)


def evidence(judged: Sequence[Judged], told: Floats) -> Floats:
    """What speaks for each verdict: (readings, verdicts, signs); nothing speaks for "none".

    `told` are the log odds of the sentence of each reading. The signs are the judge's log odds, the
    sentence's, the sentence's for its surest category, and one sign a category; each once for
    clauses and once for amounts.
    """
    p = np.array([one.chances for one in judged], dtype=np.float64).reshape(-1, len(VERDICTS))
    logs = np.log(np.maximum(p, 1e-12))
    odds = np.maximum(logs - logs[:, :1], _LEAST)
    zero = np.zeros((len(p), 1))
    highest = np.repeat(told.max(axis=1, keepdims=True), len(CATEGORIES), axis=1)
    signs = [odds, np.hstack([zero, told]), np.hstack([zero, highest])]
    signs += [np.tile(row, (len(p), 1)) for row in np.eye(len(VERDICTS))[1:]]
    clause = np.array([one.stretch.kind == "clause" for one in judged])[:, None]
    parted = [sign * kind for sign in signs for kind in (clause, ~clause)]
    return np.stack(parted, axis=2).astype(np.float32)


def _asked(page: Page, judged: Sequence[Judged], most: int) -> list[int]:
    """The sentences that are worth looking at, in order."""
    best: dict[int, float] = {}
    for one in judged:
        if one.sensitive >= WORTH_ASKING:
            at = page.sentence_at(one.stretch.start)
            best[at] = max(best.get(at, 0.0), one.sensitive)
    return sorted(sorted(best, key=lambda at: (-best[at], at))[:most])


@lru_cache(maxsize=8)
def _loaded(path: Path) -> Topics:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return Topics(arrays["weights"], arrays["shares"])
    except (OSError, KeyError, ValueError) as error:
        raise Unavailable("recognizer_model_missing", file=path.name) from error

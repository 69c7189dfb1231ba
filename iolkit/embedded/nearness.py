"""How near texts are to each other: by rare words they share, and by vectors where there are any.

Words are stems of the gloss, so a German question finds an English passage. All values are
between 0 (nothing in common) and about 1 (the same).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from iolkit.embedded.features import Vector, view
from iolkit.engine import Encode, Matrix
from iolkit.language import STOPWORDS, fold, stem

DENSE_SHARE = 0.65
"""Of vectors against words, as measured best for search."""
LONGEST = 4_000
"""Code points of a text that are looked at."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bag:
    """A text as unit vectors: over words (sparse), and of an encoder or None."""

    words: dict[str, float]
    vector: Vector | None


class Nearness:
    """Nearness among the texts it was given; rarity of words is counted over these."""

    def __init__(self, texts: Sequence[str], encode: Encode | None) -> None:
        counted = [_counted(text) for text in texts]
        with_word = Counter(word for words in counted for word in words)
        rare = {w: math.log((1 + len(texts)) / (1 + n)) + 1 for w, n in with_word.items()}
        vectors = _encoded(texts, encode)
        self._bags = [
            Bag(_unit({w: (1 + math.log(n)) * rare[w] for w, n in words.items()}), vector)
            for words, vector in zip(counted, vectors, strict=True)
        ]

    def __len__(self) -> int:
        return len(self._bags)

    def between(self, one: int, other: int) -> float:
        """Nearness of two of the texts."""
        a, b = self._bags[one], self._bags[other]
        shared = sum(weight * b.words.get(word, 0.0) for word, weight in a.words.items())
        if a.vector is None or b.vector is None:
            return shared
        return DENSE_SHARE * float(a.vector @ b.vector) + (1 - DENSE_SHARE) * shared

    def to_all(self, one: int) -> Floats:
        """Nearness of one text to each."""
        return np.array([self.between(one, other) for other in range(len(self))])

    def centrality(self, members: Sequence[int]) -> Floats:
        """How near each member is to the others on average (0 for a single one)."""
        if len(members) < 2:
            return np.zeros(len(members))
        near = np.array([[self.between(a, b) for b in members] for a in members])
        np.fill_diagonal(near, 0.0)
        return np.asarray(near.sum(axis=1) / (len(members) - 1))


def pick(nearness: Nearness, worth: dict[int, float], most: int, variety: float) -> list[int]:
    """Up to `most` texts by worth, each less what it repeats of those taken before.

    Maximal marginal relevance (Carbonell and Goldstein 1998) with `variety` 0..1 as the weight of
    repetition. Ties go to the earlier text.
    """
    taken: list[int] = []
    left = sorted(worth)
    while left and len(taken) < most:
        best = max(
            left,
            key=lambda i: (
                (1 - variety) * worth[i]
                - variety * max((nearness.between(i, j) for j in taken), default=0.0),
                -i,
            ),
        )
        taken.append(best)
        left.remove(best)
    return taken


def _encoded(texts: Sequence[str], encode: Encode | None) -> Matrix | list[None]:
    if encode is None or not texts:
        return [None] * len(texts)
    return encode([text[:LONGEST] for text in texts])


def _counted(text: str) -> Counter[str]:
    words = view(text[:LONGEST]).gloss_line.words
    return Counter(stem(word, "en") for word in words if fold(word) not in STOPWORDS)


def _unit(words: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in words.values()))
    return {word: weight / length for word, weight in words.items()} if length else {}


def content(text: str) -> frozenset[str]:
    """The words of a text that tell what it is about: stems of the gloss, no function words."""
    return frozenset(_counted(text))


def coverage(question: str, text: str) -> float:
    """The share of the question's words (stems of the gloss, no function words) in the text."""
    asked = _counted(question)
    if not asked:
        return 0.0
    return len(asked.keys() & _counted(text).keys()) / len(asked)

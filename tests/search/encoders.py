"""An encoder without weights: hashed words, so that shared words are near."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from iolkit.archive.vectors import Vector
from iolkit.engine import Matrix
from iolkit.language import STOPWORDS, fold, words


class HashingEncoder:
    """Each word has a place and a sign of its own; a text is the sum of its words, scaled."""

    def __init__(self, name: str = "hashing", dimension: int = 512) -> None:
        self.name = name
        self.dimension = dimension
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """The vectors; what was asked is kept for tests to look at."""
        self.asked += texts
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in _telling(text):
                place = zlib.crc32(f"{self.name}:{word}".encode())
                row[place % self.dimension] += 1 if place & 4096 else -1
            row /= max(float(np.linalg.norm(row)), 1e-9)
        return rows

    def question(self, text: str) -> Vector:
        """The vector of a question; nothing is glossed here."""
        return np.asarray(self([text])[0], dtype=np.float32)


def _telling(text: str) -> list[str]:
    every = [fold(word.text) for word in words(text)]
    return [word for word in every if word not in STOPWORDS]

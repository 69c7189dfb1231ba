"""Rated examples that a passage is most like: invented passages with their levels, shipped in
models/examples.npz, so that a level can be argued with by comparison.

Nearness is that of vectors where there is an encoder, together with rare words that both share;
else of words alone. It tells what a passage is like, not what level it has: the examples may well
disagree with the model, and then a person has something to think about.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from iolkit.embedded import features, weights
from iolkit.embedded.features import BLOCKS, Vector, weighed
from iolkit.embedded.nearness import DENSE_SHARE, LONGEST
from iolkit.engine import Encode
from iolkit.errors import Unavailable
from iolkit.outcomes import RatedExample
from iolkit.phrases import Tongue
from iolkit.records import DIMENSIONS, Dimension

FILE = "examples.npz"
WORDS = "stems"
"""The hashed block that is compared."""
MOST = 3


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """All examples, ready to be compared. `load` reads the shipped ones."""

    notes: tuple[Mapping[str, Any], ...]
    words: npt.NDArray[np.float32]
    """A unit row an example, over the buckets of `buckets`."""
    buckets: npt.NDArray[np.int64]
    rarity: Vector
    vectors: npt.NDArray[np.float32]
    encode: Encode | None

    @classmethod
    def load(cls, encode: Encode | None, models: Path | None = None) -> Examples:
        """Those of `models` when it has the file, else the shipped ones. Raises Unavailable when
        the file is missing or damaged."""
        path = weights.find_model(FILE, models)
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                return cls(
                    notes=tuple(json.loads(bytes(arrays["notes"]))),
                    words=arrays["words"].astype(np.float32),
                    buckets=arrays["buckets"].astype(np.int64),
                    rarity=arrays["rarity"].astype(np.float32),
                    vectors=arrays["vectors"].astype(np.float32),
                    encode=encode,
                )
        except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
            raise Unavailable("model_part_damaged", name=FILE) from error

    def like(
        self,
        text: str,
        dimension: Dimension | None = None,
        most: int = MOST,
        language: Tongue | None = None,
    ) -> tuple[RatedExample, ...]:
        """The examples nearest to `text`, nearest first; with a `dimension` only those whose rater
        gave a level there, with a `language` only those written in it. Empty for a text without
        words."""
        cut = text[:LONGEST]
        seen = features.view(cut)
        if not seen.line.words:
            return ()
        near = self._near(seen, cut)
        order = np.argsort(-near, kind="stable")
        told = [
            int(at)
            for at in order
            if self._told(int(at), dimension) and language in (None, self.notes[at]["language"])
        ]
        return tuple(self._example(at, float(near[at])) for at in told[:most])

    def _near(self, seen: features.View, text: str) -> npt.NDArray[np.float32]:
        block = features.hashed(seen)[WORDS]
        full = np.zeros(BLOCKS[WORDS], np.float32)
        rarity = np.zeros(BLOCKS[WORDS], np.float32)
        rarity[self.buckets] = self.rarity
        full[block.buckets] = weighed(block, rarity)
        words = self.words @ full[self.buckets]
        if self.encode is None:
            return words
        vectors = self.vectors @ self.encode([text])[0]
        return np.asarray(DENSE_SHARE * vectors + (1 - DENSE_SHARE) * words, np.float32)

    def _told(self, at: int, dimension: Dimension | None) -> bool:
        return dimension is None or bool(self.notes[at]["levels"][DIMENSIONS.index(dimension)])

    def _example(self, at: int, nearness: float) -> RatedExample:
        note = self.notes[at]
        levels = {d: x or None for d, x in zip(DIMENSIONS, note["levels"], strict=True)}
        return RatedExample(note["text"], note["language"], levels, round(nearness, 3))

"""What a stretch sounds like: for each slot of clarity how likely its words tell it, by a linear
model that learned from made-up stretches (iolkit/training/told). Where there is an encoder, it
also hears the vector of the sentence that the stretch stands in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from iolkit.embedded import weights
from iolkit.embedded.features import Hashed, Vector
from iolkit.embedded.segment import trimmed
from iolkit.engine import Encode
from iolkit.language import sentences
from iolkit.records import Span
from iolkit.rubric import SLOTS, Slot

NAME, PLAIN = "slots.npz", "slots_plain.npz"
DENSE = ("numbers",)
"""The one feature beside words and vectors: words with a digit, as log(1 + n)."""
MOST = 40
"""Sentences of a passage that are heard with their vectors; no learning item is longer."""


class Meaning:
    """Hears slots. Raises Unavailable when the trained part is missing."""

    def __init__(self, models: Path | None, *, with_vectors: bool) -> None:
        self._model = weights.load(NAME if with_vectors else PLAIN, models, DENSE)

    def hear(
        self, words: Mapping[str, Hashed], stretch: str, vector: Vector | None
    ) -> dict[Slot, float]:
        """How likely a stretch tells each slot, about 0..1. `words` are its hashed blocks, `vector`
        is that of its sentence."""
        if vector is None and self._model.vector is not None:
            vector = np.zeros(len(self._model.vector), np.float32)
        said = self._model.score(numbers(stretch), words, vector)
        return dict(zip(SLOTS, map(float, said), strict=True))


def numbers(stretch: str) -> Vector:
    """The features named in DENSE."""
    count = sum(any(sign.isdigit() for sign in word) for word in stretch.split())
    return np.log1p(np.array([count], np.float32))


@dataclass(frozen=True, slots=True)
class Vectors:
    """What an encoder makes of a passage as a whole and of its sentences, in order."""

    whole: Vector | None = None
    spans: tuple[Span, ...] = ()
    rows: tuple[Vector, ...] = ()

    def of(self, stretch: Span) -> Vector | None:
        """That of the sentence in which a stretch begins (or before which, with a bullet); None
        behind the last."""
        if not self.spans or stretch.start >= self.spans[-1].end:
            return None
        at = bisect_right([span.start for span in self.spans], stretch.start) - 1
        return self.rows[max(0, at)]


def encoded(encode: Encode | None, passages: Sequence[str]) -> list[Vectors]:
    """The vectors of passages and their sentences, asked for at once; none without an encoder."""
    if encode is None or not passages:
        return [Vectors()] * len(passages)
    spans = [_spoken(text) for text in passages]
    said = [span.of(text) for text, ours in zip(passages, spans, strict=True) for span in ours]
    rows = iter(encode([*passages, *said]))
    whole = list(islice(rows, len(passages)))
    return [
        Vectors(one, ours, tuple(islice(rows, len(ours))))
        for one, ours in zip(whole, spans, strict=True)
    ]


def _spoken(text: str) -> tuple[Span, ...]:
    """The sentences, cut as the summary cuts them, so that both ask for the same."""
    cut = [trimmed(text, span) for span in sentences(text)[:MOST]]
    return tuple(span for span in cut if span.of(text).strip())

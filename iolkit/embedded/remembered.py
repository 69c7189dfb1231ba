"""An encoder that makes no vector twice while a note is read: recognizers, rater and summary ask
for many of the same sentences."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from iolkit.engine import Encode, Matrix


class Remembered:
    """Stands in for an encoder. Outside of `reading` it remembers nothing."""

    def __init__(self, encode: Encode) -> None:
        self._encode = encode
        # Each thread reads a note of its own.
        self._own = threading.local()

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """One vector a row, as the encoder makes them."""
        known: dict[str, Matrix] | None = getattr(self._own, "known", None)
        if known is None or not texts:
            return self._encode(texts)
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, self._encode(new), strict=True))
        return np.array([known[text] for text in texts], np.float32)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Remember until the end of this; confidential words are not kept any longer."""
        self._own.known = {}
        try:
            yield
        finally:
            self._own.known = None

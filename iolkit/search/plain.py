"""Search over plain passages, with no note behind them: any collection, one folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from iolkit.archive import Archive
from iolkit.archive.vectors import Vector
from iolkit.engine import Matrix
from iolkit.errors import WrongUse
from iolkit.search.encoder import Encoder, OnnxEncoder, is_exported, models_folder
from iolkit.search.export import export_encoder
from iolkit.search.index import Index

_LEAST = 1e-9

Encode = Callable[[Sequence[str]], npt.ArrayLike]
"""Any function from texts to one row of numbers each."""


class PlainIndex(Index):
    """An index with an archive of its own, closed together with it."""

    def close(self) -> None:
        """Let go of the index and of the archive."""
        super().close()
        self._archive.close()


class CalledEncoder:
    """A plain function as an encoder: named, its rows made float32 of unit length.

    The name is the function's `name`, where it has one, else where it is defined, with the
    dimension; the same name means the same vectors, so a function whose vectors change should
    bring a `name` that changes too.
    """

    def __init__(self, encode: Encode) -> None:
        self._encode = encode
        self._dimension = 0

    @property
    def dimension(self) -> int:
        """Numbers a vector has, found out by encoding one word."""
        if not self._dimension:
            self._dimension = self(["a"]).shape[1]
        return self._dimension

    @property
    def name(self) -> str:
        """What its vectors are known by."""
        kind = type(self._encode)
        place = f"{kind.__module__}.{kind.__qualname__}"
        if hasattr(self._encode, "__qualname__"):
            place = f"{self._encode.__module__}.{self._encode.__qualname__}"
        return f"{getattr(self._encode, 'name', '') or place}/{self.dimension}"

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """The vectors. Raises WrongUse("encoder_shape") when they are not one row a text."""
        rows = np.asarray(self._encode(texts), dtype=np.float32)
        if rows.ndim != 2 or len(rows) != len(texts) or not np.isfinite(rows).all():
            raise WrongUse("encoder_shape", texts=len(texts), shape=str(rows.shape))
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(lengths, _LEAST), dtype=np.float32)

    def question(self, text: str) -> Vector:
        """The vector to ask with."""
        return np.asarray(self([text])[0], dtype=np.float32)


def open_index(folder: Path, encoder: Encoder | Encode | None = None) -> Index:
    """An index of plain passages in `folder`, made when there is none. A context manager.

    `encoder`: None = the default one, exported to the user's models folder when that has not been
    done yet; an `Encoder`; or any function texts -> rows of numbers. Raises Unavailable when the
    weights of the default one are not installed, and what Archive.open raises.
    """
    if encoder is None:
        models = models_folder(Path(folder))
        if not is_exported(models):
            export_encoder(models)
        encoder = OnnxEncoder(models)
    return PlainIndex(Archive.open(Path(folder)), _as_encoder(encoder))


def _as_encoder(given: Encoder | Encode) -> Encoder:
    whole = all(hasattr(given, name) for name in ("name", "dimension", "question"))
    return given if whole else CalledEncoder(given)  # type: ignore[return-value]  # looked at above

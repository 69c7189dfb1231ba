"""Encoders: texts -> unit vectors. The default one reads English, so German is glossed first."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from iolkit.archive.vectors import Vector
from iolkit.engine import Matrix
from iolkit.errors import Unavailable
from iolkit.language import gloss
from iolkit.search.weights import MODEL, WEIGHTS_SHA256

if TYPE_CHECKING:
    from tokenizers import Tokenizer

GLOSS_VERSION = 2
"""Raise it when the glossary changes so much that vectors should be made anew."""
READINGS = (1, 2, 3)
"""How many equivalents a German word of a question gets in each of its readings."""
LONGEST = 256
"""Tokens the model was made for; what comes after is not read."""
_LONGEST_TEXT = 4000
"""Code points that surely hold that many tokens; a pasted blob is not glossed to its end."""
_BATCH = 32
EXPORTER = "torch-legacy-1"
"""How the ONNX file was made; another way gets another word and a new file."""


class Encoder(Protocol):
    """Texts -> one unit vector (float32) a row. Vectors of different names must not be mixed."""

    @property
    def name(self) -> str:
        """Model, weights and preparation: a different vector for any text means another name."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers a vector has."""
        ...

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """The vectors (len(texts) x dimension). Raises Unavailable without its files."""
        ...

    def question(self, text: str) -> Vector:
        """The vector to ask with, of unit length. Raises Unavailable without its files."""
        ...


class OnnxEncoder:
    """all-MiniLM-L6-v2 by onnxruntime, from the file that `export_encoder` made.

    Nothing is loaded before the first call; threads may share one. Raises Unavailable
    ("encoder_missing") on that call when the file is not there or not of these weights.
    """

    name = f"{MODEL}/{WEIGHTS_SHA256[:8]}/gloss-{GLOSS_VERSION}"
    dimension = 384

    def __init__(self, models_dir: Path) -> None:
        self._folder = models_dir
        self._guard = threading.Lock()
        self._loaded: tuple[Tokenizer, Any] | None = None

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """The vectors of `texts`, glossed."""
        return self.plain([gloss(_read(text)) for text in texts])

    def question(self, text: str) -> Vector:
        """The mean of the question glossed with one, two and three equivalents a word.

        Which sense was meant is not known; passages keep the first alone, since they are longer
        and are read once by many questions.
        """
        mean = self.plain(read_glossed(text)).sum(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)

    def plain(self, texts: Sequence[str]) -> Matrix:
        """The vectors of `texts` as they are."""
        with self._guard:
            self._loaded = self._loaded or self._load()
            tokenizer, session = self._loaded
        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        # Texts of like length share a batch, so that short ones are not padded to long ones.
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            tokens = tokenizer.encode_batch([_read(texts[n]) for n in rows])
            ids = np.array([t.ids for t in tokens], dtype=np.int64)
            mask = np.array([t.attention_mask for t in tokens], dtype=np.int64)
            inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": ids * 0}
            out[rows] = session.run(["sentence_embedding"], inputs)[0]
        return out

    def known_words(self) -> frozenset[str]:
        """The words that the network reads as a whole: frequent English ones, in lower case. None
        at all where its files are not there."""
        try:
            raw = json.loads(tokenizer_file(self._folder).read_text(encoding="utf-8"))
            every: Iterable[str] = raw["model"]["vocab"]
        except (OSError, ValueError, KeyError, TypeError):
            return frozenset()
        return frozenset(word for word in every if word.isascii() and word.isalpha())

    def _load(self) -> tuple[Tokenizer, Any]:
        if not is_exported(self._folder):
            raise Unavailable("encoder_missing")
        # onnxruntime reports its use to its maker from its import on, unless this is set.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        # Loaded late: a search by words alone, and every other command, does without.
        import onnxruntime
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(tokenizer_file(self._folder)))
        tokenizer.enable_truncation(LONGEST)
        tokenizer.enable_padding(pad_id=0)  # "[PAD]" is its default token
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = _cores()
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            str(onnx_file(self._folder)), options, providers=["CPUExecutionProvider"]
        )
        return tokenizer, session


def earlier(models_dir: Path, name: str) -> OnnxEncoder | None:
    """The encoder to ask vectors of this name with: the network of the same weights, with today's
    gloss in place of an earlier one. None for vectors of any other model."""
    if not name.startswith(f"{MODEL}/{WEIGHTS_SHA256[:8]}/") or not is_exported(models_dir):
        return None
    found = OnnxEncoder(models_dir)
    found.name = name
    return found


def read_glossed(text: str) -> tuple[str, ...]:
    """A question glossed with one, two and three equivalents a word, each reading once."""
    return tuple(dict.fromkeys(gloss(_read(text), n) for n in READINGS))


def models_folder(data: Path | None = None) -> Path:
    """Where the exported encoder is looked for: in `data`/models when it stands there, else in the
    models folder that all data folders of a user share."""
    # Loaded late: only asked once a process.
    import platformdirs

    if data is not None and is_exported(data / "models"):
        return data / "models"
    return Path(platformdirs.user_data_dir("iolkit", appauthor=False)) / "models"


def onnx_file(models_dir: Path) -> Path:
    """The exported network."""
    return models_dir / f"{MODEL}.onnx"


def tokenizer_file(models_dir: Path) -> Path:
    """The tokenizer that belongs to it."""
    return models_dir / f"{MODEL}.tokenizer.json"


def stamp_file(models_dir: Path) -> Path:
    """What the network was made from and by, written last: without it the export is unfinished."""
    return models_dir / f"{MODEL}.stamp.json"


def is_exported(models_dir: Path) -> bool:
    """Whether a finished export of these very weights stands in the folder."""
    try:
        stamp = json.loads(stamp_file(models_dir).read_text(encoding="utf-8"))
        return bool(
            stamp["weights"] == WEIGHTS_SHA256
            and stamp["exporter"] == EXPORTER
            and stamp["bytes"] == onnx_file(models_dir).stat().st_size
            and tokenizer_file(models_dir).exists()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _read(text: str) -> str:
    """The stretch of a text that can reach the network, without halves of surrogate pairs."""
    return text[:_LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1

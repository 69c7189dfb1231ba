"""Any other sentence-transformers model that lies on this computer, prepared as it was made for.

Its prefixes for queries and passages come with it. Whether it reads German is found out by asking
it; one that does not gets German glossed, as the model that ships does.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from iolkit.archive.vectors import Vector
from iolkit.engine import Matrix
from iolkit.errors import Unavailable
from iolkit.language import gloss
from iolkit.search.encoder import GLOSS_VERSION, read_glossed

TRANSLATED = (
    ("Der Hund schläft unter dem Tisch.", "The dog is sleeping under the table."),
    ("Morgen wird es den ganzen Tag regnen.", "It will rain all day tomorrow."),
    ("Sie hat gestern ihren Schlüssel verloren.", "She lost her key yesterday."),
    ("Die Brücke wurde vor hundert Jahren gebaut.", "The bridge was built a century ago."),
    ("Kinder spielen gern im Schnee.", "Children like to play in the snow."),
    ("Der Zug hatte eine Stunde Verspätung.", "The train was an hour late."),
    ("Bitte schneiden Sie das Gemüse klein.", "Please chop the vegetables finely."),
    ("Er schreibt jeden Abend einen Brief.", "Every evening he writes a letter."),
    ("Die Rechnung muss bis Freitag bezahlt werden.", "The bill has to be paid by Friday."),
    ("Im Wald hört man nachts die Eulen.", "At night you can hear the owls in the forest."),
)
"""German sentences and their translations, with hardly a word that looks alike in both."""
READS_GERMAN = 0.8
"""Share of them that must be nearest to their own translation. all-MiniLM-L6-v2 finds 2 of 10 as
they are and 10 of 10 glossed."""
_E5 = re.compile(r"(?:^|[-_/])e5(?:[-_]|$)", re.IGNORECASE)
_PASSAGE_PROMPTS = ("document", "passage", "corpus")


@dataclass(frozen=True, slots=True)
class Preparation:
    """What is done to a text before the model reads it."""

    query: str
    passage: str
    glossed: bool

    @property
    def name(self) -> str:
        """What tells it from no preparation at all; empty for that."""
        prefixes = f"{self.query}\0{self.passage}"
        told = hashlib.sha256(prefixes.encode()).hexdigest()[:8] if prefixes != "\0" else ""
        parts = (told, f"gloss-{GLOSS_VERSION}" if self.glossed else "")
        return "".join(f"/{part}" for part in parts if part)


class SentenceTransformerEncoder:
    """A sentence-transformers model by the name of a folder or of a model on disk.

    No network is used. Raises Unavailable("encoder_model_missing") on its first use when the
    model is not on this computer. `known`: a file that remembers where a model was found, so that
    vectors it made can still be asked once another is chosen.
    """

    def __init__(self, model: str, *, known: Path | None = None) -> None:
        self._model_name = model
        self._known = known
        self._guard = threading.Lock()
        self._loaded: tuple[Any, Preparation] | None = None

    @property
    def name(self) -> str:
        """The model's name, its dimension and how texts are prepared; a folder gives its last
        part, so that no path is stored with the vectors."""
        return self._named(*self._ready())

    @property
    def dimension(self) -> int:
        """Numbers a vector has, as the model says."""
        return _dimension(self._ready()[0])

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """The vectors of passages."""
        model, how = self._ready()
        return _encode(model, [_prepared(text, how) for text in texts], how.passage)

    def question(self, text: str) -> Vector:
        """The vector of a question; glossed in several ways where the model needs it."""
        model, how = self._ready()
        texts = list(read_glossed(text)) if how.glossed else [text]
        mean = _encode(model, texts, how.query).sum(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)

    def plain(self, texts: Sequence[str]) -> Matrix:
        """The vectors of texts as they are, with neither prefix nor gloss."""
        return _encode(self._ready()[0], texts, "")

    def _ready(self) -> tuple[Any, Preparation]:
        with self._guard:
            if self._loaded is None:
                model = self._load()
                how = preparation(model, self._model_name)
                self._loaded = (model, how)
                if self._known is not None:
                    remember(self._known, self._named(model, how), self._model_name)
            return self._loaded

    def _named(self, model: Any, how: Preparation) -> str:  # noqa: ANN401  # loaded late
        return f"st/{Path(self._model_name).name}/{_dimension(model)}{how.name}"

    def _load(self) -> Any:  # noqa: ANN401  # a SentenceTransformer, whose package is loaded late
        missing = Unavailable("encoder_model_missing", model=Path(self._model_name).name)
        if Path(self._model_name).is_absolute() and not Path(self._model_name).is_dir():
            raise missing
        os.environ["HF_HUB_OFFLINE"] = "1"
        # Loaded late: it takes ten seconds and half a gigabyte.
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(self._model_name, device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise missing from error


def preparation(model: Any, name: str) -> Preparation:  # noqa: ANN401  # as above
    """How a model wants its texts: by its own prompts (config_sentence_transformers.json), by the
    rule of the E5 family where it tells none, and glossed where it does not read German."""
    told = {key: str(value) for key, value in (model.prompts or {}).items() if value}
    query = told.get("query", "")
    passage = next((told[key] for key in _PASSAGE_PROMPTS if key in told), "")
    if not told and _E5.search(Path(name).name):
        query, passage = "query: ", "passage: "
    return Preparation(query, passage, glossed=not _reads_german(model, passage))


def remember(file: Path, name: str, model: str) -> None:
    """Write down where the model of these vectors was found, on this computer alone."""
    known = _remembered(file)
    if known.get(name) != model:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".new")
        fresh.write_text(json.dumps({**known, name: model}, indent=1), encoding="utf-8")
        fresh.replace(file)


def remembered(file: Path, name: str) -> SentenceTransformerEncoder | None:
    """The model that made vectors of this name, None when nobody knows where it is or it makes
    others by now."""
    model = _remembered(file).get(name)
    if model is None:
        return None
    found = SentenceTransformerEncoder(model)
    try:
        return found if found.name == name else None
    except Unavailable:
        return None


def _remembered(file: Path) -> dict[str, str]:
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in raw.items()} if isinstance(raw, dict) else {}


def _reads_german(model: Any, prefix: str) -> bool:  # noqa: ANN401  # as above
    german, english = (
        _encode(model, [pair[side] for pair in TRANSLATED], prefix) for side in (0, 1)
    )
    nearest = (german @ english.T).argmax(axis=1)
    return float((nearest == np.arange(len(TRANSLATED))).mean()) >= READS_GERMAN


def _prepared(text: str, how: Preparation) -> str:
    return gloss(text) if how.glossed else text


def _dimension(model: Any) -> int:  # noqa: ANN401  # as above
    return int(model.get_embedding_dimension())


def _encode(model: Any, texts: Sequence[str], prefix: str) -> Matrix:  # noqa: ANN401  # as above
    if not texts:
        return np.zeros((0, _dimension(model)), dtype=np.float32)
    vectors = model.encode(
        list(texts),
        prompt=prefix,
        normalize_embeddings=True,
        show_progress_bar=False,
        convert_to_numpy=True,
    )
    return np.asarray(vectors, dtype=np.float32)

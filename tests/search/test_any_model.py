"""A model of one's own is prepared as it was made for: prefixes, and a gloss where it needs one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from iolkit.language import gloss
from iolkit.search import any_model
from iolkit.search.any_model import (
    TRANSLATED,
    SentenceTransformerEncoder,
    preparation,
    remember,
    remembered,
)
from tests.search.encoders import HashingEncoder


class English:
    """A model that knows words as they are; `prompts` as a model card gives them."""

    def __init__(self, prompts: dict[str, str] | None = None) -> None:
        self.prompts = prompts
        self.read: list[str] = []
        self._words = HashingEncoder()

    def get_embedding_dimension(self) -> int:
        """Numbers of a vector."""
        return 512

    def encode(self, texts: Sequence[str], *, prompt: str, **_: bool) -> np.ndarray:
        """Vectors of the texts after their prefix."""
        self.read = [prompt + text for text in texts]
        return self._words([self.meaning(text) for text in texts])

    def meaning(self, text: str) -> str:
        """The text itself."""
        return text


class Bilingual(English):
    """A model to which a sentence and its translation are the same."""

    def meaning(self, text: str) -> str:
        """The English of a German sentence it knows."""
        return dict(TRANSLATED).get(text, text)


def _encoder(monkeypatch: pytest.MonkeyPatch, model: English, name: str = "some-model"):
    monkeypatch.setattr(SentenceTransformerEncoder, "_load", lambda self: model)
    return SentenceTransformerEncoder(name)


def test_a_model_that_reads_german_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is glossed, and the name is as it was."""
    model = Bilingual()
    encoder = _encoder(monkeypatch, model)
    assert encoder.name == "st/some-model/512"
    encoder(["Die Übergabe im Lager"])
    assert model.read == ["Die Übergabe im Lager"]


def test_a_model_that_does_not_gets_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passages once, questions in several readings; the name says so."""
    model = English()
    encoder = _encoder(monkeypatch, model)
    assert encoder.name.startswith("st/some-model/512/gloss-")
    encoder(["Die Übergabe im Lager"])
    assert model.read == [gloss("Die Übergabe im Lager")]
    vector = encoder.question("Die Übergabe im Lager")
    assert len(model.read) > 1
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    encoder.plain(["Übergabe"])
    assert model.read == ["Übergabe"]


@pytest.mark.parametrize(
    ("prompts", "name", "query", "passage"),
    [
        ({"query": "Q: ", "document": "D: "}, "m", "Q: ", "D: "),
        ({"query": "Q: ", "passage": "P: "}, "m", "Q: ", "P: "),
        ({"query": "", "document": ""}, "m", "", ""),
        (None, "intfloat/multilingual-e5-small", "query: ", "passage: "),
        ({}, "/models/e5-base-v2", "query: ", "passage: "),
        ({"query": "ask: "}, "e5-own", "ask: ", ""),
        (None, "home5-model", "", ""),
    ],
)
def test_prefixes_come_with_the_model(
    prompts: dict[str, str] | None, name: str, query: str, passage: str
) -> None:
    """By its own configuration, else by the rule of its family."""
    how = preparation(Bilingual(prompts), name)
    assert (how.query, how.passage, how.glossed) == (query, passage, False)
    assert bool(how.name) == bool(query or passage)


def test_questions_and_passages_get_their_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other prefixes are other vectors, so the name tells them."""
    model = Bilingual({"query": "Q: ", "document": "D: "})
    encoder = _encoder(monkeypatch, model)
    encoder(["eins"])
    assert model.read == ["D: eins"]
    encoder.question("eins")
    assert model.read == ["Q: eins"]
    other = _encoder(monkeypatch, Bilingual({"query": "Q: "}))
    assert len({encoder.name, other.name, "st/some-model/512"}) == 3


def test_where_a_model_lies_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its vectors can be asked later; not when it makes others by now, or is gone."""
    file = tmp_path / "models" / "known.json"
    monkeypatch.setattr(SentenceTransformerEncoder, "_load", lambda self: Bilingual())
    assert remembered(file, "st/a/512") is None
    first = SentenceTransformerEncoder("/somewhere/a", known=file)
    assert first.name == "st/a/512"
    found = remembered(file, "st/a/512")
    assert found is not None
    assert np.allclose(found(["eins"]), first(["eins"]))
    monkeypatch.setattr(SentenceTransformerEncoder, "_load", lambda self: English())
    assert remembered(file, "st/a/512") is None
    monkeypatch.undo()
    assert remembered(file, "st/a/512") is None


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1}'])
def test_a_damaged_memory_is_none(tmp_path: Path, content: str) -> None:
    """Nothing is known then, and the next model is written down."""
    file = tmp_path / "known.json"
    file.write_text(content)
    assert remembered(file, "st/a/512") is None
    remember(file, "st/a/512", "/x/a")
    assert any_model._remembered(file)["st/a/512"] == "/x/a"

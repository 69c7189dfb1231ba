"""The encoder that ships: bilingual by glossing, exact, and plain when something is missing."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from iolkit.errors import Unavailable
from iolkit.search import OnnxEncoder, SentenceTransformerEncoder, earlier, models_folder
from iolkit.search.encoder import (
    EXPORTER,
    GLOSS_VERSION,
    is_exported,
    onnx_file,
    stamp_file,
    tokenizer_file,
)
from iolkit.search.weights import WEIGHTS_SHA256, weights_folder


def test_without_an_export_the_next_step_is_told(tmp_path: Path) -> None:
    """Making one costs nothing; the first call says what is missing."""
    encoder = OnnxEncoder(tmp_path)
    assert encoder.dimension == 384
    with pytest.raises(Unavailable) as said:
        encoder(["text"])
    assert said.value.key == "encoder_missing"


@pytest.mark.parametrize("damage", ["stamp", "weights", "size", "json"])
def test_an_unfinished_or_foreign_export_is_not_used(tmp_path: Path, damage: str) -> None:
    """Only a file with its stamp, of these weights and of the right size counts."""
    onnx_file(tmp_path).write_bytes(b"net")
    tokenizer_file(tmp_path).write_text("{}", encoding="utf-8")
    stamp = {"weights": WEIGHTS_SHA256, "exporter": EXPORTER, "bytes": 3}
    stamp_file(tmp_path).write_text(json.dumps(stamp), encoding="utf-8")
    assert is_exported(tmp_path)
    if damage == "stamp":
        stamp_file(tmp_path).unlink()
    elif damage == "weights":
        stamp_file(tmp_path).write_text(json.dumps({**stamp, "weights": "0" * 64}))
    elif damage == "size":
        onnx_file(tmp_path).write_bytes(b"ne")
    else:
        stamp_file(tmp_path).write_text("{", encoding="utf-8")
    assert not is_exported(tmp_path)


def test_models_are_shared_unless_a_folder_has_its_own(tmp_path: Path) -> None:
    """The user's models folder, whatever data folder is asked for."""
    assert models_folder(tmp_path).name == "models"
    assert tmp_path not in models_folder(tmp_path).parents
    assert models_folder() == models_folder(tmp_path)


def test_a_model_that_is_not_on_disk_is_named(tmp_path: Path) -> None:
    """No network is tried; the name is told without its path."""
    with pytest.raises(Unavailable) as said:
        SentenceTransformerEncoder(str(tmp_path / "nowhere"))(["text"])
    assert said.value.values == {"model": "nowhere"}


@pytest.mark.weights
def test_vectors_have_unit_length_in_the_order_asked(onnx: OnnxEncoder) -> None:
    """Batches are sorted by length inside; nobody notices outside."""
    texts = [f"word {'long ' * (n * 7 % 11)}{n}" for n in range(70)]
    rows = onnx(texts)
    assert rows.shape == (70, 384)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    for n in (0, 33, 69):
        assert np.allclose(rows[n], onnx([texts[n]])[0], atol=1e-5)
    assert onnx([]).shape == (0, 384)


@pytest.mark.weights
def test_german_meets_english(onnx: OnnxEncoder) -> None:
    """A German sentence is nearer to its English translation than to another English one."""
    german, same, other = onnx(
        [
            "Die Schichtübergabe machen wir immer mit einem gemeinsamen Rundgang.",
            "We always do the shift handover with a walk through the hall together.",
            "The annual budget was approved by the board.",
        ]
    )
    assert german @ same > 0.5 > german @ other


@pytest.mark.weights
@pytest.mark.parametrize("text", ["", " ", "🙂", "\ud800", "x" * 20_000, "\x00"])
def test_odd_texts_have_vectors_too(onnx: OnnxEncoder, text: str) -> None:
    """Empty, endless, half a surrogate: a finite unit vector comes back."""
    row = onnx([text])[0]
    assert np.isfinite(row).all()
    assert abs(float(np.linalg.norm(row)) - 1) < 1e-4


@pytest.mark.weights
@pytest.mark.slow
def test_the_other_way_to_encode_gives_the_same(onnx: OnnxEncoder) -> None:
    """sentence-transformers, on the same files and texts, differs by less than 1e-5."""
    reference = SentenceTransformerEncoder(str(weights_folder()))
    texts = ["plain english sentence", "another one, a little longer than that"]
    assert np.allclose(reference.plain(texts), onnx.plain(texts), atol=1e-5)
    german = ["Die Übergabe findet im Lager statt."]
    assert np.allclose(reference(german), onnx(german), atol=1e-5)
    assert np.allclose(reference.question(german[0]), onnx.question(german[0]), atol=1e-5)
    # It does not read German, and that was found out by asking it.
    assert (reference.name, reference.dimension) == (f"st/model/384/gloss-{GLOSS_VERSION}", 384)
    assert reference([]).shape == (0, 384)


def test_vectors_of_an_earlier_gloss_can_still_be_asked(exported: Path, tmp_path: Path) -> None:
    """Same weights, another gloss: near enough until they are made anew. Nothing else is."""
    old = OnnxEncoder.name.rpartition("/")[0] + "/gloss-1"
    found = earlier(exported, old)
    assert found is not None
    assert found.name == old
    assert OnnxEncoder(exported).name != old
    assert earlier(exported, "st/model/384") is None
    assert earlier(tmp_path, old) is None

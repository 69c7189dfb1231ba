"""Exported once, checked against the original, and nothing left half done."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from iolkit.errors import Unavailable
from iolkit.search import export, export_encoder, weights
from iolkit.search.encoder import is_exported, onnx_file, stamp_file


@pytest.mark.weights
def test_an_export_is_finished_and_made_once(exported: Path) -> None:
    """File, tokenizer and stamp stand there and nothing else; the second call changes nothing."""
    assert is_exported(exported)
    assert export.is_sound(exported)
    before = onnx_file(exported).stat().st_mtime_ns
    assert export_encoder(exported) == onnx_file(exported)
    assert onnx_file(exported).stat().st_mtime_ns == before
    kinds = sorted(file.suffix for file in exported.iterdir())
    assert kinds == [".json", ".json", ".lock", ".onnx"]


@pytest.mark.weights
def test_a_changed_file_is_told_from_the_one_that_was_made(exported: Path, tmp_path: Path) -> None:
    """Same size, one byte different: not sound."""
    shutil.copytree(exported, tmp_path / "copy")
    file = onnx_file(tmp_path / "copy")
    with file.open("r+b") as stream:
        stream.seek(5000)
        byte = stream.read(1)
        stream.seek(5000)
        stream.write(bytes([byte[0] ^ 1]))
    assert not export.is_sound(tmp_path / "copy")
    assert not export.is_sound(tmp_path)


def test_weights_that_were_changed_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is not the published one is refused before anything is made of it."""
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(weights, "weights_folder", lambda: tmp_path / "model")
    with pytest.raises(Unavailable) as refused:
        export_encoder(tmp_path / "out")
    assert refused.value.key == "weights_missing"
    assert not stamp_file(tmp_path / "out").exists()


def test_weights_that_are_not_installed_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package the next step is told."""
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package_here")
    with pytest.raises(Unavailable) as said:
        weights.weights_folder()
    assert said.value.key == "weights_missing"


def test_a_network_that_computes_something_else_gets_no_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the probes differ from the original, no export is left that anyone would load."""
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    probes = np.ones((len(export.PROBES), 384), dtype=np.float32)
    monkeypatch.setattr(export, "checked_weights", lambda: tmp_path)
    monkeypatch.setattr(export, "_write_network", lambda _, file: file.write_bytes(b"net"))
    monkeypatch.setattr(export, "_reference", lambda _: probes)
    monkeypatch.setattr(export.OnnxEncoder, "plain", lambda _, texts: probes * 0.5)
    with pytest.raises(Unavailable) as refused:
        export_encoder(tmp_path / "out")
    assert refused.value.key == "encoder_mismatch"
    assert not is_exported(tmp_path / "out")

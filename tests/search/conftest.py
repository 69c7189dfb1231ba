"""An archive, an encoder without weights, and the real one where its weights are installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from iolkit.archive import Archive
from iolkit.search import OnnxEncoder, export_encoder
from iolkit.search.weights import PACKAGE
from tests.search.encoders import HashingEncoder


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A new archive."""
    with Archive.open(tmp_path / "space") as opened:
        yield opened


@pytest.fixture
def encoder() -> HashingEncoder:
    """An encoder that needs no file."""
    return HashingEncoder()


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A models folder with the encoder exported in this very session."""
    if importlib.util.find_spec(PACKAGE) is None:
        pytest.skip("the weights package is not installed")
    folder = tmp_path_factory.mktemp("models")
    export_encoder(folder)
    return folder


@pytest.fixture(scope="session")
def onnx(exported: Path) -> OnnxEncoder:
    """The encoder that ships."""
    return OnnxEncoder(exported)

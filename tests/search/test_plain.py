"""Any collection can be searched from one folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from iolkit.errors import ArchiveError
from iolkit.search import OnnxEncoder, encoder, export, open_index, plain
from tests.search.encoders import HashingEncoder


def test_a_collection_is_still_there_the_next_time(tmp_path: Path) -> None:
    """Added once, found by the next process, gone when removed."""
    with open_index(tmp_path / "c", HashingEncoder()) as index:
        index.add([("a", "eins zwei", {"n": "1"}), ("b", "drei vier", {})])
    with open_index(tmp_path / "c", HashingEncoder()) as index:
        hit = index.search("zwei").hits[0]
        assert (hit.passage.key, dict(hit.passage.facts)) == ("a", {"n": "1"})
        assert index.remove(["a"]) == 1
        assert "a" not in [hit.passage.key for hit in index.search("zwei").hits]
    with pytest.raises(ArchiveError):
        index.search("zwei")


def test_the_default_encoder_is_prepared_when_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a given encoder the shipped one is exported to the shared folder, once."""
    made: list[Path] = []
    monkeypatch.setattr(plain, "models_folder", lambda data: tmp_path / "models")
    monkeypatch.setattr(plain, "export_encoder", made.append)
    with open_index(tmp_path / "c") as index:
        assert isinstance(index._encoder, OnnxEncoder)
    assert made == [tmp_path / "models"]
    monkeypatch.setattr(plain, "is_exported", lambda folder: True)
    open_index(tmp_path / "c").close()
    assert made == [tmp_path / "models"]
    assert export.is_exported is encoder.is_exported

"""Any collection can be searched from one folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from iolkit.errors import ArchiveError, WrongUse
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


def test_a_hit_has_id_score_and_reason(tmp_path: Path) -> None:
    """What retrieval is measured by stands on the hit itself."""
    with open_index(tmp_path / "c", HashingEncoder()) as index:
        index.add([("a", "eins zwei", {"n": "1"}), ("b", "drei vier", {})])
        found = index.search("zwei", 1)
        (hit,) = found.hits
        assert (hit.id, hit.passage.text, found.confident) == ("a", "eins zwei", True)
        assert 0 < hit.score <= 1
        assert "found_words" in [reason.key for reason in hit.why]


def letters(texts: Sequence[str]) -> list[list[float]]:
    """A function as anybody may have one: lists of numbers, of any length."""
    return [[float(text.count(sign)) for sign in "abcdefghijklmnopqrstuvwxyz"] for text in texts]


class Numbered:
    """The same as an object that names its version."""

    name = "letters-2"

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """Numbers, not of unit length."""
        return 7 * np.array(letters(texts))


@pytest.mark.parametrize("encode", [letters, Numbered(), lambda texts: letters(texts)])
def test_any_function_can_encode(tmp_path: Path, encode: Callable[..., Any]) -> None:
    """Plain functions, objects and lambdas; opened again, stored vectors still hold."""
    for _ in range(2):
        with open_index(tmp_path / "c", encode) as index:
            index.add([("a", "otter", {}), ("b", "zebra", {})])
            assert index.search("ottre").hits[0].id == "a"
            assert index.outdated() == 0


def test_another_function_makes_vectors_anew(tmp_path: Path) -> None:
    """Vectors of two functions are never compared: the older ones are found by words alone."""
    with open_index(tmp_path / "c", letters) as index:
        index.add([("a", "otter", {})])
    with open_index(tmp_path / "c", Numbered()) as index:
        assert index.outdated() == 1
        assert [notice.key for notice in index.search("otter").notices] == ["vectors_outdated"]
        assert list(index.reencode()) == [(1, 1)]
        assert index.search("otter").notices == ()


@pytest.mark.parametrize(
    "broken",
    [
        lambda texts: [1.0, 2.0],
        lambda texts: np.zeros((len(texts) + 1, 3)),
        lambda texts: np.full((len(texts), 3), np.nan),
    ],
)
def test_a_function_that_returns_something_else_is_told(
    tmp_path: Path, broken: Callable[..., Any]
) -> None:
    """One row of finite numbers a text, or a sentence that says so."""
    with open_index(tmp_path / "c", broken) as index, pytest.raises(WrongUse) as told:
        index.add([("a", "otter", {})])
    assert told.value.key == "encoder_shape"

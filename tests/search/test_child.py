"""The child's work, done here: it builds what fits, and tells a sound index from a wrong one."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from iolkit.archive import Archive
from iolkit.search import Index, child
from iolkit.search.dense import ChromaGeneration
from tests.search.encoders import HashingEncoder


@pytest.fixture(autouse=True)
def no_limit(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The limit would hold for this whole test process; that it is asked for is enough."""
    asked: list[int] = []
    monkeypatch.setattr(child, "limit_files", lambda snapshot: asked.append(len(snapshot.seqs)))
    return asked


def _fill(archive: Archive, number: int) -> Archive:
    Index(archive, HashingEncoder()).add([(f"k{n}", f"Wort{n}", {}) for n in range(number)])
    return archive


def test_it_builds_and_finds_everything_again(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str], no_limit: list[int]
) -> None:
    """Every sampled vector finds itself, equal vectors included; one JSON line tells."""
    _fill(archive, 30)
    Index(archive, HashingEncoder()).add([(f"same{n}", "Wort1", {}) for n in range(12)])
    place = str(tmp_path / "g")
    for task in ("build", "probe"):
        assert child.main([task, str(archive.folder), place, "hashing"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert said == {"change": archive.vectors.change(), "found": 42, "asked": 42}
    assert no_limit == [42, 42]


def test_it_refuses_an_index_of_other_vectors(archive: Archive, tmp_path: Path) -> None:
    """Right count, wrong vectors: not the index of this archive."""
    _fill(archive, 20)
    generation = ChromaGeneration(tmp_path / "g")
    rows = np.random.default_rng(1).normal(size=(20, 512)).astype(np.float32)
    generation.put(list(range(1, 21)), rows)
    generation.close()
    assert child.main(["probe", str(archive.folder), str(tmp_path / "g"), "hashing"]) == 1


def test_what_the_index_has_not_seen_yet_is_no_fault(archive: Archive, tmp_path: Path) -> None:
    """Passages that still wait to be drained are not looked for."""
    _fill(archive, 10)
    built = child.build(archive, tmp_path / "g", "hashing")
    archive.vectors.switch("g", built["change"])
    Index(archive, HashingEncoder()).add([("late", "spät", {})])
    assert child.probe(archive, tmp_path / "g", "hashing")["asked"] == 10


def test_an_empty_archive_has_an_empty_index(archive: Archive, tmp_path: Path) -> None:
    """Nothing to find is found."""
    assert child.build(archive, tmp_path / "g", "hashing") == {"change": 0, "found": 0, "asked": 0}

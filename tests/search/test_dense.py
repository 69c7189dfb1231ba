"""The exact scan is exact, and never stale."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iolkit.archive import Archive
from iolkit.search import Index
from iolkit.search.dense import ChromaGeneration, ExactScan
from tests.search.encoders import HashingEncoder

NUMBERS = ("eins", "zwei", "drei", "vier", "acht", "neun", "zehn", "elf")
WORDS = st.lists(st.sampled_from(NUMBERS), min_size=1)


def _put(archive: Archive, encoder: HashingEncoder, texts: list[str]) -> None:
    Index(archive, encoder).add([(f"k{n}", text, {}) for n, text in enumerate(texts)])


@settings(max_examples=25)
@given(texts=st.lists(WORDS.map(" ".join), min_size=1, max_size=9), query=WORDS.map(" ".join))
def test_the_scan_ranks_by_cosine(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], query: str
) -> None:
    """The same order and scores as comparing with every vector one by one."""
    encoder = HashingEncoder()
    with Archive.open(tmp_path_factory.mktemp("s") / "space") as archive:
        _put(archive, encoder, texts)
        vector = encoder([query])[0]
        got = ExactScan(archive.vectors, encoder.name).top(vector, 4, None)
    wanted = encoder(texts) @ vector
    order = sorted(range(len(texts)), key=lambda n: (-wanted[n], n))[:4]
    assert list(got) == [n + 1 for n in order]
    assert np.allclose(list(got.values()), [wanted[n] for n in order], atol=1e-6)


def test_the_scan_sees_every_change(archive: Archive, encoder: HashingEncoder) -> None:
    """A passage added, replaced or removed by anybody is seen by the next scan."""
    scan = ExactScan(archive.vectors, encoder.name)
    vector = encoder(["drei"])[0]
    assert scan.top(vector, 9, None) == {}
    _put(archive, encoder, ["eins", "drei"])
    assert list(scan.top(vector, 1, None)) == [2]
    with Archive.open(archive.folder) as other:
        _put(other, encoder, ["drei"])
        other.passages.remove(["k1"])
    assert list(scan.top(vector, 9, None)) == [3]


def test_only_what_is_allowed_is_scanned(archive: Archive, encoder: HashingEncoder) -> None:
    """Rows outside the filter are not there at all."""
    _put(archive, encoder, ["eins", "drei", "drei drei"])
    scan = ExactScan(archive.vectors, encoder.name)
    vector = encoder(["drei"])[0]
    assert list(scan.top(vector, 9, np.array([1, 3]))) == [3, 1]
    assert scan.top(vector, 9, np.array([], dtype=np.int64)) == {}


def test_a_generation_finds_replaces_and_removes(tmp_path: Path) -> None:
    """One Chroma folder: what is put is found, what is removed is not, closed means closed."""
    encoder = HashingEncoder()
    texts = ["eins", "zwei", "drei"]
    generation = ChromaGeneration(tmp_path / "one")
    assert generation.top(encoder(["eins"])[0], 5) == []
    generation.put([1, 2, 3], encoder(texts))
    generation.put([2], encoder(["acht"]))
    generation.remove([3, 99])
    assert generation.count() == 2
    assert generation.top(encoder(["acht"])[0], 1) == [2]
    generation.close()
    again = ChromaGeneration(tmp_path / "one")
    assert again.count() == 2
    again.close()

"""Making the file of rated examples."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from iolkit.embedded.examples import FILE, Examples
from iolkit.training import examples, linear
from iolkit.training.rated import Rated
from tests.embedded.notes import hashed_vectors

TOLD = (
    Rated("de", (1, 2, 1, 1, 2), 3, "Die Checkliste hängt am Kran."),
    Rated("en", (5, 0, 1, 4, 0), 2, "Nobody can explain how the crew does it."),
    Rated("en", (0, 0, 1, 0, 0), 0, "Nice biscuits."),
)


def test_examples_are_made_and_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same passages give the same bytes, those that hint at too little are left out, and what
    is read back finds the right one."""

    def encode(passages: Sequence[str], models_dir: Path) -> linear.Floats:
        return hashed_vectors(passages).astype(float)

    monkeypatch.setattr(linear, "encode", encode)
    for name in ("one", "two"):
        assert examples.make(TOLD, tmp_path, tmp_path / name / FILE) == 2
    assert (tmp_path / "one" / FILE).read_bytes() == (tmp_path / "two" / FILE).read_bytes()
    found = Examples.load(hashed_vectors, tmp_path / "one").like("a checklist at the crane")
    assert found[0].text == TOLD[0].text
    assert found[0].levels["implicit"] == 1
    assert found[1].levels["complex"] is None

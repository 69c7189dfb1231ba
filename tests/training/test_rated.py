"""Invented passages with levels."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from iolkit.training.rated import FOLDER, rated_passages


def test_shipped_passages_are_whole() -> None:
    """Five levels 0..5, clarity 0..6, both languages alike often, none twice, every level of every
    property."""
    passages = rated_passages()
    languages = Counter(each.language for each in passages)
    assert set(languages) == {"de", "en"}
    assert abs(languages["de"] - languages["en"]) < 0.1 * len(passages)
    assert len({each.text for each in passages}) == len(passages)
    for each in passages:
        assert len(each.levels) == 5
        assert all(0 <= level <= 5 for level in each.levels)
        assert 0 <= each.clarity <= 6
        assert each.text.strip() == each.text != ""
    for place in range(5):
        assert {each.levels[place] for each in passages} == {0, 1, 2, 3, 4, 5}


def test_line_breaks_and_silence_are_read(tmp_path: Path) -> None:
    """A dash is no level, a backslash and n a line break; remarks are passed over."""
    line = "de\t1-3-5\t2\t- erst\\n- dann\n"
    (tmp_path / "some.tsv").write_text("# remark\n" + line, encoding="utf-8")
    (only,) = rated_passages(tmp_path)
    assert only.levels == (1, 0, 3, 0, 5)
    assert only.text == "- erst\n- dann"


def test_a_line_that_is_off_is_named(tmp_path: Path) -> None:
    """Too few columns are an error, not a passage without levels."""
    (tmp_path / "some.tsv").write_text("de\t11111\tno clarity\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not enough values"):
        rated_passages(tmp_path)


def test_the_folder_ships() -> None:
    """The passages lie beside the scripts."""
    assert any(FOLDER.glob("*.tsv"))

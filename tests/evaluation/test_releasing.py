"""What leaves of gold notes: with perfect flags no secret, without flags every one."""

from __future__ import annotations

from pathlib import Path

import pytest

from iolkit.errors import NotFound
from iolkit.evaluation import read_folder, release_json, score_release
from tests.evaluation.gold_notes import write_marked
from tests.evaluation.test_scoring import Oracle


def test_perfect_flags_let_nothing_through_and_keep_the_rest(tmp_path: Path) -> None:
    """No marked character stands in what leaves, and what was learned survives."""
    folder = write_marked(tmp_path)
    report = score_release(folder, Oracle(read_folder(folder)))
    assert report.missed.value == 0
    for measured in report.released.values():
        assert measured.spans.value == 0
        assert measured.characters.value == 0
        assert measured.blocked == 0
    assert report.released["partners"].survives.value > 0.6
    assert report.released["partners"].survives.value >= report.released["public"].survives.value


def test_without_flags_everything_leaves(tmp_path: Path) -> None:
    """The measure sees what is let through, and that nothing else was changed."""
    folder = write_marked(tmp_path)
    report = score_release(folder, Oracle(read_folder(folder), blind=True))
    assert report.missed.value == 1
    for measured in report.released.values():
        assert (measured.spans.value, measured.characters.value) == (1, 1)
        assert measured.survives.value == 1


def test_the_report_is_plain_json(tmp_path: Path) -> None:
    """Figures by audience, rounded."""
    folder = write_marked(tmp_path)
    said = release_json(score_release(folder, Oracle(read_folder(folder))))
    assert said["notes"] == 1
    assert said["released"]["public"]["spans"] == {"value": 0.0, "low": 0.0, "high": 0.0, "of": 5}


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    """Nothing to measure is no figure of nought."""
    with pytest.raises(NotFound, match="gold_empty"):
        score_release(tmp_path, Oracle(()))

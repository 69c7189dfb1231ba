"""The stretches that slots are learned from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from iolkit.rubric import SLOTS
from iolkit.training.told import told_stretches


def test_both_languages_tell_the_same() -> None:
    """Line by line the made-up stretches have the same slots, twenty or more for each slot."""
    made_up = [each for each in told_stretches() if not each.in_passage]
    german = [each.slots for each in made_up if each.language == "de"]
    assert german == [each.slots for each in made_up if each.language == "en"]
    counts = Counter(slot for slots in german for slot in slots)
    assert set(counts) == set(SLOTS)
    assert min(counts.values()) >= 20


def test_no_stretch_is_one_of_those_judged_by() -> None:
    """What slots are measured on was not learned from."""
    folder = Path(__file__).parent.parent / "embedded"
    judged = "\n".join(
        (folder / name).read_text(encoding="utf-8") for name in ("slots.tsv", "slots_kept_back.tsv")
    )
    assert not [each.text for each in told_stretches() if each.text in judged]


def test_passages_mostly_tell_an_action() -> None:
    """Each stretch of a passage is there, also those that tell nothing."""
    passages = [each for each in told_stretches() if each.in_passage]
    assert sum("action" in each.slots for each in passages) > len(passages) / 2
    assert any(not each.slots for each in passages)
    assert len({each.group for each in passages}) == 95


def test_an_unknown_slot_is_refused(tmp_path: Path) -> None:
    """A misspelt slot is no slot."""
    for name in ("de.tsv", "en.tsv", "passages.tsv"):
        (tmp_path / name).write_text("gaol\tum zu lernen\n", encoding="utf-8")
    with pytest.raises(ValueError, match="gaol"):
        told_stretches(tmp_path)

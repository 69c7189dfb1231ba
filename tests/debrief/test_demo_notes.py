"""What a debrief is worth on the demo notes: few questions, complete items, verbatim quotes."""

from __future__ import annotations

import statistics

import pytest

from iolkit import readers, resources
from tests.bench.debrief import measure

pytestmark = pytest.mark.weights


def test_seven_questions_make_the_demo_notes_complete() -> None:
    """Scripted answers, no model: at most seven questions, and five of six things told after them.

    `measure` also holds every quoted slot to be words of its item.
    """
    files = sorted((resources.shipped("corpus") / "notes").iterdir())[::3]
    found = measure([readers.read_file(file) for file in files])
    assert len(found) >= 4
    assert max(each.asked for each in found) <= 7
    assert statistics.median(each.after for each in found) >= 5
    assert all(each.after > each.before for each in found)

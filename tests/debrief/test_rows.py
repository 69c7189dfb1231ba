"""Rows to train on: what people decided, with nothing in them that names anybody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iolkit.debrief import training_rows
from iolkit.outcomes import Reviewed, TrainingRow
from iolkit.policy import Policy
from iolkit.records import Provenance
from tests.debrief.samples import answer, answered, note

OPEN = note(("why", "goal"), (), ())


def rows(reviewed: Reviewed) -> list[TrainingRow | None]:
    """The rows of one note."""
    return list(training_rows([(OPEN.analysis, reviewed)], Policy.shipped(), "7"))


def test_an_item_that_nobody_decided_on_gives_no_row() -> None:
    """Neither does one whose next step alone was told, or whose question was skipped."""
    step = answer(OPEN, "step", "Ich.", matter="step")
    skip = answer(OPEN, "why", "", skipped=True)
    assert rows(OPEN) == rows(answered(OPEN, step)) == rows(answered(OPEN, skip)) == []


def test_an_answer_is_told_with_its_slot_and_the_rubric() -> None:
    """What was open before, what was said, and which rubric asked."""
    (row,) = rows(answered(OPEN, answer(OPEN, "why", "Weil alle wollen.")))
    assert row is not None
    assert row.answers == {"why": "Weil alle wollen."}
    assert row.open_slots == ("goal", "why")
    assert (row.kind, row.rubric, row.language) == ("practice", "7", "de")


def test_a_level_of_a_person_stands_beside_the_engines() -> None:
    """Before and after, by dimension."""
    first, *rest = OPEN.analysis.assessments
    human = tuple(
        replace(each, level=5, made_by=Provenance("human")) if each.dimension == "complex" else each
        for each in first.ratings
    )
    changed = (replace(first, ratings=human), *rest)
    (row,) = rows(replace(OPEN, analysis=replace(OPEN.analysis, assessments=changed)))
    assert row is not None
    assert (row.before["complex"], row.after["complex"]) == (3, 5)
    assert row.before["implicit"] == row.after["implicit"]


@pytest.mark.parametrize(
    "day",
    ["3. Mai 2026", "03.05.2026", "2026-05-03", "March 2025", "5/3/2026", "im Mai", "3.5.", "2024"],
)
def test_days_are_taken_out(day: str) -> None:
    """In the ways people write them."""
    (row,) = rows(answered(OPEN, answer(OPEN, "why", f"Seit {day} wollen alle.")))
    assert row is not None
    assert not any(
        part in row.answers["why"] for part in ("2024", "2025", "2026", "Mai", "March", "3.5")
    )


def test_an_item_with_a_name_nobody_flagged_is_left_out() -> None:
    """The host of the session, told in an answer without a flag: the row goes, and is counted."""
    said = "Weil Kolbmann es so macht und Tunde es will."
    bare = replace(answer(OPEN, "why", said), flags=())
    silent = replace(answered(OPEN, bare), states={f.id: "dismissed" for f in OPEN.flags})
    assert rows(silent) == [None]


def test_numbers_of_a_flag_do_not_stand_in_a_row() -> None:
    """Words for an index in place of whatever was flagged."""
    (row,) = rows(answered(OPEN, answer(OPEN, "why")))
    text = OPEN.analysis.note.text
    assert row is not None
    values = [flag.span.of(text) for flag in OPEN.flags]
    assert not [value for value in values if value in f"{row.text} {row.answers}"]

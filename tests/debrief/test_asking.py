"""Which questions a debrief asks, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.debrief import MOST, Gap, gaps
from iolkit.outcomes import Reviewed
from iolkit.policy import Policy
from iolkit.records import Provenance
from iolkit.rubric import SLOTS
from tests.debrief.samples import answer, answered, note

OPEN = st.lists(st.sets(st.sampled_from(SLOTS)), min_size=3, max_size=3)


def keys(reviewed: Reviewed, **more: object) -> list[str]:
    """Matter and what of every question."""
    return [f"{gap.matter}:{gap.what}" for gap in gaps(reviewed, **more)]  # type: ignore[arg-type]


def without_levels(reviewed: Reviewed) -> Reviewed:
    """The same, every level given by a person."""
    human = Provenance("human")
    rated = tuple(
        replace(a, ratings=tuple(replace(r, level=2, made_by=human) for r in a.ratings))
        for a in reviewed.analysis.assessments
    )
    return replace(reviewed, analysis=replace(reviewed.analysis, assessments=rated))


@given(OPEN, st.booleans())
def test_never_more_than_seven_and_only_what_is_missing(
    missing: list[set[str]], consent: bool
) -> None:
    """Whatever is open, each question is about something that is."""
    reviewed = note(*[tuple(slot for slot in SLOTS if slot in each) for each in missing])
    decided = Policy.shipped().decisions(reviewed.flags, "partners", reviewed.analysis.note.session)
    asked = gaps(reviewed, decided if consent else ())
    assert len(asked) <= MOST
    assert len({gap.key for gap in asked}) == len(asked)
    open_slots = {a.item_id: a.missing for a in reviewed.analysis.assessments}
    for gap in asked:
        if gap.matter == "slot":
            assert all(
                slot in open_slots[item] for item in gap.items for slot in gap.what.split("+")
            )


def test_nothing_is_asked_of_a_complete_item_but_the_next_step() -> None:
    """All told, all rated: one question is left."""
    assert keys(without_levels(note((), (), ()))) == ["step:step"]


def test_slots_come_before_levels_and_the_next_step_last() -> None:
    """What is told is worth more than how it is rated; the step ends the debrief."""
    asked = keys(note(("why",), (), ()))
    assert asked[0] == "slot:why"
    assert asked[-1] == "step:step"
    assert any(each.startswith("level:") for each in asked[1:-1])


def test_the_item_that_leaves_most_open_is_asked_about_first() -> None:
    """Below four slots nobody can judge it."""
    asked = gaps(note(("why",), ("goal", "result", "why", "evidence"), ()))
    assert asked[0].items == (note().analysis.items[1].id,)


def test_what_belongs_together_is_asked_as_one() -> None:
    """Where both are open; where one is, it is asked alone."""
    assert "slot:goal+why" in keys(note(("goal", "why"), (), ()))
    assert "slot:goal" in keys(note(("goal",), (), ()))
    assert "slot:result+evidence" in keys(note(("result", "evidence"), (), ()))
    assert "slot:evidence" in keys(note(("evidence",), (), ()))


def test_the_circumstances_are_asked_once_for_all() -> None:
    """The items of a note come from one occasion."""
    (shared,) = [gap for gap in gaps(note(("context",), ("context",), ())) if gap.what == "context"]
    assert shared.items == tuple(item.id for item in note().analysis.items[:2])


def test_what_was_answered_or_skipped_is_not_asked_again() -> None:
    """Nor does it make room for an eighth question."""
    reviewed = note(("why", "goal"), (), ())
    said = [answer(reviewed, "why"), answer(reviewed, "goal", "", skipped=True)]
    after = keys(answered(reviewed, *said))
    assert "slot:why" not in after
    assert "slot:goal" not in after
    assert len(after) <= MOST - 2


def test_after_seven_turns_nothing_is_asked() -> None:
    """One sitting has an end."""
    reviewed = note(SLOTS, SLOTS, SLOTS)
    said = [answer(reviewed, "why", "x", item=n % 3, turn=n + 1) for n in range(MOST)]
    assert gaps(answered(reviewed, *said)) == ()


def test_consent_is_asked_for_once() -> None:
    """For all places that need a yes; not where somebody has given or refused one."""
    reviewed = note((), (), ())
    session = reviewed.analysis.note.session
    decided = Policy.shipped().decisions(reviewed.flags, "partners", session)
    asking = [made for made in decided if made.handling == "ask"]
    assert asking
    (sharing,) = [gap for gap in gaps(reviewed, decided) if gap.matter == "sharing"]
    spans = [item.span for item in reviewed.items]
    inside = [m.flag for m in asking if any(span.overlaps(m.flag.span) for span in spans)]
    assert sharing.flags == tuple(inside)
    told = {made.flag.id: (("partners", True),) for made in asking}
    assert "sharing:sharing" not in keys(replace(reviewed, answers=told), decisions=decided)


@pytest.mark.parametrize("place", [0, 1])
def test_one_item_alone_can_be_asked_about(place: int) -> None:
    """Then every question is about it."""
    reviewed = note(SLOTS, SLOTS, SLOTS)
    chosen = reviewed.analysis.items[place].id
    asked = gaps(reviewed, item_ids={chosen})
    assert asked
    assert {item for gap in asked for item in gap.items} == {chosen}


def test_dismissed_items_are_not_asked_about() -> None:
    """Nor is a note of which nothing stands."""
    reviewed = note(SLOTS, SLOTS, SLOTS)
    gone = {item.id: "dismissed" for item in reviewed.analysis.items}
    assert gaps(replace(reviewed, states=gone)) == ()  # type: ignore[arg-type]


def test_an_unsure_level_is_worth_less_than_an_unknown_one() -> None:
    """Of two levels of equal weight the one nobody knows is asked for first."""
    reviewed = note((), (), ())
    levels = [gap for gap in gaps(reviewed) if gap.matter == "level"]
    assert levels == sorted(levels, key=lambda gap: -gap.value)
    assert all(isinstance(gap, Gap) for gap in levels)

"""Questions in words, in both languages."""

from __future__ import annotations

import pytest

from iolkit.debrief.asking import gaps
from iolkit.debrief.wording import worded
from iolkit.phrases import TONGUES, Tongue, say_reason
from iolkit.policy import Policy
from iolkit.rubric import SLOTS, Rubric
from tests.debrief.samples import note


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_question_says_what_why_and_how(tongue: Tongue) -> None:
    """A question mark, a reason, an example, and choices where there is something to choose."""
    seen = set()
    for missing in ((SLOTS, SLOTS, SLOTS), ((), (), ()), (("evidence",), ("result",), ())):
        reviewed = note(*missing)
        session = reviewed.analysis.note.session
        decided = Policy.shipped().decisions(reviewed.flags, "partners", session)
        for gap in gaps(reviewed, decided):
            said = worded(gap, reviewed, tongue, Rubric.shipped())
            assert said.text.endswith("?")
            assert say_reason(said.why, tongue)
            assert len(said.example) > 10
            assert bool(said.choices) == (gap.matter in ("level", "sharing"))
            seen.add(gap.matter)
    assert seen == {"slot", "level", "sharing", "step"}


def test_a_level_is_chosen_by_its_descriptors() -> None:
    """The rubric's five, from 1 to 5."""
    reviewed = note((), (), ())
    level = next(gap for gap in gaps(reviewed) if gap.matter == "level")
    said = worded(level, reviewed, "de", Rubric.shipped())
    rules = Rubric.shipped().dimensions[level.what].descriptors.de  # type: ignore[index]
    assert [(each.value, each.words) for each in said.choices] == [
        (str(number), words) for number, words in enumerate(rules, 1)
    ]


def test_no_question_holds_a_secret() -> None:
    """Kinds and numbers are told, no flagged word."""
    reviewed = note(SLOTS, SLOTS, SLOTS)
    text = reviewed.analysis.note.text
    decided = Policy.shipped().decisions(reviewed.flags, "partners", reviewed.analysis.note.session)
    for tongue in TONGUES:
        for gap in gaps(reviewed, decided):
            said = worded(gap, reviewed, tongue, Rubric.shipped())
            words = f"{said.text} {said.example} {say_reason(said.why, tongue)}"
            assert not [f for f in reviewed.flags if f.span.of(text) in words]

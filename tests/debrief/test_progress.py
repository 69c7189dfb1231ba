"""How far a debrief is, and what is shown of it."""

from __future__ import annotations

from dataclasses import replace

from iolkit.debrief import completeness, debrief
from tests.debrief.samples import SAID, answer, answered, note

OPEN = note(("why", "goal"), (), ())


def test_slots_are_told_by_the_note_by_a_person_or_open() -> None:
    """With their words; a person's before the note's."""
    reviewed = answered(OPEN, answer(OPEN, "why"))
    first = completeness(reviewed, reviewed.analysis.items)[OPEN.analysis.items[0].id]
    told = {each.slot: (each.told_by, bool(each.words)) for each in first.slots}
    assert told["why"] == ("person", True)
    assert told["goal"] == ("", False)
    assert told["action"] == ("note", True)
    assert first.filled == 5


def test_words_are_masked_with_the_names_of_both() -> None:
    """A name that is flagged in the note alone is hidden in the answer too, and the other way."""
    said = "Varghese und Tunde Adeyemi haben es gezählt."
    reviewed = answered(OPEN, answer(OPEN, "why", said))
    shown = completeness(reviewed, reviewed.analysis.items)[OPEN.analysis.items[0].id]
    why = next(each.words for each in shown.slots if each.slot == "why")
    assert "Varghese" not in why
    assert "Adeyemi" not in why
    assert "haben es gezählt" in why


def test_quotes_of_the_note_are_verbatim_where_nothing_is_flagged() -> None:
    """What is shown stands so in the note."""
    reviewed = replace(OPEN, analysis=replace(OPEN.analysis, flags=()))
    shown = completeness(reviewed, reviewed.analysis.items)
    quotes = [s.words for each in shown.values() for s in each.slots if s.told_by == "note"]
    assert len(quotes) > 10
    assert all(str(words) in reviewed.analysis.note.text for words in quotes)


def test_turns_are_counted_once() -> None:
    """An answer for two items is one answer; a skip is none."""
    said = [
        answer(OPEN, "context", turn=1),
        answer(OPEN, "context", item=1, turn=1),
        answer(OPEN, "goal", "", skipped=True, turn=2),
    ]
    state = debrief(answered(OPEN, *said), (), "de")
    assert (state.answered, state.skipped, state.asked) == (1, 1, 2)


def test_the_next_step_is_shown_once_and_masked() -> None:
    """It stands with every item and is one step."""
    said = [answer(OPEN, "step", SAID, item=n, matter="step", turn=1) for n in range(2)]
    state = debrief(answered(OPEN, *said), (), "en")
    assert len(state.next_steps) == 1
    assert "Adeyemi" not in state.next_steps[0]


def test_done_when_nothing_is_left_to_ask() -> None:
    """No question, and the items still shown."""
    gone = {item.id: "dismissed" for item in OPEN.analysis.items[1:]}
    every = [answer(OPEN, w, turn=n) for n, w in enumerate(("a", "b", "c", "d", "e", "f", "g"), 1)]
    state = debrief(answered(replace(OPEN, states=gone), *every), (), "de")  # type: ignore[arg-type]
    assert state.question is None
    assert len(state.items) == 1

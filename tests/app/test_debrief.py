"""The debrief: one question at a time, skipped or taken back, and the picture at its end."""

from __future__ import annotations

import pytest

from iolkit.records import Review
from tests.app.conftest import Open, raw_keys_on, words_on
from tests.app.fake_debriefing import QUOTE
from tests.app.fake_kit import FakeKit
from tests.app.fake_notes import NOTES

SERVICE, AI, HARMLESS = (analysis.note.id for analysis in NOTES)


def primary(at: object) -> list[str]:
    """The keys of the primary buttons."""
    return [one.key for one in at.button if one.proto.type == "primary"]


def texts(at: object) -> list[str]:
    """Keys of the fields for an answer."""
    return [one.key for one in at.text_area]


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_one_question_at_a_time(page: Open, tongue: str) -> None:
    """Its item, why it is asked, an example, a field, and how far it is."""
    at = page("debrief", tongue, note=AI)
    assert not at.exception
    assert len(at.text_area) == 1
    assert primary(at) == ["debrief_save"]
    (bar,) = at.get("progress")
    assert "1" in bar.text
    assert raw_keys_on(at) == []


def test_an_answer_is_kept_and_the_next_question_comes(page: Open, kit: FakeKit) -> None:
    """The field is empty again; the words stand with the item."""
    at = page("debrief", "de", note=AI)
    first = at.text_area[0].key
    at.text_area[0].set_value("Drei Leute zählten es, weil es sonst keiner glaubt.")
    at.button(key="debrief_save").click().run()
    assert not at.exception
    assert [each.text for each in kit.answered[AI]] == [
        "Drei Leute zählten es, weil es sonst keiner glaubt."
    ]
    assert texts(at) != [first]
    assert at.text_area[0].value == ""


def test_an_empty_answer_is_told_in_words(page: Open, kit: FakeKit) -> None:
    """Nothing is kept, and the question stays."""
    at = page("debrief", "de", note=AI)
    before = texts(at)
    at.button(key="debrief_save").click().run()
    assert "überspringen Sie die Frage" in at.error[0].value
    assert texts(at) == before
    assert kit.answered == {}


def test_skipping_and_going_back(page: Open, kit: FakeKit) -> None:
    """A skipped question is gone until one goes back."""
    at = page("debrief", "en", note=AI)
    assert at.button(key="debrief_back").disabled
    question = texts(at)
    at.button(key="debrief_skip").click().run()
    assert texts(at) != question
    at.button(key="debrief_back").click().run()
    assert texts(at) == question
    assert kit.answered[AI] == ()


def test_a_level_is_chosen_by_its_words(page: Open, kit: FakeKit) -> None:
    """Five descriptors, none chosen beforehand; the reason is the person's."""
    at = page("debrief", "de", note=SERVICE)
    for _ in range(7):
        if at.radio and len(at.radio[0].options) == 5:
            break
        at.button(key="debrief_skip").click().run()
    assert at.radio[0].value is None
    at.radio[0].set_value("4")
    at.text_area[0].set_value("so war es")
    at.button(key="debrief_save").click().run()
    review = kit.reviews[-1]
    assert (review.field, review.value, review.reason) == ("level", "4", "so war es")
    at.button(key="debrief_back").click().run()
    assert kit.reviews == []


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_at_the_end_the_picture(page: Open, kit: FakeKit, tongue: str) -> None:
    """Six lines an item, told by the note, added or open, and the way to the handover."""
    at = page("debrief", tongue, note=AI)
    while at.text_area:
        at.text_area[0].set_value("Weil Frau Kovač 12 von 15 gezählt hat.")
        if at.radio:
            at.radio[0].set_value(at.radio[0].options[0] if len(at.radio[0].options) < 5 else "2")
            kit.debrief_skip(AI, kit.debrief(AI).questions[0].key)
            at.run()
            continue
        at.button(key="debrief_save").click().run()
        assert not at.exception
    assert at.success
    assert primary(at) == ["debrief_to_handover"]
    assert "●" in "".join(one.value for one in at.markdown)
    assert raw_keys_on(at) == []


def test_finishing_early_and_going_on(page: Open) -> None:
    """Whoever has no more time sees the picture, and can be asked again."""
    at = page("debrief", "de", note=AI)
    at.button(key="debrief_finish").click().run()
    assert at.success
    at.button(key="debrief_go_on").click().run()
    assert at.text_area


def test_words_of_a_note_are_shown_and_not_obeyed(page: Open, kit: FakeKit) -> None:
    """Markdown in an answer stays what it is: signs."""
    at = page("debrief", "de", note=AI)
    at.text_area[0].set_value("![x](http://evil.example/p.png) **fett** weil")
    at.button(key="debrief_save").click().run()
    at.button(key="debrief_finish").click().run()
    shown = "".join(one.value for one in at.markdown)
    assert "![x]" not in shown
    assert "\\*\\*fett" in shown


def test_without_a_gap_it_says_so(page: Open, kit: FakeKit) -> None:
    """An address without a note, and nothing that leaves much open."""
    at = page("debrief", "de")
    assert at.info
    kit.gap = AI
    assert page("debrief", "de").text_area


def test_one_item_alone(page: Open, kit: FakeKit) -> None:
    """From a card: only its questions."""
    item = NOTES[1].items[1]
    at = page("debrief", "de", note=AI, item=item.id)
    at.button(key="debrief_finish").click().run()
    assert sum("von 6 Angaben" in one.value for one in at.markdown) == 1


def test_a_card_tells_what_is_missing_and_who_says_the_same(page: Open, kit: FakeKit) -> None:
    """Both open on demand; counts, years and what speaks against it."""
    kit.told_by, kit.against = ("other",), (QUOTE,)
    at = page("review", "de", note=AI, side="items")
    item = NOTES[1].items[1].id
    assert ("corroboration", item) not in kit.calls
    at.session_state[f"clarity_{item}"] = True
    at.session_state[f"grounds_{item}"] = True
    at.run()
    said = words_on(at)
    assert "noch nicht gesagt" in said
    assert "2 unabhängigen Organisationen" in said
    assert "2024 bis 2026" in said
    assert "wieder eingestellt" in said


def test_the_overview_leads_to_it_when_all_is_reviewed(page: Open, kit: FakeKit) -> None:
    """Nothing undecided, much left open: seven short questions come next."""
    kit.gap = AI
    kit.next_open = lambda after="": None  # type: ignore[method-assign]
    at = page("overview", "de")
    assert "höchstens sieben kurze Fragen" in words_on(at)


def test_a_note_of_which_nothing_stands_is_not_asked_about(page: Open, kit: FakeKit) -> None:
    """Everything dismissed: nothing to complete."""
    for item in NOTES[1].items:
        kit.reviews.append(Review("item", item.id, "state", "dismissed", "erika", "2026-02-06"))
    at = page("debrief", "de", note=AI)
    assert at.info
    assert not at.text_area

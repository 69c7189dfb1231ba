"""Every mention of a missed secret is found, and nothing else; what is typed is not lost."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from iolkit.errors import ArchiveBusy
from iolkit.records import Review, Span
from tests.app.conftest import Open
from tests.app.fake_kit import FakeKit
from tests.app.fake_notes import NOTES

TEXT = "Gerda Wolle kam. GERDA\nWolle sprach, Gerda Wolleke nicht. C++ und U.S. auch."
SERVICE = NOTES[0]
SHORT = SERVICE.note.id[:12]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Gerda Wolle", ["Gerda Wolle", "GERDA\nWolle"]),
        ("  gerda   wolle ", ["Gerda Wolle", "GERDA\nWolle"]),
        ("Gerda\u2060 Wolle", ["Gerda Wolle", "GERDA\nWolle"]),
        ("C++", ["C++"]),
        ("u.s.", ["U.S."]),
        ("erda", []),
        ("", []),
        (" \u200b", []),
    ],
)
def test_mentions(words: str, found: list[str]) -> None:
    """Any case, any white space, invisible signs ignored, whole words only."""
    from missed_secret import mentions

    assert [span.of(TEXT) for span in mentions(TEXT, words)] == found


def missing(page: Open, tongue: str = "de") -> AppTest:
    """The side where something is added."""
    at = page("review", tongue)
    return at.segmented_control(key="review_side").set_value("missed").run()


def marked(kit: FakeKit) -> list[str]:
    """The words of every place that was marked."""
    values = [r.value for r in kit.asked("review") if isinstance(r, Review) and r.field == "flag"]
    return [SERVICE.note.text[int(v.split(":")[0]) : int(v.split(":")[1])] for v in values]


def test_marking_tells_the_kit_of_every_place(page: Open, kit: FakeKit) -> None:
    """Words become one decision with category and owner; then the field is empty."""
    at = missing(page)
    at.text_input(key="missed_words").set_value("ich").run()
    at.selectbox(key="missed_category").set_value("person")
    at.segmented_control(key="missed_owner").set_value("partner")
    at.button(key="missed_send").click().run()
    assert not at.exception
    assert len(marked(kit)) > 1
    assert {word.lower() for word in marked(kit)} == {"ich"}
    reviews = kit.asked("review")
    assert {r.value.split(":", 2)[2] for r in reviews} == {"person:partner"}
    assert {(r.subject, r.subject_id) for r in reviews} == {("note", SERVICE.note.id)}
    assert len(kit.steps(SERVICE.note.id)) == 1
    assert at.text_input(key="missed_words").value == ""
    assert at.success


def test_one_place_alone_can_be_marked(page: Open, kit: FakeKit) -> None:
    """Where words mean something else elsewhere, the first place is enough."""
    at = missing(page)
    at.text_input(key="missed_words").set_value("ich").run()
    at.segmented_control(key="missed_where").set_value("first").run()
    at.button(key="missed_send").click().run()
    assert len(marked(kit)) == 1


def test_marking_what_is_marked_or_absent_does_nothing(page: Open, kit: FakeKit) -> None:
    """Words that are marked already, or that are not there, change nothing and say so."""
    at = missing(page, "en")
    assert at.button(key="missed_send").disabled
    at.text_input(key="missed_words").set_value("Ilse Varghese").run()
    assert at.info
    assert at.button(key="missed_send").disabled
    at.text_input(key="missed_words").set_value("nirgends").run()
    assert at.warning
    assert at.button(key="missed_send").disabled
    assert kit.asked("review") == []


def test_what_was_typed_stays_until_it_is_marked(page: Open, kit: FakeKit) -> None:
    """Another side, another view or a busy archive lose nothing."""
    at = missing(page)
    at.text_input(key="missed_words").set_value("neben ihm").run()
    at.segmented_control(key="review_side").set_value("items").run()
    at.segmented_control(key="review_side").set_value("missed").run()
    assert at.text_input(key="missed_words").value == "neben ihm"
    kit.refusing = ArchiveBusy("archive_busy")
    at.button(key="missed_send").click().run()
    assert at.error
    assert at.text_input(key="missed_words").value == "neben ihm"


def test_a_sentence_or_words_in_it_are_chosen(page: Open, kit: FakeKit) -> None:
    """No words chosen = the whole sentence; chosen ones reach from the first to the last."""
    text = SERVICE.note.text
    sentence = next(s for s in kit.sentences(SERVICE.note.id) if "14 Seiten" in s.of(text))
    at = missing(page)
    at.segmented_control(key="missed_way").set_value("sentence").run()
    at.selectbox(key=f"missed_in_{SHORT}").set_value(sentence.start).run()
    at.button(key="missed_send").click().run()
    assert marked(kit)[-1].startswith("Man hat versucht")
    at.button(key="review_undo").click().run()
    words = sentence.of(text).split()
    picked = [words.index("14"), words.index("Seiten,")]
    at.pills(key=f"missed_pick_{SHORT}_{sentence.start}").set_value(picked).run()
    at.button(key="missed_send").click().run()
    assert marked(kit)[-1] == "14 Seiten"


def test_a_missed_learning_item_is_added(page: Open, kit: FakeKit) -> None:
    """From its first to its last sentence, among those that no item has."""
    at = missing(page)
    at.segmented_control(key="missed_what").set_value("item").run()
    (first,) = [one for one in at.selectbox if str(one.key).startswith("new_first_")]
    starts = [s.start for s in kit.sentences(SERVICE.note.id)]
    text = SERVICE.note.text
    free = next(s for s in starts if text[s:].startswith("- kostet"))
    first.set_value(free).run()
    at.selectbox(key="new_kind").set_value("mistake").run()
    at.button(key="missed_item_send").click().run()
    assert not at.exception
    assert at.success
    added = next(i for i in kit.note(SERVICE.note.id).items if i.kind == "mistake")
    assert added.span.of(text).startswith("kostet")
    taken = [item.span for item in SERVICE.items]
    assert not any(added.span.overlaps(span) for span in taken)


def test_span_type() -> None:
    """Mentions are spans of the note's text."""
    from missed_secret import mentions

    assert mentions("ab ab", "ab") == (Span(0, 2), Span(3, 5))

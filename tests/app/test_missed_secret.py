"""Every mention of a missed secret is found, and nothing else."""

from __future__ import annotations

import pytest

from iolkit.records import Span
from tests.app.conftest import Open
from tests.app.fake_kit import FakeKit

TEXT = "Gerda Wolle kam. GERDA\nWolle sprach, Gerda Wolleke nicht. C++ und U.S. auch."


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


def test_marking_tells_the_kit_of_every_place(page: Open, kit: FakeKit) -> None:
    """A pasted word becomes one review a mention, with category and owner."""
    at = page("review", "de")
    at.segmented_control(key="review_side").set_value("missed").run()
    at.text_input(key="missed_words").set_value("neben ihm")
    at.selectbox(key="missed_category").set_value("person")
    at.segmented_control(key="missed_owner").set_value("partner")
    at.button(key="missed_send").click().run()
    assert not at.exception
    (review,) = kit.asked("review")
    start = next(iter(kit.analyses.values())).note.text.index("neben ihm")
    assert (review.subject, review.field) == ("note", "flag")
    assert review.value == f"{start}:{start + 9}:person:partner"
    assert review.subject_id == next(iter(kit.analyses))


def test_marking_what_is_marked_or_absent_does_nothing(page: Open, kit: FakeKit) -> None:
    """Words that are marked already, or that are not there, change nothing and say so."""
    at = page("review", "en")
    at.segmented_control(key="review_side").set_value("missed").run()
    at.text_input(key="missed_words").set_value("Ilse Varghese")
    at.button(key="missed_send").click().run()
    assert at.info
    at.text_input(key="missed_words").set_value("nirgends")
    at.button(key="missed_send").click().run()
    assert at.warning
    assert kit.asked("review") == []


def test_span_type() -> None:
    """Mentions are spans of the note's text."""
    from missed_secret import mentions

    assert mentions("ab ab", "ab") == (Span(0, 2), Span(3, 5))

"""Stand-ins are shown in the reader's language, whatever the kit hides."""

from __future__ import annotations

from iolkit.redaction.masking import LABELS
from tests.app.conftest import APP  # noqa: F401 - makes the pages importable


def test_every_label_of_the_kit_has_words() -> None:
    """The page knows each stand-in that masking can write, and for what it stands."""
    from stand_ins import HIDDEN

    assert {label: category for category, label in LABELS.items()} == dict(HIDDEN)


def test_words_in_plain_and_in_escaped_text() -> None:
    """Both forms are worded; what only looks alike stays."""
    from safe_text import safe
    from stand_ins import worded

    text = "Frau [PERSON_1] von [ORG_12], [person_1] und PERSON_1"
    said = "Frau [Person 1] von [Organisation 12], [person_1] und PERSON_1"
    assert worded(text, "de") == said
    assert worded(safe(text), "de") == safe(said)
    assert worded("[PERSON_1]", "en") == "[person 1]"

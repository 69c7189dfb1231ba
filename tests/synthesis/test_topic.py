"""What a question is about."""

from __future__ import annotations

import pytest

from iolkit.synthesis.topic import topic_of


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("Was haben wir über Tandems gelernt?", "Tandems"),
        (
            "Was haben wir bisher zur Übergabe im Schichtdienst gelernt?",
            "Übergabe im Schichtdienst",
        ),
        ("Was haben wir beim Einarbeiten gelernt", "Einarbeiten"),
        ("What have we learned about handing over?", "handing over"),
        ("what did we learn from the port so far", "the port"),
        ("Lessons learned on mentoring", "mentoring"),
        ("Erkenntnisse zu Qualitätszirkeln", "Qualitätszirkeln"),
        ("Tandems", "Tandems"),
        ("Bringt ein Tandem etwas?", "Bringt ein Tandem etwas"),
        ("  ?  ", "?"),
        ("", ""),
    ],
)
def test_topic(asked: str, topic: str) -> None:
    """The frame goes, the matter stays; words without a frame stay as they are."""
    assert topic_of(asked) == topic

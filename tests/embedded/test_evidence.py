"""What cues are worth in their sentence: negation, wishes, the past, false friends."""

from __future__ import annotations

import pytest

from iolkit.embedded.cues import lay_out
from iolkit.embedded.evidence import Lexicon, find_evidence, net
from iolkit.records import Dimension
from iolkit.rubric import Rubric

LEXICON = Lexicon.of(Rubric.shipped())


def pushes(text: str, dimension: Dimension) -> list[tuple[str, float]]:
    """What the evidence for a dimension quotes and how it pushes."""
    found = find_evidence(lay_out(text), LEXICON)[dimension]
    return [(e.span.of(text), e.push) for e in found]


@pytest.mark.parametrize(
    ("text", "dimension", "expected"),
    [
        ("Es gibt eine Checkliste.", "implicit", -2.0),
        ("Es gibt keine Checkliste.", "implicit", 1.0),
        ("Eine Checkliste fehlt.", "implicit", 1.0),
        ("Das geht nicht ohne Checkliste.", "implicit", -1.0),
        ("Nicht nur eine Checkliste, sondern mehr.", "implicit", -2.0),
        ("There is no checklist.", "implicit", 1.0),
        ("Gibt es eine Checkliste?", "implicit", 0.0),
        ("Wir sollten das mit einer Checkliste machen.", "implicit", 0.0),
        ("Früher war es Bauchgefühl, heute eine Checkliste.", "implicit", -2.0),
        ("Es ist weniger komplex als gedacht.", "complex", -1.0),
        ("It is less complex than it looks.", "complex", -1.0),
        ("Teilweise dokumentiert ist es.", "implicit", -0.5),
        ("Manche sagen, es sei unkompliziert.", "complex", -1.0),
        ("Bei uns gäbe es dafür keine Software.", "technological", 0.0),
        ("Wir sprachen lange über Machine Learning.", "technological", 0.0),
        ("Eine Plattform für den Austausch.", "technological", 0.0),
        ("Systemisches Coaching half.", "systemic", 0.0),
        ("Ein papierloses Büro.", "technological", 0.0),
    ],
)
def test_mood(text: str, dimension: Dimension, expected: float) -> None:
    """A cue is turned round, halved or taken away by the words around it."""
    assert net(find_evidence(lay_out(text), LEXICON)[dimension]) == expected


def test_overlapping_cues_count_once() -> None:
    """Of two cues on the same words only the stronger one counts."""
    text = "ohne Schulung anwendbar, Schritt für Schritt"
    assert pushes(text, "implicit") == [
        ("ohne Schulung anwendbar", -2.0),
        ("Schritt für Schritt", -2.0),
    ]


def test_a_cue_counts_once() -> None:
    """Saying a word three times is no more evidence than saying it once."""
    assert len(pushes("Gespür, Gespür und nochmals Gespür", "implicit")) == 1


def test_published_examples_fall_on_their_side() -> None:
    """Descriptors of level 1 and 5 push down and up in both languages, where cues speak at all."""
    for dimension, criterion in Rubric.shipped().dimensions.items():
        for lines in (criterion.descriptors.de, criterion.descriptors.en):
            for place, wrong in ((0, 1), (4, -1)):
                verdict = net(find_evidence(lay_out(lines[place]), LEXICON)[dimension])
                assert verdict * wrong <= 0.5, lines[place]

"""Learning items are found where a person would mark them, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iolkit.embedded.segment import Segmenter, caution, trimmed
from iolkit.records import Span
from iolkit.rubric import Rubric
from tests.embedded.notes import ENGLISH, GERMAN

SEGMENTER = Segmenter(Rubric.shipped(), None)


@pytest.mark.parametrize(
    ("text", "beginnings", "outside"),
    [
        (
            GERMAN,
            ["Übergabe: Die Schichten", "Der Lascher hört", "Die Liegeplatzplanung"],
            ["Begrüßung", "Mittag in der Kantine", "Zug 16:12", "Werk Nord"],
        ),
        (
            ENGLISH,
            ["They open each retro", "What went wrong", "It only works because"],
            ["biscuits", "ring the host", "thank the canteen"],
        ),
    ],
)
def test_items_of_a_note(text: str, beginnings: list[str], outside: list[str]) -> None:
    """Practices, a mistake and a condition are items; small talk, logistics and to-dos are not."""
    items = [span.of(text) for span in SEGMENTER.segment(text)]
    for beginning in beginnings:
        assert any(item.startswith(beginning) for item in items), beginning
    for words in outside:
        assert not any(words in item for item in items), words


def test_secrets_are_no_items() -> None:
    """A passage that is secret as a whole is left out, its neighbours stay."""
    spans = SEGMENTER.segment(ENGLISH)
    hidden = spans[1]
    left = SEGMENTER.segment(ENGLISH, [hidden])
    assert not any(span.overlaps(hidden) for span in left)
    assert spans[0] in left


def test_doubtful_secrets_weigh_less() -> None:
    """What is less likely than not a secret costs a passage far less than what surely is one."""
    text = "Peer learning works best when both sides bring a problem."
    whole = Span(0, len(text))
    assert SEGMENTER.segment(text) == (whole,)
    assert SEGMENTER.segment(text, [whole]) == ()
    assert SEGMENTER.segment(text, (), [Span(0, len(text) // 4)]) == (whole,)


def test_headings_are_no_items() -> None:
    """A heading names what comes; what stands below it may be an item, and is one without it."""
    told = "Never start with the tool: first write down for a week what you typed twice."
    heading = f"# {told.rstrip('.')}"
    text = f"{heading}\n\n{told}"
    assert [span.start for span in SEGMENTER.segment(text)] == [len(heading) + 2]
    assert SEGMENTER.segment(heading) == ()
    assert SEGMENTER.segment(told) == (Span(0, len(told)),)


def test_caution_grows_with_the_note() -> None:
    """A line is judged kindly, a protocol with the full bias, and nothing in between jumps."""
    grades = [caution(-1.0, count) for count in range(40)]
    assert grades == sorted(grades, reverse=True)
    assert grades[1] > 0
    assert grades[-1] == -1.0


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300) | st.text(alphabet="aB.:-\n* 1?", max_size=300))
def test_items_of_any_text(text: str) -> None:
    """Items are in order, disjoint, inside the text, and begin and end with something."""
    spans = SEGMENTER.segment(text)
    for one, other in pairwise(spans):
        assert one.end <= other.start
    for span in spans:
        said = span.of(text)
        assert span.end <= len(text)
        assert said == said.strip()
        assert said


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("- ein Punkt", "ein Punkt"),
        ("  * ein Punkt  ", "ein Punkt"),
        ("2) ein Punkt", "ein Punkt"),
        ("3   Ein Punkt", "Ein Punkt"),
        ("09:40 ein Punkt", "ein Punkt"),
        ("[2:14 pm] ein Punkt", "ein Punkt"),
        ("12.02.26, 19:09 - Juliane: ein Punkt", "ein Punkt"),
        ("[19.02.26, 17:49] Oddny: ein Punkt", "ein Punkt"),
        ("> - ein Punkt", "ein Punkt"),
        ("20 Leute haben mitgemacht", "20 Leute haben mitgemacht"),
        ("- ", "- "),
    ],
)
def test_trimmed(line: str, kept: str) -> None:
    """Bullets, numbers, clock times and the head of a chat line stay outside of an item."""
    assert trimmed(line, Span(0, len(line))).of(line) == kept

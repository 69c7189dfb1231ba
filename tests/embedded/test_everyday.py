"""Short notes as people paste them first: a bullet, a chat, a mail to oneself, an agenda.

everyday/tuning.txt was looked at while the segmenter was tuned, everyday/held_out.txt was not. In
both, a note begins at a line `=== language name`, and what should be found stands in {{ }}.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from iolkit.embedded import EmbeddedEngine
from iolkit.evaluation.measures import MATCH, covered
from iolkit.records import Analysis, Span
from iolkit.rubric import SLOTS
from tests.embedded.notes import note

FOLDER = Path(__file__).parent / "everyday"
FOUND = 0.75
"""The least share of the expected items that are found."""
TOO_MANY = 0.3
"""The most items a note, on average, that are none."""

Everyday = tuple[str, Analysis, tuple[Span, ...]]


def everyday(name: str) -> list[Everyday]:
    """For each note of a half its title, what the engine reads in it, and the expected items."""
    engine = EmbeddedEngine()
    read: list[Everyday] = []
    for block in re.split(r"(?m)^=== ", (FOLDER / name).read_text(encoding="utf-8"))[1:]:
        title, body = block.split("\n", 1)
        text, spans = _unmarked(body.strip("\n"))
        read.append((title, engine.read(note(text, title[:2])), spans))
    return read


def _unmarked(marked: str) -> tuple[str, tuple[Span, ...]]:
    text, spans = "", []
    for outside in marked.split("}}"):
        before, mark, inside = outside.partition("{{")
        text += before
        if mark:
            spans.append(Span(len(text), len(text) + len(inside)))
            text += inside
    return text, tuple(spans)


@pytest.fixture(scope="module")
def halves() -> dict[str, list[Everyday]]:
    """Both halves, read once."""
    return {name: everyday(f"{name}.txt") for name in ("tuning", "held_out")}


@pytest.mark.parametrize("half", ["tuning", "held_out"])
def test_items_of_short_notes(halves: dict[str, list[Everyday]], half: str) -> None:
    """Most of what is worth learning in a short note is found, and little else."""
    missed, wrong, expected = [], [], 0
    for title, read, spans in halves[half]:
        found = [item.span for item in read.items]
        text = read.note.text
        expected += len(spans)
        missed += [(title, s.of(text)) for s in spans if covered(s, found) < MATCH]
        wrong += [(title, s.of(text)) for s in found if covered(s, spans) < MATCH]
    assert 1 - len(missed) / expected >= FOUND, missed
    assert len(wrong) / len(halves[half]) <= TOO_MANY, wrong


def test_short_items_are_rated(halves: dict[str, list[Everyday]]) -> None:
    """A short item has a headline, its clarity fits the slots that are missing, each level has
    evidence inside the item, and silence has none."""
    told = silent = 0
    for half in halves.values():
        for _, read, _ in half:
            for item, assessment in zip(read.items, read.assessments, strict=True):
                assert len(item.headline) > 0
                assert assessment.clarity == len(SLOTS) - len(assessment.missing)
                for rating in assessment.ratings:
                    told += rating.level is not None
                    silent += rating.level is None
                    assert bool(rating.evidence) == (rating.level is not None)
                    assert all(item.span.covers(span) for span in rating.evidence)
    assert told
    assert silent

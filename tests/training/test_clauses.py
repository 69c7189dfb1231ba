"""Training of the judge, on notes made for the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from iolkit.recognizers.judge import VERDICTS, Judge
from iolkit.recognizers.page import Page
from iolkit.recognizers.spans import SpanSigns
from iolkit.records import Span
from iolkit.training import clauses

TEXT = "Bei uns: das Werk Talheim wird geschlossen. Kosten 740.000 Euro. Danach Kaffee."


def note() -> dict:
    """A note with a plan and an amount."""
    spans = []
    for part, category in (
        ("das Werk Talheim wird geschlossen", "strategy"),
        ("740.000 Euro", "money"),
    ):
        start = TEXT.index(part)
        spans.append(
            {"start": start, "end": start + len(part), "category": category, "owner": "own"}
        )
    return {"id": "a/1", "text": TEXT, "spans": spans}


def right(part: str, kind: str) -> set[str]:
    """The verdicts that are right for a part of the note."""
    start = TEXT.index(part)
    mask = clauses.right_for(Span(start, start + len(part)), kind, note())
    return {verdict for bit, verdict in enumerate(VERDICTS) if mask >> bit & 1}


@pytest.mark.parametrize(
    ("part", "kind", "verdicts"),
    [
        ("das Werk Talheim wird geschlossen", "clause", {"strategy"}),
        ("Werk Talheim", "clause", {"none", "strategy"}),
        ("Danach Kaffee", "clause", {"none"}),
        (TEXT, "clause", {"none"}),
        ("740.000 Euro", "money", {"money"}),
        ("Kosten 740.000 Euro", "money+", {"money"}),
    ],
)
def test_a_sample_is_right_when_it_covers_a_mark_and_little_else(part, kind, verdicts) -> None:
    """Whole marks, parts of them, other text, and too much text."""
    assert right(part, kind) == verdicts


def test_the_trained_judge_knows_what_it_was_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After training on the note, its plan is the surest clause of it."""
    monkeypatch.setattr(clauses, "STEPS", 20)
    clauses.save(tmp_path, clauses.trained([note()] * 3))
    page = Page(TEXT)
    found = Judge.load(tmp_path).judge(page, SpanSigns(page))
    best = max(
        (one for one in found if one.stretch.kind == "clause"), key=lambda one: one.sensitive
    )
    assert "Talheim" in TEXT[best.stretch.start : best.stretch.end]
    assert best.verdict == "strategy"

"""Scores of an engine on gold notes: a perfect engine, a silent one, and the embedded one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest

from iolkit.embedded import EmbeddedEngine
from iolkit.engine import Task
from iolkit.errors import NotFound
from iolkit.evaluation import GoldNote, Report, as_json, read_folder, score
from iolkit.outcomes import Answer, CitedSentence, Passage
from iolkit.records import (
    DIMENSIONS,
    Analysis,
    Flag,
    Item,
    Language,
    Note,
    Provenance,
    Rating,
    Ratings,
    Reason,
    Span,
    Summary,
)
from iolkit.rubric import Rubric
from tests.evaluation.gold_notes import write_folders, write_marked

MAKER, WHY = Provenance("test"), Reason("rating_silent")


class Oracle:
    """An engine that says what the gold notes say; `blind` says nothing at all."""

    def __init__(self, gold: Sequence[GoldNote], *, blind: bool = False) -> None:
        self._gold = {} if blind else {g.note.text: g for g in gold}
        self._ratings = {
            i.span.of(g.note.text): i.rating for g in self._gold.values() for i in g.items
        }

    def flag(self, note: Note) -> tuple[Flag, ...]:
        """The marked spans."""
        gold = self._gold.get(note.text)
        return tuple(
            Flag(str(n), f.span, f.category, None, f.owner, None, 1.0, "test", WHY)  # type: ignore[arg-type]  # gold marks are plain text
            for n, f in enumerate(gold.flags if gold else ())
        )

    def read(self, note: Note) -> Analysis:
        """Flags and items as marked."""
        gold = self._gold.get(note.text)
        items = tuple(
            Item(i.key, note.id, i.span, "practice", i.span) for i in (gold.items if gold else ())
        )
        return Analysis(note, self.flag(note), items, (), Summary(), MAKER)

    def rate(self, text: str, language: Language, rubric: Rubric) -> Ratings:
        """The levels of the rater."""
        gold = self._ratings.get(text)
        return Ratings(
            tuple(
                Rating(d, gold.levels[d] if gold else None, 1.0, (), WHY, MAKER) for d in DIMENSIONS
            ),
            gold.clarity if gold else 0,
        )

    def answer(self, question: str, passages: Sequence[Passage]) -> Answer:
        """No answer; nobody marked one."""
        return Answer(question, (), False, MAKER)

    def write(
        self, task: Task, passages: Sequence[Passage], language: Literal["de", "en"]
    ) -> tuple[CitedSentence, ...]:
        """No prose."""
        return ()


def scored(folder: Path, *, blind: bool = False) -> Report:
    """The report of an oracle on a folder."""
    return score(folder, Oracle(read_folder(folder), blind=blind))


def test_a_perfect_engine_scores_one(tmp_path: Path) -> None:
    """Who says what people said gets full marks everywhere."""
    folder = write_folders(tmp_path, ("dev",)) / "dev"
    report = scored(folder)
    assert report.notes == 4
    assert report.items.f1.value == 1
    assert report.mean_coverage.value == 1
    assert report.clarity.value == pytest.approx(1)
    assert report.ratings["implicit"].kappa.value == pytest.approx(1)
    assert report.ratings["systemic"].silent.value == 1
    marked = scored(write_marked(tmp_path / "marked"))
    assert marked.flags.caught.value == marked.flags.right.value == marked.flags.owner.value == 1
    assert marked.flags.caught.of == 5
    assert set(marked.flags.by_category) == {"money", "partner", "person", "strategy"}


def test_a_silent_engine_scores_nothing(tmp_path: Path) -> None:
    """Who says nothing catches nothing, answers nothing, and is silent where raters were."""
    report = scored(write_marked(tmp_path), blind=True)
    assert report.flags.caught.value == report.flags.f2.value == 0
    assert report.items.f1.value == 0
    assert report.mean_coverage.value == 0
    assert report.ratings["systemic"].silent.value == 1
    assert report.ratings["implicit"].kappa.of == 0


def test_wrong_owner_and_category_are_seen(tmp_path: Path) -> None:
    """A caught span with another owner or category costs there, and only there."""

    class Mistaken(Oracle):
        def flag(self, note: Note) -> tuple[Flag, ...]:
            """Everything is a figure of our own."""
            return tuple(
                Flag(f.id, f.span, "figures", None, "own", None, 1.0, "test", WHY)
                for f in super().flag(note)
            )

    folder = write_marked(tmp_path)
    flags = score(folder, Mistaken(read_folder(folder))).flags
    assert flags.caught.value == flags.right.value == 1
    assert flags.owner.value == 0
    assert flags.by_category["money"].value == 0


def test_half_a_span_is_not_caught(tmp_path: Path) -> None:
    """A flag on half of a secret is right, but has caught only what lies wholly in it: of five
    spans the name at the beginning of the half flagged clause."""

    class Half(Oracle):
        def flag(self, note: Note) -> tuple[Flag, ...]:
            """The first half of each span."""
            return tuple(
                Flag(
                    f.id, Span(f.span.start, f.span.start + len(f.span) // 2), f.category, None,
                    f.owner, None, 1.0, "test", WHY,
                )
                for f in super().flag(note)
            )  # fmt: skip

    folder = write_marked(tmp_path)
    flags = score(folder, Half(read_folder(folder))).flags
    assert flags.caught.value == pytest.approx(1 / 5)
    assert flags.right.value == 1


def test_the_embedded_engine_can_be_scored(tmp_path: Path) -> None:
    """The report of the real engine is plain JSON, its values inside their intervals' range."""
    folder = write_folders(tmp_path, ("dev",), notes=2) / "dev"
    report = score(folder, EmbeddedEngine())
    plain = as_json(report)
    assert json.loads(json.dumps(plain)) == plain
    for measure in (report.items.f1, report.mean_coverage, report.flags.right):
        assert 0 <= measure.low <= measure.high <= 1
    assert report.items.recall.value > 0
    assert report.made_by.engine == "embedded"


def test_a_folder_without_notes_is_named(tmp_path: Path) -> None:
    """An empty folder is an error with the next step, not a report of zeros."""
    with pytest.raises(NotFound) as caught:
        score(tmp_path, EmbeddedEngine())
    assert caught.value.key == "gold_empty"

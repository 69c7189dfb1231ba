"""The scores of an engine: counted note by note, with intervals over samples of notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

from iolkit.engine import Engine
from iolkit.errors import NotFound
from iolkit.evaluation import counts
from iolkit.evaluation.counts import Cases, Judged, Pairs
from iolkit.evaluation.gold import GoldNote, read_folder
from iolkit.evaluation.measures import correlation, f_score, interval, kappa
from iolkit.records import DIMENSIONS, Dimension, Provenance
from iolkit.rubric import Rubric

ROUNDS = 500
SEED = 7


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure, the middle 95 % of its bootstrap, and how many cases it rests on."""

    value: float
    low: float
    high: float
    of: int


@dataclass(frozen=True, slots=True)
class FlagScores:
    """caught: gold spans covered to 80 %; right: flags half inside gold spans; owner: the owner of
    caught spans; by_category: gold spans half covered by flags of their category."""

    caught: Measure
    right: Measure
    f2: Measure
    owner: Measure
    by_category: Mapping[str, Measure]


@dataclass(frozen=True, slots=True)
class ItemScores:
    """Items matched one to one with gold items (half of what both cover is shared)."""

    precision: Measure
    recall: Measure
    f1: Measure


@dataclass(frozen=True, slots=True)
class RatingScores:
    """One dimension: quadratic weighted kappa and share within one level where both give a level,
    coverage of gold levels, and silence where the rater was silent."""

    kappa: Measure
    within_one: Measure
    coverage: Measure
    silent: Measure


@dataclass(frozen=True, slots=True)
class Report:
    """All scores of an engine on one folder. `clarity` is a correlation."""

    notes: int
    flags: FlagScores
    items: ItemScores
    ratings: Mapping[Dimension, RatingScores]
    mean_kappa: Measure
    mean_coverage: Measure
    clarity: Measure
    made_by: Provenance


def score(folder: Path, engine: Engine, rubric: Rubric | None = None) -> Report:
    """Run the engine over the gold notes of a folder (NNN.md, ratings.jsonl) and score it.

    Raises NotFound("gold_empty") when there are none, NoteUnreadable for broken markup.
    """
    gold = read_folder(folder)
    if not gold:
        raise NotFound("gold_empty", name=folder.name)
    rubric = rubric or Rubric.shipped()
    judged = [_judge(note, engine, rubric) for note in gold]
    every = [{d: counts.agreed(j, d) for d in DIMENSIONS} for j in judged]
    answered = [[c for d in DIMENSIONS for c in counts.answered(j, d)] for j in judged]
    clear = [counts.clarity(j) for j in judged]
    return Report(
        notes=len(judged),
        flags=_flag_scores(judged),
        items=_item_scores([counts.items(j) for j in judged]),
        ratings={d: _rating_scores(judged, d) for d in DIMENSIONS},
        mean_kappa=_measure(every, _mean_kappa, sum(map(len, chain(*(e.values() for e in every))))),
        mean_coverage=_share(answered),
        clarity=_measure(clear, lambda rows: correlation(_joined(rows)), sum(map(len, clear))),
        made_by=judged[0].said.made_by,
    )


def as_json(report: Report) -> dict[str, object]:
    """The report as plain values for JSON, figures rounded to three digits."""
    return {name: _plain(value) for name, value in asdict(report).items()}


def _plain(value: object) -> object:
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return value


def _judge(gold: GoldNote, engine: Engine, rubric: Rubric) -> Judged:
    text, language = gold.note.text, gold.note.language
    rated = tuple(engine.rate(item.span.of(text), language, rubric) for item in gold.items)
    return Judged(gold, engine.read(gold.note), rated)


Row = TypeVar("Row")
Case = TypeVar("Case")


def _measure(rows: Sequence[Row], take: Callable[[Sequence[Row]], float], of: int) -> Measure:
    """A figure taken of counted notes (one row each), with its interval."""
    return Measure(take(rows), *interval(rows, take, ROUNDS, SEED), of)


def _share(rows: Sequence[Cases]) -> Measure:
    """The share of cases that hold."""
    return _measure(rows, _held, sum(map(len, rows)))


def _held(rows: Sequence[Cases]) -> float:
    return sum(map(sum, rows)) / max(1, sum(map(len, rows)))


def _joined(rows: Sequence[list[Case]]) -> list[Case]:
    return list(chain.from_iterable(rows))


def _flag_scores(judged: Sequence[Judged]) -> FlagScores:
    both = [(counts.caught(j), counts.right(j)) for j in judged]
    caught = _share([found for found, _ in both])
    categories = sorted({flag.category for j in judged for flag in j.gold.flags})

    def f2(rows: Sequence[tuple[Cases, Cases]]) -> float:
        return f_score(_held([r for _, r in rows]), _held([f for f, _ in rows]), 2.0)

    return FlagScores(
        caught=caught,
        right=_share([good for _, good in both]),
        f2=_measure(both, f2, caught.of),
        owner=_share([counts.owner(j) for j in judged]),
        by_category={c: _share([counts.of_category(c)(j) for j in judged]) for c in categories},
    )


def _item_scores(rows: Sequence[tuple[int, int, int]]) -> ItemScores:
    """From the matched, said and gold items of each note."""

    def precision(rows: Sequence[tuple[int, int, int]]) -> float:
        return sum(hit for hit, _, _ in rows) / max(1, sum(said for _, said, _ in rows))

    def recall(rows: Sequence[tuple[int, int, int]]) -> float:
        return sum(hit for hit, _, _ in rows) / max(1, sum(gold for _, _, gold in rows))

    said, gold = sum(row[1] for row in rows), sum(row[2] for row in rows)
    return ItemScores(
        precision=_measure(rows, precision, said),
        recall=_measure(rows, recall, gold),
        f1=_measure(rows, lambda taken: f_score(precision(taken), recall(taken)), gold),
    )


def _rating_scores(judged: Sequence[Judged], dimension: Dimension) -> RatingScores:
    pairs = [counts.agreed(j, dimension) for j in judged]
    near: list[Cases] = [[abs(a - b) <= 1 for a, b in row] for row in pairs]
    return RatingScores(
        kappa=_measure(pairs, lambda rows: kappa(_joined(rows)), sum(map(len, pairs))),
        within_one=_share(near),
        coverage=_share([counts.answered(j, dimension) for j in judged]),
        silent=_share([counts.silent(j, dimension) for j in judged]),
    )


def _mean_kappa(rows: Sequence[Mapping[Dimension, Pairs]]) -> float:
    return sum(kappa(_joined([row[d] for row in rows])) for d in DIMENSIONS) / len(DIMENSIONS)

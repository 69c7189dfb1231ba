"""Trains the model that draws learning items, from gold notes.

    python -m iolkit.training.items GOLD_DIR [--leave-out FOLDER] [--out DIR]

First a linear model says of each sentence whether it is in an item, begins or ends one; then a
semi-Markov model over runs of sentences is fitted to what the first says of folders it did not
see. Both learn from the gold notes and from short notes drawn from them (shortnotes.py). Without
--out only the figures are printed. The same notes give the same file.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from iolkit.embedded import features, runs, segment, weights
from iolkit.embedded.runs import Board, Run
from iolkit.evaluation.gold import GoldNote, read_folder
from iolkit.evaluation.measures import f_score, matched, overlap
from iolkit.language import sentences
from iolkit.records import Span
from iolkit.rubric import Rubric
from iolkit.training import linear, shortnotes
from iolkit.training.linear import Floats

DAMPING = 4.0
DENSE_SHARE = 1.5
RUN_DAMPING = 1.0
DRAWS = 4
"""Short notes drawn from each gold note; together they have about half as many sentences."""
BIAS = -1.0
"""An item too many makes a person read something that is none; left-out folders lose nothing."""


@dataclass(frozen=True)
class Row:
    """A gold note with its sentences, their scores and the runs that are items."""

    folder: str
    gold: GoldNote
    sentences: tuple[Span, ...]
    items: tuple[Run, ...]
    first: int
    """Where its sentences begin among those of all notes."""
    short: bool
    """Whether it was drawn from another note of its folder."""

    def board(self, scores: Floats) -> Board:
        """All its runs, from the scores of all sentences of all notes."""
        own = scores[self.first : self.first + len(self.sentences)]
        return runs.board(self.gold.note.text, self.sentences, own)


def read(gold: Path) -> list[Row]:
    """The notes of every folder train_* and dev, and short ones drawn from each."""
    rows: list[Row] = []
    at = 0
    for folder in sorted(gold.iterdir()):
        if folder.is_dir() and (folder.name.startswith("train") or folder.name == "dev"):
            for note in read_folder(folder):
                for number, each in enumerate((note, *shortnotes.drawn(note, DRAWS))):
                    parts = sentences(each.note.text)
                    items = _as_runs(parts, [item.span for item in each.items])
                    rows.append(Row(folder.name, each, parts, items, at, number > 0))
                    at += len(parts)
    return rows


def _as_runs(parts: Sequence[Span], items: Iterable[Span]) -> tuple[Run, ...]:
    """For each gold item the run of sentences that is most alike it; none used twice."""
    found: list[Run] = []
    for item in items:
        near = [place for place, part in enumerate(parts) if part.overlaps(item)]
        options = [(a, b) for a in near for b in near if a <= b < a + runs.LONGEST]
        best = max(options, key=lambda run: (_alike(parts, run, item), -run[0]))
        if all(best[0] > b or best[1] < a for a, b in found):
            found.append(best)
    return tuple(sorted(found))


def _alike(parts: Sequence[Span], run: Run, item: Span) -> float:
    span = Span(parts[run[0]].start, parts[run[1]].end)
    return overlap(span, item) / (max(span.end, item.end) - min(span.start, item.start))


@dataclass(frozen=True, eq=False)
class Looks:
    """Features and targets of every sentence."""

    blocks: list[dict[str, features.Hashed]]
    dense: Floats
    targets: Floats
    folders: npt.NDArray[np.str_]


def look(rows: Sequence[Row]) -> Looks:
    """The features that the segmenter will see."""
    signals = features.Signals(Rubric.shipped())
    blocks, dense, targets = [], [], []
    for row in rows:
        for at, (described, hashed) in enumerate(
            segment.look(row.gold.note.text, row.sentences, signals)
        ):
            dense.append(described)
            blocks.append(hashed)
            inside = any(a <= at <= b for a, b in row.items)
            begins, ends = (any(run[end] == at for run in row.items) for end in (0, 1))
            targets.append([inside, begins, ends])
    folders = [row.folder for row in rows for _ in row.sentences]
    return Looks(blocks, np.array(dense, float), np.array(targets, float), np.array(folders))


def fit_sentences(looks: Looks, train: frozenset[str]) -> tuple[Floats, Floats, linear.Texts]:
    """What the sentence model of the folders in `train` says of all sentences, its dual
    coefficients, and the features it was fitted to."""
    used = np.isin(looks.folders, sorted(train))
    texts = linear.texts(looks.blocks, looks.dense, None, used, DENSE_SHARE)
    kernel = texts.kernel
    duals = linear.ridge(kernel, looks.targets, used, DAMPING)
    return linear.predict(kernel, duals), duals, texts


@lru_cache(maxsize=64)
def sentence_scores(looks: Looks, train: frozenset[str]) -> Floats:
    """The scores alone: judging folder by folder asks for the same ones time and again."""
    return fit_sentences(looks, train)[0]


def held_out_scores(looks: Looks, train: frozenset[str]) -> Floats:
    """Scores for each folder in `train` from the other ones; for the rest from all of them."""
    scores = sentence_scores(looks, train).copy()
    for folder in sorted(train):
        apart = looks.folders == folder
        scores[apart] = sentence_scores(looks, train - {folder})[apart]
    return scores


def fit_runs(boards: Sequence[tuple[Board, tuple[Run, ...]]]) -> Floats:
    """Weights of the semi-Markov model: greatest likelihood of the gold items, lightly damped."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = RUN_DAMPING * float(weights @ weights) / 2, RUN_DAMPING * weights
        for laid, items in boards:
            value, change = _surprise(laid, items, weights)
            total, slope = total + value, slope + change
        return total, slope

    start = np.zeros(len(runs.NAMES))
    options = {"maxiter": 120}
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x)


def _surprise(laid: Board, items: tuple[Run, ...], weights: Floats) -> tuple[float, Floats]:
    """Minus log likelihood of the items of one note, and its slope (forward-backward)."""
    count, width = len(laid.sentences), laid.features.shape[1]
    score, follow = laid.features @ weights[:width], laid.adjacent @ weights[width:]
    ahead, behind = _forward(laid, score, follow), _backward(laid, score, follow)
    whole = np.logaddexp(*ahead[count])
    expected, expected_follow = np.zeros(len(score)), np.zeros(count)
    for (first, last), row in laid.rows.items():
        rest = score[row] + behind[last + 1, 1] - whole
        after_run = np.exp(ahead[first, 1] + follow[first] + rest)
        expected[row] = np.exp(ahead[first, 0] + rest) + after_run
        expected_follow[first] += after_run
    gold = [laid.rows[run] for run in items]
    touching = [b[0] for a, b in pairwise(items) if a[1] + 1 == b[0]]
    expected[gold] -= 1
    expected_follow[touching] -= 1
    slope = np.concatenate([laid.features.T @ expected, laid.adjacent.T @ expected_follow])
    return float(whole - score[gold].sum() - follow[touching].sum()), slope


def _forward(laid: Board, score: Floats, follow: Floats) -> Floats:
    count = len(laid.sentences)
    ahead = np.full((count + 1, 2), -1e30)
    ahead[0, 0] = 0
    for k in range(1, count + 1):
        ahead[k, 0] = np.logaddexp(*ahead[k - 1])
        ways = [
            score[laid.rows[first, k - 1]]
            + np.logaddexp(ahead[first, 0], ahead[first, 1] + follow[first])
            for first in range(max(0, k - runs.LONGEST), k)
        ]
        ahead[k, 1] = np.logaddexp.reduce(ways)
    return ahead


def _backward(laid: Board, score: Floats, follow: Floats) -> Floats:
    count = len(laid.sentences)
    behind = np.full((count + 1, 2), -1e30)
    behind[count] = 0
    for k in range(count - 1, -1, -1):
        ways = [
            score[laid.rows[k, last]] + behind[last + 1, 1]
            for last in range(k, min(count, k + runs.LONGEST))
        ]
        run = np.logaddexp.reduce(ways)
        behind[k] = np.logaddexp(behind[k + 1, 0], [run, run + follow[k]])
    return behind


def fit(rows: Sequence[Row], looks: Looks, train: frozenset[str]) -> Floats:
    """The weights of runs, fitted to what the sentence models of other folders say."""
    held_out = held_out_scores(looks, train)
    return fit_runs(
        [(r.board(held_out), r.items) for r in rows if r.folder in train and r.sentences]
    )


def as_model(looks: Looks, train: frozenset[str], run_weights: Floats) -> weights.LinearModel:
    """Both models of the folders in `train`, as they are stored."""
    _, duals, texts = fit_sentences(looks, train)
    names = segment.sentence_names(features.Signals(Rubric.shipped()))
    note = {
        "dense": names,
        "version": "1",
        "runs": [round(float(w), 5) for w in run_weights],
        "bias": BIAS,
    }
    return linear.as_model(texts, duals, runs.SCORES, note)


def report(rows: Sequence[Row], run_weights: Floats, scores: Floats) -> str:
    """Precision, recall and F1 of the items, matched one to one."""
    right = said = gold = 0
    for row in rows:
        bias = segment.caution(BIAS, len(row.sentences))
        found = runs.best_runs(row.board(scores), run_weights, bias)
        spans = [Span(row.sentences[a].start, row.sentences[b].end) for a, b in found]
        right += len(matched([item.span for item in row.gold.items], spans))
        said, gold = said + len(spans), gold + len(row.gold.items)
    precision, recall = right / max(1, said), right / max(1, gold)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f_score(precision, recall):.3f}"


def main() -> None:
    """Train, print what folders left out score, and write the model."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("gold", type=Path)
    ask.add_argument("--leave-out", help="a folder train_* that the model must not see")
    ask.add_argument("--out", type=Path, help="where the model is written")
    wanted = ask.parse_args()
    rows = read(wanted.gold)
    looks = look(rows)
    names = sorted({row.folder for row in rows})
    used = (n for n in names if n.startswith("train") and n != wanted.leave_out)
    train = frozenset(linear.enough(used))
    if wanted.out:
        weights.save(as_model(looks, train, fit(rows, looks, train)), wanted.out / segment.MODEL)
    for name in names:
        known = train - {name}
        judge = fit(rows, looks, known), sentence_scores(looks, known)
        for kind, short in (("notes", False), ("short", True)):
            apart = [row for row in rows if row.folder == name and row.short == short]
            print(f"{name} {kind}, never seen: {report(apart, *judge)}", flush=True)


if __name__ == "__main__":
    main()

"""Runs of sentences: which of them are learning items, decided for a whole note at once.

A semi-Markov model (Sarawagi and Cohen 2004) scores each run of up to seven sentences by what its
sentences look like, what parts them, what stands around it, and how long it is; the best way to
part the note is found by dynamic programming. Sentences outside of any run score 0.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from iolkit.embedded.layout import GAPS, gap_kind
from iolkit.records import Span

LONGEST = 7
"""Sentences of a run."""
LENGTHS = (60, 100, 140, 180, 220, 260, 300, 350, 400, 500, 700)
"""Borders between the classes of length (code points)."""
SCORES = ("inside", "begins", "ends")
"""What the sentence model says: is in an item, begins one, ends one (about 0..1)."""

NAMES = (
    "run", "sentences", "inside_sum", "inside_least", "inside_mean", "begins_first",
    "begins_later_sum", "begins_later_most", "ends_last", "ends_before_sum", "ends_before_most",
    *(f"sentences_{n}" for n in range(1, LONGEST + 1)),
    *(f"length_{n}" for n in range(len(LENGTHS) + 1)),
    *(f"before_{gap}" for gap in GAPS),
    *(f"after_{gap}" for gap in GAPS),
    *(f"within_{gap}" for gap in GAPS),
    "own_lines", "own_line", "inside_before", "inside_after",
    *(f"adjacent_{gap}" for gap in GAPS),
)  # fmt: skip
"""What each weight belongs to. The last ones count when the run follows another directly."""

Floats = npt.NDArray[np.float64]
Run = tuple[int, int]
"""First and last sentence, both included."""


@dataclass(frozen=True, slots=True)
class Board:
    """The runs of a note with their features; `rows[i, j]` is the place of run i..j."""

    sentences: tuple[Span, ...]
    features: Floats
    adjacent: Floats
    """For each sentence what parts it from the one before, as counted for adjacent runs."""
    rows: Mapping[Run, int]


def board(text: str, sentences: Sequence[Span], scores: Floats) -> Board:
    """Lay out all runs; `scores` holds one row a sentence, one column a name of SCORES."""
    count = len(sentences)
    gaps = [gap_kind(text, sentences, at) for at in range(count + 1)]
    rows: dict[Run, int] = {}
    features: list[list[float]] = []
    for first in range(count):
        for last in range(first, min(count, first + LONGEST)):
            rows[first, last] = len(features)
            features.append(_describe(sentences, scores, gaps, (first, last)))
    adjacent = [[float(gap == kind) for kind in GAPS] for gap in gaps[:count]]
    width = len(NAMES) - len(GAPS)
    return Board(
        tuple(sentences),
        np.array(features, float).reshape(-1, width),
        np.array(adjacent, float).reshape(-1, len(GAPS)),
        rows,
    )


def _describe(
    sentences: Sequence[Span], scores: Floats, gaps: Sequence[str], run: Run
) -> list[float]:
    first, last = run
    size = last - first + 1
    inside, begins, ends = scores[first : last + 1].T
    length = sentences[last].end - sentences[first].start
    band = int(np.searchsorted(LENGTHS, length))
    within = gaps[first + 1 : last + 1]
    lines = gaps[first] != "space" and gaps[last + 1] != "space"
    return [
        1.0,
        float(size),
        float(inside.sum()),
        float(inside.min()),
        float(inside.mean()),
        float(begins[0]),
        float(begins[1:].sum()),
        float(begins[1:].max(initial=0.0)),
        float(ends[-1]),
        float(ends[:-1].sum()),
        float(ends[:-1].max(initial=0.0)),
        *(float(size == n) for n in range(1, LONGEST + 1)),
        *(float(band == n) for n in range(len(LENGTHS) + 1)),
        *(float(gaps[first] == gap) for gap in GAPS),
        *(float(gaps[last + 1] == gap) for gap in GAPS),
        *(float(within.count(gap)) for gap in GAPS),
        float(lines),
        float(lines and within.count("space") == len(within)),
        float(scores[first - 1, 0]) if first else 0.0,
        float(scores[last + 1, 0]) if last + 1 < len(sentences) else 0.0,
    ]


def best_runs(laid: Board, weights: Floats, bias: Floats | float = 0.0) -> list[Run]:
    """The runs that are items, in order. A `bias` below 0, for all runs or one a run, asks for
    fewer and surer ones."""
    count = len(laid.sentences)
    width = laid.features.shape[1]
    score = laid.features @ weights[:width] + bias
    follow = laid.adjacent @ weights[width:]
    # best[k] is the best value of the first k sentences when the last of them is outside of any
    # run (0) or ends one (1); back[k] tells how it was reached.
    best = np.full((count + 1, 2), -np.inf)
    best[0, 0] = 0.0
    back: dict[tuple[int, int], tuple[int, int]] = {}
    for k in range(1, count + 1):
        before = int(best[k - 1, 1] > best[k - 1, 0])
        best[k, 0] = best[k - 1, before]
        back[k, 0] = (k - 1, before)
        for first in range(max(0, k - LONGEST), k):
            run = score[laid.rows[first, k - 1]]
            for kind, value in ((0, best[first, 0]), (1, best[first, 1] + follow[first])):
                if value + run > best[k, 1]:
                    best[k, 1] = value + run
                    back[k, 1] = (first, kind)
    return _trace(back, count, int(best[count, 1] > best[count, 0]))


def _trace(back: Mapping[tuple[int, int], tuple[int, int]], k: int, kind: int) -> list[Run]:
    found: list[Run] = []
    while k > 0:
        first, before = back[k, kind]
        if kind:
            found.append((first, k - 1))
        k, kind = first, before
    return found[::-1]


def shares(laid: Board, stretches: Sequence[Span]) -> Floats:
    """For each run the share of it (0..1) that the stretches cover together."""
    sentences = laid.sentences
    ends = [sentence.end for sentence in sentences]
    touched = [0] * len(sentences)
    for stretch in stretches:
        at = bisect_right(ends, stretch.start)
        while at < len(sentences) and sentences[at].start < stretch.end:
            common = min(ends[at], stretch.end) - max(sentences[at].start, stretch.start)
            touched[at] = min(len(sentences[at]), touched[at] + common)
            at += 1
    share = np.zeros(len(laid.features))
    for (first, last), row in laid.rows.items():
        whole = sum(len(sentence) for sentence in sentences[first : last + 1])
        share[row] = sum(touched[first : last + 1]) / max(1, whole)
    return share

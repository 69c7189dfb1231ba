"""Trains the judge: what clauses and amounts of a note mean (strategy, personnel, money, ...).

    python -m iolkit.training.clauses GOLD_DIR --out iolkit/recognizers/models [--folds DIR]

Every clause and amount that the recognizers can cut out of a gold note is a sample; it is right
when it covers a marked span well enough and holds little else. Only marked notes are read. The
same input gives the same model. With `--folds DIR` a model that never saw folder F is written to
DIR/F.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp

from iolkit.recognizers.judge import VERDICTS, stretches
from iolkit.recognizers.models import fingerprint
from iolkit.recognizers.page import Page
from iolkit.recognizers.spans import BUCKETS, SpanSigns
from iolkit.recognizers.views import plain
from iolkit.records import Span
from iolkit.training.goldnotes import GoldNote, run
from iolkit.training.softmax import Floats, Masks, Task, fit

L2, STEPS = 12.0, 80
COVERED, PURE, PURE_AMOUNT = 0.8, 0.6, 0.5
"""What share of a marked span a sample must cover, and what share of it must be marked."""

NONE = 1
AMOUNTS = ("figures", "money")


@dataclass(frozen=True, eq=False)
class Samples:
    """The samples of some notes: feature counts, and the verdicts that are right for each."""

    counts: sp.csr_matrix
    allowed: Masks


def samples(notes: Iterable[GoldNote]) -> Samples:
    """Every clause and amount of the notes. Of notes written for training only the words count,
    not how they are laid out: they hold more secrets than notes do."""
    features, allowed = [], []
    for note in notes:
        view = plain(note["text"])
        page = Page(view.text)
        found = stretches(page)
        features += SpanSigns(page).features(found, apart=bool(note.get("written")))
        for start, end, kind in found:
            allowed.append(right_for(view.span(start, end), kind, note))
    ids = np.concatenate(features).astype(np.int32)
    pointers = np.concatenate([[0], np.cumsum([len(row) for row in features])])
    shape = (len(features), BUCKETS)
    counts = sp.csr_matrix((np.ones(len(ids), np.float32), ids, pointers), shape)
    return Samples(counts, np.array(allowed, dtype=np.uint16))


def right_for(span: Span, kind: str, note: GoldNote) -> int:
    """The verdicts that are right for a stretch of a note, as a bit mask over VERDICTS.

    A stretch that only overlaps a marked span may be left alone or given its category.
    """
    either = NONE
    for mark in note["spans"]:
        category = mark["category"]
        shared = min(mark["end"], span.end) - max(mark["start"], span.start)
        if category not in VERDICTS or shared <= 0:
            continue
        bit = 1 << VERDICTS.index(category)
        covered, pure = shared / (mark["end"] - mark["start"]), shared / max(1, len(span))
        amount = category in AMOUNTS
        if kind == "clause" or amount:
            if covered >= COVERED and pure >= (PURE if kind == "clause" else PURE_AMOUNT):
                return bit
            if pure >= PURE_AMOUNT:
                either |= bit
        elif pure >= 0.9:
            either |= sum(1 << VERDICTS.index(name) for name in AMOUNTS)
    return either


def trained(notes: Sequence[GoldNote]) -> Floats:
    """The weights that the notes ask for."""
    read = samples(notes)
    task = Task(read.counts, read.allowed, len(VERDICTS), L2, STEPS)
    return fit(task, np.zeros((BUCKETS, len(VERDICTS)), np.float32))


def save(folder: Path, weights: Floats) -> None:
    """Writes clauses.npz: the weights in half precision."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        folder / "clauses.npz",
        weights=weights.astype(np.float16),
        lexicon=np.uint32(fingerprint("clauses.npz")),
    )


if __name__ == "__main__":
    run(__doc__, trained, save)

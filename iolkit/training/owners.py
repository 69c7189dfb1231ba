"""Trains the owner model: whose secret a marked span is, by the words in and around it.

    python -m iolkit.training.owners GOLD_DIR --out iolkit/recognizers/models [--folds DIR]

Only marked notes are read. The same input gives the same model. With `--folds DIR` a model that
never saw folder F is written to DIR/F.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp

from iolkit.recognizers.clues import Clues
from iolkit.recognizers.neighbours import links
from iolkit.recognizers.page import Page
from iolkit.recognizers.settling import OWNERS
from iolkit.recognizers.views import plain
from iolkit.records import Owner, Session
from iolkit.training.goldnotes import GoldNote, run
from iolkit.training.softmax import Task, fit

Weights = dict[str, list[float]]

L2, STEPS = 5.0, 60
FEWEST_NOTES = 3
"""A clue that fewer notes hold is left out: it may be one author's word."""


def trained(notes: Sequence[GoldNote]) -> Weights:
    """What each clue speaks for, by the marked spans of the notes.

    The owners of neighbours are clues too; they are learnt as marked (pseudo-likelihood, Besag
    1975) and settled in common when the model is used.
    """
    told: list[list[str]] = []
    owners: list[int] = []
    notes_with: Counter[str] = Counter()
    for note in notes:
        page, marks = _marked(note)
        clues = Clues(
            page, [(mark.start, mark.end) for mark in marks if mark.category == "partner"]
        )
        rows = [clues.of(mark.start, mark.end, mark.category) for mark in marks]
        for row, joined in zip(rows, links(page, marks, clues), strict=True):
            row += [f"{kind} {marks[there].owner}" for there, kind in joined]
        notes_with.update({clue for row in rows for clue in row})
        told += rows
        owners += [1 << OWNERS.index(mark.owner) for mark in marks]
    common = sorted(clue for clue, count in notes_with.items() if count >= FEWEST_NOTES)
    known = {clue: index for index, clue in enumerate(common)}
    places = [[known[clue] for clue in row if clue in known] for row in told]
    ids = np.array([place for row in places for place in row], dtype=np.int32)
    pointers = np.concatenate([[0], np.cumsum([len(row) for row in places])])
    counts = sp.csr_matrix((np.ones(len(ids), np.float32), ids, pointers), (len(told), len(known)))
    task = Task(counts, np.array(owners, dtype=np.uint16), len(OWNERS), L2, STEPS)
    weights = fit(task, np.zeros((len(known), len(OWNERS)), np.float32))
    return {clue: [round(float(w), 3) for w in weights[index]] for clue, index in known.items()}


class _Mark(NamedTuple):
    start: int
    end: int
    category: str
    owner: Owner


def _marked(note: GoldNote) -> tuple[Page, list[_Mark]]:
    """The page of a note, and its marked spans as stretches of that page."""
    view = plain(note["text"])
    page = Page(view.text, Session(own_org=str(note.get("own_org", ""))))
    places = [view.span(token.start, token.end) for token in page.tokens]
    marks = []
    for mark in note["spans"]:
        inside = [
            token
            for token, span in zip(page.tokens, places, strict=True)
            if mark["start"] < span.end and span.start < mark["end"] and token.text != "\n"
        ]
        if inside:
            ends = inside[0].start, inside[-1].end
            marks.append(_Mark(*ends, mark["category"], mark["owner"]))
    return page, marks


def save(folder: Path, weights: Weights) -> None:
    """Writes owners.json: clue -> weights of own, partner, third."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{json.dumps(clue)}: {json.dumps(row)}" for clue, row in sorted(weights.items())]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    (folder / "owners.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    run(__doc__, trained, save)

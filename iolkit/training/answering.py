"""Measures answers on gold folders: which questions are answered, which are declined, from where.

    python -m iolkit.training.answering GOLD_DIR [--encoder DIR]

Every query of a folder is asked of that folder's own items, and so is every one of
unanswerable.tsv that its notes do not answer. The threshold below which nothing is answered
(`synthesis.weighing.SURE_ENOUGH`) is printed as it comes out for the other folders. Nothing is
written: whoever changes the threshold writes it there.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from iolkit.embedded.answer import answer
from iolkit.evaluation.gold import GoldNote, read_folder
from iolkit.outcomes import Found
from iolkit.records import Provenance, mark_id
from iolkit.search import Index, OnnxEncoder, models_folder
from iolkit.synthesis.weighing import SURE_ENOUGH
from iolkit.training.asking import UNANSWERABLE, indexed

ANSWERED = 0.88
"""Share of the questions with an answer that must be answered."""
NEVER = 0.25
"""Chance below which no threshold will come out, so that no answer needs to be made."""
GRID = (0.3, 0.4, 0.5, 0.6)
GIVEN = 8
"""Passages an answer is made from."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A question, how probable search thinks an answer is, whether there is one, and what share of
    the citations points to an item that answers it (None = it was declined)."""

    chance: float
    answerable: bool
    right: float | None


def try_folder(folder: Path, encoder: OnnxEncoder) -> list[Tried]:
    """Every question of a folder, and those that it cannot answer."""
    notes = read_folder(folder)
    with indexed(notes, encoder) as index:
        return [_tried(index, encoder, *each) for each in _questions(folder, notes)]


def _questions(folder: Path, notes: Sequence[GoldNote]) -> Iterator[tuple[str, frozenset[str]]]:
    keys = {
        item.key: mark_id(note.note.id, item.span, "item") for note in notes for item in note.items
    }
    for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        if line.strip():
            query = json.loads(line)
            yield query["text"], frozenset(keys["/".join(pair)] for pair in query["relevant"])
    text = "\n".join(each.note.text for each in notes)
    for line in UNANSWERABLE.read_text(encoding="utf-8").splitlines():
        query, pattern = line.split("\t")
        if not re.search(pattern, text, re.IGNORECASE):
            yield query, frozenset()


def _tried(index: Index, encoder: OnnxEncoder, text: str, relevant: frozenset[str]) -> Tried:
    found: Found = index.search(text, GIVEN)
    given = [hit.passage for hit in found.hits] if found.chance >= NEVER else []
    made = answer(text, given, encoder, Provenance("embedded"))
    cited = [citation.key in relevant for citation in made.citations]
    right = sum(cited) / len(cited) if cited else None
    return Tried(found.chance, bool(relevant), right)


def threshold(tried: Sequence[Tried]) -> float:
    """The chance that as many answerable questions reach as must be answered."""
    return float(np.quantile([each.chance for each in tried if each.answerable], 1 - ANSWERED))


def declining(tried: Sequence[Tried], least: float) -> list[Tried]:
    """The same with no answer where the chance of one is below `least`."""
    return [each if each.chance >= least else replace(each, right=None) for each in tried]


def report(name: str, tried: Sequence[Tried]) -> str:
    """Rates in one line."""
    yes = [each for each in tried if each.answerable]
    no = [each for each in tried if not each.answerable]
    answered = [each.right for each in yes if each.right is not None]
    declined = sum(each.right is None for each in no)
    return (
        f"{name}: answered {len(answered) / len(yes):.3f} of {len(yes)}, "
        f"declined {declined / len(no):.3f} of {len(no)}, "
        f"with a right citation {sum(map(bool, answered)) / len(yes):.3f}, "
        f"citations right {sum(answered) / max(1, len(answered)):.3f}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--encoder", type=Path, default=models_folder())
    given = parser.parse_args()
    encoder = OnnxEncoder(given.encoder)
    tried = {each.name: try_folder(each, encoder) for each in sorted(given.gold.glob("train_*"))}
    left_out: list[Tried] = []
    for name, its in tried.items():
        least = threshold([each for other, rows in tried.items() if other != name for each in rows])
        left_out += declining(its, least)
        print(report(name, declining(its, least)), f"(threshold of the others {least:.3f})")
    every = [each for its in tried.values() for each in its]
    print(report("all, each with the threshold of the others", left_out))
    print(report(f"all, with the threshold in use ({SURE_ENOUGH})", declining(every, SURE_ENOUGH)))
    for least in GRID:
        print(report(f"all, with {least}", declining(every, least)))


if __name__ == "__main__":
    main()

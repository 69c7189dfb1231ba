"""What misspelt questions cost, and what repair gives back: nDCG@10 on gold folders.

usage: python tests/bench/misspelt.py GOLD_DIR [--dev] [--words N] [--seeds N] [--show]

In every question so many words (one) of six letters or more are mistyped by chance with
a seed: a letter missing, doubled, wrong (its neighbour on the keyboard), two swapped, or an umlaut
typed without its dots. Every folder's questions are asked of the folder's own items.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from iolkit.evaluation.gold import read_folder
from iolkit.language import STOPWORDS, fold, words
from iolkit.records import mark_id
from iolkit.search import OnnxEncoder, models_folder
from iolkit.training.asking import indexed
from iolkit.training.ranking import ndcg

LONG_ENOUGH = 6
KEYS = ("qwertzuiop", "asdfghjkl", "yxcvbnm")
DOTLESS = str.maketrans("äöüÄÖÜ", "aouAOU")
KINDS = ("missing", "doubled", "wrong", "swapped", "umlaut")


def misspell(word: str, chance: random.Random) -> tuple[str, str]:
    """What is wrong with the word, and the word so mistyped; never in its first letter."""
    if word.translate(DOTLESS) != word and chance.random() < 1 / 3:
        return "umlaut", word.translate(DOTLESS)
    at = chance.randrange(1, len(word) - 1)
    kind = chance.choice(KINDS[:4])
    if kind == "missing":
        return kind, word[:at] + word[at + 1 :]
    if kind == "doubled":
        return kind, word[:at] + word[at] + word[at:]
    if kind == "swapped":
        return kind, word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return kind, word[:at] + _beside(word[at], chance) + word[at + 1 :]


def mistyped(text: str, many: int, chance: random.Random) -> tuple[str, tuple[str, ...]]:
    """A question with so many of its long words mistyped, and what is wrong with them."""
    every = [w for w in words(text) if len(w.text) >= LONG_ENOUGH and w.text.isalpha()]
    telling = [word for word in every if fold(word.text) not in STOPWORDS]
    chosen = chance.sample(telling, min(many, len(telling)))
    kinds = []
    for word in sorted(chosen, key=lambda each: -each.span.start):
        kind, wrong = misspell(word.text, chance)
        kinds.append(kind)
        text = text[: word.span.start] + wrong + text[word.span.end :]
    return text, tuple(kinds)


def _beside(letter: str, chance: random.Random) -> str:
    for row in KEYS:
        at = row.find(letter.lower())
        if at >= 0:
            return chance.choice([row[n] for n in (at - 1, at + 1) if 0 <= n < len(row)])
    return "e"


def _questions(folder: Path) -> Iterator[tuple[str, list[list[str]]]]:
    for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        query = json.loads(line)
        if query["relevant"]:
            yield query["text"], query["relevant"]


@dataclass(frozen=True, slots=True)
class Tried:
    """nDCG@10 of a question as it is and mistyped, each searched for as typed and repaired; what
    was wrong with it; whether what was meant was read, and whether anything was."""

    clean: float
    clean_repaired: float
    wrong: float
    wrong_repaired: float
    kinds: tuple[str, ...]
    mended: bool
    touched: bool
    said: str


def measure(folder: Path, encoder: OnnxEncoder, many: int, chance: random.Random) -> list[Tried]:
    """Every question of a folder, mistyped and not."""
    notes = read_folder(folder)
    keys = {
        item.key: mark_id(note.note.id, item.span, "item") for note in notes for item in note.items
    }
    tried = []
    with indexed(notes, encoder) as index:
        for text, relevant in _questions(folder):
            rows = index.rows_of([keys["/".join(pair)] for pair in relevant])
            wrong, kinds = mistyped(text, many, chance)
            looks = [
                index.look(each, as_typed=literal) for each in (text, wrong) for literal in (1, 0)
            ]
            read = looks[3].read
            clean, repaired, lost, back = (ndcg(each.ranked, rows) for each in looks)
            same, said = fold(read.text) == fold(text), f"{wrong} -> {read.words}"
            if looks[1].read.words:
                said += f" (needlessly {looks[1].read.words})"
            tried.append(Tried(clean, repaired, lost, back, kinds, same, bool(read.words), said))
    return tried


def report(name: str, tried: Sequence[Tried]) -> str:
    """One row of the table."""
    means = np.array([[t.clean, t.clean_repaired, t.wrong, t.wrong_repaired] for t in tried])
    figures = " | ".join(f"{mean:.3f}" for mean in means.mean(axis=0))
    mended, touched = (np.mean([getattr(t, n) for t in tried]) for n in ("mended", "touched"))
    return f"| {name} | {len(tried)} | {figures} | {touched:.2f} | {mended:.2f} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--dev", action="store_true")
    parser.add_argument("--words", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    encoder = OnnxEncoder(models_folder())
    folders = sorted(given.gold.glob("train_*")) if not given.dev else [given.gold / "dev"]
    every = [
        each
        for seed in range(1, given.seeds + 1)
        for folder in folders
        for each in measure(folder, encoder, given.words, random.Random(f"{folder.name}{seed}"))
    ]
    head = "| mistyped | n | right | repaired | mistyped | repaired | touched | as meant |"
    rows = [head, report("all", every)]
    for kind in KINDS:
        if some := [each for each in every if kind in each.kinds]:
            rows.append(report(kind, some))
    rows += [each.said for each in every] if given.show else []
    print("\n".join(rows))  # noqa: T201


if __name__ == "__main__":
    main()

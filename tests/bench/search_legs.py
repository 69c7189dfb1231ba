"""What each part of search is worth: nDCG@10 on gold folders, part by part.

usage: python tests/bench/search_legs.py GOLD_DIR [--dev]

GOLD_DIR holds folders train_* (and dev, which is only looked at with --dev), each with notes and
queries.jsonl. Every folder's queries are asked of the folder's own items. Shares of the legs are
chosen on the other training folders for every row; the interval is a bootstrap over queries.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from iolkit.archive.vectors import Vector
from iolkit.engine import Matrix
from iolkit.search import OnnxEncoder, encoder, fusion, lexical, making, models_folder
from iolkit.training.asking import Folder, ask_folders
from iolkit.training.ranking import choose_weights, ndcg

DRAWS = 2000
LEGS = ("dense", "translated", "original")


@dataclass(frozen=True, slots=True)
class Row:
    """A way to search: constants it changes, and the legs it keeps."""

    name: str
    change: Sequence[tuple[object, str, object]] = ()
    legs: Sequence[str] = LEGS


ONE_READING = ((encoder, "READINGS", (1,)), (lexical, "EQUIVALENTS", 1))
ALONE = ((making, "NOTE_SHARE", 0.0), (making, "TITLE_SHARE", 0.0))
ROWS = (
    Row("own words", legs=("original",)),
    Row("English words", legs=("translated",)),
    Row("nearness, passage alone, one reading", (*ONE_READING, *ALONE), ("dense",)),
    Row("nearness, passage alone", ALONE, ("dense",)),
    Row("nearness with its note", ((making, "TITLE_SHARE", 0.0),), ("dense",)),
    Row("nearness with note and title", (), ("dense",)),
    Row("all legs, passage alone, one reading", (*ONE_READING, *ALONE)),
    Row("all legs, passage alone", ALONE),
    Row("all legs, with its note", ((making, "TITLE_SHARE", 0.0),)),
    Row("all legs, with note and title (as shipped)"),
)


@contextmanager
def changed(change: Sequence[tuple[object, str, object]]) -> Iterator[None]:
    """Constants set for as long as this is open."""
    before = [(module, name, getattr(module, name)) for module, name, _ in change]
    try:
        for module, name, value in change:
            setattr(module, name, value)
        yield
    finally:
        for module, name, value in before:
            setattr(module, name, value)


class Remembering(OnnxEncoder):
    """The encoder that ships; a text it has read it does not read again."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._known: dict[str, Vector] = {}

    def plain(self, texts: Sequence[str]) -> Matrix:
        """The vectors of texts as they are."""
        fresh = list(dict.fromkeys(text for text in texts if text not in self._known))
        self._known.update(zip(fresh, super().plain(fresh), strict=True))
        return np.stack([self._known[text] for text in texts])


def scores(folders: Sequence[Folder], weights: fusion.Weights) -> list[float]:
    """nDCG@10 of every query that has an answer."""
    return [
        ndcg(fusion.fuse(query.looked.legs, weights), query.relevant)
        for folder in folders
        for query in folder.asked
        if query.relevant
    ]


def left_out(folders: Sequence[Folder], row: Row) -> tuple[list[float], fusion.Weights]:
    """Scores of each folder with shares chosen on the others, and the shares chosen on all."""
    if len(row.legs) == 1:
        weights = fusion.Weights(**{leg: float(leg in row.legs) for leg in LEGS})
        return scores(folders, weights), weights
    every: list[float] = []
    for n, folder in enumerate(folders):
        chosen, _ = choose_weights([*folders[:n], *folders[n + 1 :]])
        every += scores([folder], chosen)
    return every, choose_weights(folders)[0]


def interval(values: Sequence[float]) -> str:
    """Mean and the middle 95 % of the means of resampled queries."""
    drawn = np.random.default_rng(1).choice(np.asarray(values), (DRAWS, len(values))).mean(axis=1)
    low, high = np.quantile(drawn, (0.025, 0.975))
    return f"{np.mean(values):.3f} ({low:.2f} to {high:.2f})"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--dev", action="store_true")
    given = parser.parse_args()
    model = Remembering(models_folder())
    train = sorted(given.gold.glob("train_*"))
    for row in ROWS:
        with changed(row.change):
            lexical.fields.cache_clear()
            folders = ask_folders(train, model)
            values, weights = left_out(folders, row)
            said = [row.name, interval(values)]
            if given.dev:
                said.append(interval(scores(ask_folders([given.gold / "dev"], model), weights)))
        print("| " + " | ".join(said) + " |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()

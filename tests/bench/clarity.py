"""How well clarity counts: against raters of folders that were left out, and slot by slot.

    python -m tests.bench.clarity GOLD_DIR [--plain] [--dev]

For each folder train_* the rating model is trained on the others and counts the slots of its items;
with --dev the shipped model counts those of dev instead. Pearson and Spearman correlation are taken
within a folder, since raters differ in how readily they count, and averaged; the error is also
given less each rater's habit (the mean difference). Slots are those of tests/embedded/slots*.tsv,
and of the passages in iolkit/training/told, each heard by a model that did not learn from it.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.stats import pearsonr, spearmanr

from iolkit.embedded import weights
from iolkit.embedded.meaning import NAME, PLAIN
from iolkit.embedded.rate import Rater
from iolkit.engine import Encode
from iolkit.evaluation import read_folder
from iolkit.rubric import Rubric
from iolkit.search.encoder import OnnxEncoder, models_folder
from iolkit.training import ratings, slots
from iolkit.training.rated import rated_passages
from iolkit.training.told import Told, told_stretches

Counts = npt.NDArray[np.float64]
SLOT_FILES = ("slots.tsv", "slots_kept_back.tsv")
DRAWS = 500


def counted(folder: Path, rater: Rater) -> Counts:
    """Two columns, a row an item: slots by the folder's rater and by ours."""
    items = [
        (item.rating.clarity, item.span.of(note.note.text))
        for note in read_folder(folder)
        for item in note.items
        if item.rating is not None
    ]
    said = rater.rate([text for _, text in items], "de")
    pairs = [(gold, each.clarity) for (gold, _), each in zip(items, said, strict=True)]
    return np.array(pairs, float)


def figures(folders: Sequence[Counts]) -> tuple[float, ...]:
    """Pearson, Spearman, mean error, error without habits, mean count by the raters and by us."""
    each = [
        (
            pearsonr(*c.T)[0],
            spearmanr(*c.T)[0],
            np.abs(c[:, 1] - c[:, 0]).mean(),
            np.abs(c[:, 1] - c[:, 0] - (c[:, 1] - c[:, 0]).mean()).mean(),
            *c.mean(axis=0),
        )
        for c in folders
    ]
    return tuple(map(float, np.mean(each, axis=0)))


def report(folders: Sequence[Counts]) -> Iterable[str]:
    """The figures with the middle 95 % of samples drawn with replacement within each folder."""
    rng = np.random.default_rng(0)
    drawn = [figures([c[rng.integers(len(c), size=len(c))] for c in folders]) for _ in range(DRAWS)]
    low, high = np.percentile(drawn, (2.5, 97.5), axis=0)
    names = ("Pearson", "Spearman", "error", "error less habit", "raters' mean", "our mean")
    for name, value, least, most in zip(names, figures(folders), low, high, strict=True):
        yield f"{name:17} {value:.3f} ({least:.3f} to {most:.3f})"
    yield "Pearson by folder " + " ".join(f"{pearsonr(*c.T)[0]:.2f}" for c in folders)


def slot_by_slot(rater: Rater, name: str) -> str:
    """Precision, recall and F1 over the slots of the passages in a file."""
    path = Path(__file__).parent.parent / "embedded" / name
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    said = rater.rate([text for _, _, text in rows], "de")
    told = [set(slots.split(",")) for _, slots, _ in rows]
    found = [{slot for slot, _ in each.filled} for each in said]
    right = sum(len(a & b) for a, b in zip(told, found, strict=True))
    filled, open_ = sum(map(len, found)), sum(map(len, told))
    return (
        f"{name}: {len(rows)} passages, precision {right / filled:.2f}, "
        f"recall {right / open_:.2f}, F1 {2 * right / (filled + open_):.3f}"
    )


def everyday(encode: Encode | None) -> str:
    """Precision, recall and F1 over the slots, but for the action, of passages left out.

    How many slots are expected comes from the shipped rating model, which knows the passages.
    """
    told = told_stretches()
    vectors = None if encode is None else encode([each.text for each in told]).astype(float)
    whole = [" ".join(each.text.split()) for each in rated_passages()]
    right = filled = open_ = 0
    for part in range(slots.PARTS):
        apart = [each.in_passage and each.group % slots.PARTS == part for each in told]
        kept = [each for each, out in zip(told, apart, strict=True) if not out]
        model, _ = slots.fit(kept, None if vectors is None else vectors[~np.array(apart)])
        passages: dict[int, list[Told]] = {}
        for each, out in zip(told, apart, strict=True):
            if out:
                passages.setdefault(each.group, []).append(each)
        texts = [
            next(text for text in whole if all(each.text in text for each in stretches))
            for stretches in passages.values()
        ]
        with tempfile.TemporaryDirectory() as place:
            weights.save(model, Path(place) / (PLAIN if encode is None else NAME))
            said = Rater(Rubric.shipped(), encode, Path(place)).rate(texts, "de")
        for stretches, ours in zip(passages.values(), said, strict=True):
            found = {slot for slot, _ in ours.filled} - {"action"}
            there = {slot for each in stretches for slot in each.slots} - {"action"}
            right += len(found & there)
            filled, open_ = filled + len(found), open_ + len(there)
    return (
        f"everyday passages, left out: precision {right / filled:.2f}, "
        f"recall {right / open_:.2f}, F1 {2 * right / (filled + open_):.3f}"
    )


def main() -> None:
    """Print the figures."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("gold", type=Path)
    ask.add_argument("--plain", action="store_true", help="without the encoder")
    ask.add_argument("--dev", action="store_true", help="count dev instead")
    wanted = ask.parse_args()
    encode = None if wanted.plain else OnnxEncoder(models_folder())
    shipped = Rater(Rubric.shipped(), encode, None)
    lines = [*(slot_by_slot(shipped, name) for name in SLOT_FILES), everyday(encode)]
    if wanted.dev:
        lines += report([counted(wanted.gold / "dev", shipped)])
    else:
        lines += report(list(left_out(wanted.gold, wanted.plain)))
    print("\n".join(lines))  # noqa: T201


def left_out(gold: Path, plain: bool) -> Iterable[Counts]:
    """Each training folder, counted with a model that did not see it."""
    encode = None if plain else OnnxEncoder(models_folder())
    rows = ratings.read(gold, models_folder())
    train = np.char.startswith(rows.folders, "train")
    for folder in sorted(set(rows.folders[train])):
        fitted = ratings.fit(rows, train & (rows.folders != folder), with_vectors=not plain)
        with tempfile.TemporaryDirectory() as place:
            name = "ratings_plain.npz" if plain else "ratings.npz"
            weights.save(fitted.model, Path(place) / name)
            yield counted(gold / str(folder), Rater(Rubric.shipped(), encode, Path(place)))


if __name__ == "__main__":
    main()

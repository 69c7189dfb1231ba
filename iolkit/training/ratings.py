"""Trains the rating models from gold notes and the invented passages of `rated/`.

    python -m iolkit.training.ratings GOLD_DIR [--leave-out FOLDER] [--out DIR] [--encoder DIR]
                                      [--picture FILE]

GOLD_DIR holds folders train_*; without --out nothing is written and only the figures are printed.
Two models come out: ratings.npz reads words and vectors, ratings_plain.npz words alone. For each
dimension they give the level, the log odds of being above 1, 2, 3 and 4, and whether the text
tells anything of it; and one gives clarity. Every rater's habit of rating high or saying nothing is
learned as an effect of that rater and left out. Calibration (spread, threshold of silence,
confidence) comes from predictions for folders that were left out. The same notes give the same
files. --picture draws how often a confidence is right.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from iolkit.embedded import features, weights
from iolkit.embedded.cues import lay_out
from iolkit.embedded.evidence import Lexicon, find_evidence
from iolkit.embedded.rate import (
    CLARITY,
    LEVEL,
    OVER,
    STEPS,
    TELLS,
    chances,
    cue_nets,
    expected_level,
)
from iolkit.evaluation.gold import GoldItem, GoldNote, GoldRating, read_folder
from iolkit.evaluation.measures import correlation
from iolkit.records import DIMENSIONS
from iolkit.rubric import Rubric
from iolkit.search.encoder import models_folder
from iolkit.training import linear, ordinal, reliability
from iolkit.training.calibration import Mask, Said, calibrate, confidence_inputs, stretch
from iolkit.training.linear import Floats
from iolkit.training.rated import Rated, rated_passages

DAMPING = 1.0
VOICE = 0.1
"""How much of a level may be the habit of its rater, against 1 for each hashed block."""
DENSE_SHARE = 1.0
"""Of word classes, structure and cue nets together, against 1 for each hashed block."""
OWN = "own"
"""The folder of the invented passages: learned from, never judged by."""
OWN_WORTH = 0.5
"""Of an invented passage against a rated item: one hand wrote them all and rated them all."""
OUTPUTS = (
    *(LEVEL + d for d in DIMENSIONS),
    *(OVER.format(step) + d for d in DIMENSIONS for step in STEPS),
    *(TELLS + d for d in DIMENSIONS),
    CLARITY,
)


@dataclass(frozen=True)
class Data:
    """Everything the models are fitted to; one row a rated item."""

    folders: npt.NDArray[np.str_]
    languages: npt.NDArray[np.str_]
    blocks: tuple[dict[str, features.Hashed], ...]
    dense: Floats
    names: tuple[str, ...]
    nets: Floats
    levels: Floats
    """0 where the rater said that the text gives no hint."""
    clarity: Floats
    vectors: Floats

    @property
    def own(self) -> Mask:
        """The rows of the invented passages."""
        return np.asarray(self.folders == OWN)


def read(gold: Path, encoder: Path) -> Data:
    """The rated items of every folder train_* and dev in `gold`, then the invented passages."""
    rated = [
        (folder.name, _of_gold(note, item, item.rating))
        for folder in sorted(gold.iterdir())
        if folder.is_dir() and (folder.name.startswith("train") or folder.name == "dev")
        for note in read_folder(folder)
        for item in note.items
        if item.rating is not None
    ]
    rated += [(OWN, each) for each in rated_passages()]
    return data([folder for folder, _ in rated], [each for _, each in rated], encoder)


def _of_gold(note: GoldNote, item: GoldItem, rating: GoldRating) -> Rated:
    levels = tuple(rating.levels[d] or 0 for d in DIMENSIONS)
    return Rated(note.note.language, levels, rating.clarity, item.span.of(note.note.text))


def data(folders: Sequence[str], rated: Sequence[Rated], encoder: Path) -> Data:
    """The features of rated passages."""
    rubric = Rubric.shipped()
    signals, lexicon = features.Signals(rubric, hints=True), Lexicon.of(rubric)
    passages = [each.text for each in rated]
    views = [features.view(passage) for passage in passages]
    nets = [cue_nets(find_evidence(lay_out(passage), lexicon)) for passage in passages]
    dense = [
        np.concatenate([features.dense(v, signals), n]) for v, n in zip(views, nets, strict=True)
    ]
    return Data(
        folders=np.array(folders),
        languages=np.array([each.language for each in rated]),
        blocks=tuple(features.hashed(seen) for seen in views),
        dense=np.array(dense, float),
        names=features.dense_names(signals) + DIMENSIONS,
        nets=np.array(nets, float),
        levels=np.array([each.levels for each in rated], float),
        clarity=np.array([each.clarity for each in rated], float),
        vectors=linear.encode(passages, encoder),
    )


@dataclass(frozen=True)
class Fit:
    """A fitted model with its calibration, and what it says of every row (one column an output)."""

    model: weights.LinearModel
    said: Floats


def fit(rows: Data, train: Mask, *, with_vectors: bool) -> Fit:
    """The model of the rows in `train` and the invented ones, calibrated on what the folders of
    `train` are told to be by models that did not see them."""
    held_out = np.zeros((len(rows.levels), len(OUTPUTS)))
    for folder in sorted(set(rows.folders[train])):
        apart = rows.folders == folder
        held_out[apart] = _regress(rows, train & ~apart, with_vectors)[0][apart]
    said, texts, duals = _regress(rows, train, with_vectors)
    spread, offset = stretch(rows.clarity[train], held_out[train, -1])
    note = {
        "dense": rows.names,
        "version": "2",
        "calibration": _calibration(rows, train, held_out),
        "clarity": {"spread": round(spread, 5), "offset": round(offset, 5)},
    }
    return Fit(linear.as_model(texts, duals, OUTPUTS, note), said)


def _regress(rows: Data, gold: Mask, with_vectors: bool) -> tuple[Floats, linear.Texts, Floats]:
    """What a model of the rows in `gold` and the invented ones says of all, its features and dual
    coefficients, in the order of OUTPUTS."""
    train = gold | rows.own
    vectors = rows.vectors if with_vectors else None
    texts = linear.texts(rows.blocks, rows.dense, vectors, train, DENSE_SHARE)
    kernel, main = texts.kernel, ordinal.directions(texts.kernel, train)
    voices = ordinal.one_hot(rows.folders.tolist())
    heard = kernel + VOICE * voices @ voices.T
    worth = np.where(rows.own, OWN_WORTH, 1.0)
    told = [train & (level > 0) for level in rows.levels.T]
    levels = list(zip(rows.levels.T, told, strict=True))
    duals = [
        *(linear.ridge(heard, level, known, DAMPING / worth) for level, known in levels),
        *(
            ordinal.logistic(main, level > step, known, voices, worth)
            for level, known in levels
            for step in STEPS
        ),
        *(ordinal.logistic(main, level > 0, train, voices, worth) for level in rows.levels.T),
        linear.ridge(heard, rows.clarity, train, DAMPING / worth),
    ]
    said = np.array([linear.predict(kernel, dual) for dual in duals]).T
    return said, texts, np.array(duals).T


def _about(place: int, said: Floats) -> Said:
    """The columns of one dimension."""
    count = len(DIMENSIONS)
    over = said[:, count + len(STEPS) * place : count + len(STEPS) * (place + 1)]
    tells = said[:, count * (1 + len(STEPS)) + place]
    return Said(expected_level(said[:, place], over), over, tells)


def _calibration(rows: Data, train: Mask, held_out: Floats) -> dict[str, dict[str, object]]:
    """How raw outputs become levels, silence and confidence, for each dimension."""
    return {
        dimension: calibrate(
            rows.levels[train, place], _about(place, held_out[train]), rows.nets[train, place]
        )
        for place, dimension in enumerate(DIMENSIONS)
    }


def judged(rows: Data, fitted: Fit, shown: Mask) -> list[reliability.Verdict]:
    """What a model says of the rows in `shown`, beside what their raters said."""
    found = []
    for place, dimension in enumerate(DIMENSIONS):
        rule = fitted.model.note["calibration"][dimension]
        said = _about(place, fitted.said)
        scaled = np.clip(rule["offset"] + rule["spread"] * said.value, 1, 5)
        sure = chances(
            confidence_inputs(scaled, said, rows.nets[:, place]) @ np.array(rule["confidence"])
        )
        for row in np.flatnonzero(shown):
            silent = said.tells[row] < rule["threshold"]
            found.append(
                reliability.Verdict(
                    item=int(row),
                    folder=str(rows.folders[row]),
                    language=str(rows.languages[row]),
                    dimension=dimension,
                    gold=int(rows.levels[row, place]),
                    said=0 if silent else round(float(scaled[row])),
                    confidence=float(sure[row]),
                )
            )
    return found


def main() -> None:
    """Train, print what folders left out score, and write the models."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("gold", type=Path)
    ask.add_argument("--leave-out", help="a folder train_* that the model must not see")
    ask.add_argument("--out", type=Path, help="where the models are written")
    ask.add_argument("--picture", type=Path, help="where the picture of confidence is drawn")
    ask.add_argument("--encoder", type=Path, default=models_folder())
    wanted = ask.parse_args()
    rows = read(wanted.gold, wanted.encoder)
    train = np.char.startswith(rows.folders, "train") & (rows.folders != (wanted.leave_out or ""))
    linear.enough(map(str, rows.folders[train]))
    for with_vectors, name in ((True, "ratings.npz"), (False, "ratings_plain.npz")):
        fitted = fit(rows, train, with_vectors=with_vectors)
        verdicts: list[reliability.Verdict] = []
        clear: dict[str, float] = {}
        for folder in sorted(set(rows.folders) - {OWN}):
            apart = np.asarray(rows.folders == folder)
            seen = (train & apart).any()
            model = fit(rows, train & ~apart, with_vectors=with_vectors) if seen else fitted
            verdicts += judged(rows, model, apart)
            pairs = list(zip(rows.clarity[apart], model.said[apart, -1], strict=True))
            clear[str(folder)] = round(correlation(pairs), 2)
        print(f"{name}\n{reliability.report(verdicts)}\n clarity correlates: {clear}")
        if wanted.out:
            weights.save(fitted.model, wanted.out / name)
        if wanted.picture and with_vectors:
            left_out = [v for v in verdicts if v.folder != "dev"]
            wanted.picture.parent.mkdir(parents=True, exist_ok=True)
            wanted.picture.write_text(reliability.picture(left_out), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Training of what sentences tell of, on notes and vectors made for the test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from iolkit.engine import Matrix
from iolkit.recognizers.judge import Judge
from iolkit.recognizers.topics import CATEGORIES, Topics
from iolkit.search import OnnxEncoder
from iolkit.training import topics

STRATEGY, MONEY = CATEGORIES.index("strategy"), CATEGORIES.index("money")
TEXT = "Bei uns: das Werk Talheim wird geschlossen. Die Kosten sind 740.000 Euro. Danach Kaffee."


def note(marks: tuple[tuple[str, str], ...]) -> dict:
    """A note with some of its parts marked."""
    spans = [
        {"start": TEXT.index(p), "end": TEXT.index(p) + len(p), "category": c, "owner": "own"}
        for p, c in marks
    ]
    return {"id": "a/1", "text": TEXT, "spans": spans}


MARKED = note((("das Werk Talheim wird geschlossen", "strategy"), ("740.000 Euro", "money")))


def vectors(texts: Sequence[str]) -> Matrix:
    """One number for closing, one for euros, one for all else."""
    rows = [(float("geschlossen" in t), float("Euro" in t), float("Kaffee" in t)) for t in texts]
    return np.array(rows, dtype=np.float32)


def test_a_sentence_tells_of_what_is_marked_in_it() -> None:
    """The plan's sentence tells of strategy, that of the sum of money, the last of nothing."""
    told = topics.read([MARKED], Judge.load(), vectors).told
    assert told[:, STRATEGY].tolist() == [1.0, 0.0, 0.0]
    assert told[:, MONEY].tolist() == [0.0, 1.0, 0.0]


def test_readings_point_to_their_sentence() -> None:
    """Of several notes too: the rows go on counting."""
    read = topics.read([MARKED, MARKED], Judge.load(), vectors)
    assert len(read.vectors) == 6
    half = len(read.judged) // 2
    assert read.judged[:half] == read.judged[half:]
    assert (read.sentence[half:] - read.sentence[:half] == 3).all()
    assert len(read.allowed) == len(read.judged)


def test_trained_sentences_tell_the_categories_apart(tmp_path: Path) -> None:
    """After training the plan's sentence speaks for strategy; the same input, the same model."""
    folders = {
        name: topics.read([MARKED] * 8, Judge.load(), vectors) for name in ("a", "b", "written")
    }
    for copy in ("one", "two"):
        topics.save(tmp_path / copy, topics.trained(folders))
    model = Topics.load(tmp_path / "one")
    plan, money, coffee = model.about(np.eye(3, dtype=np.float32))
    assert plan[STRATEGY] > 0 > max(money[STRATEGY], coffee[STRATEGY])
    assert money[MONEY] > 0 > max(plan[MONEY], coffee[MONEY])
    again = Topics.load(tmp_path / "two")
    assert (model.weights == again.weights).all()
    assert (model.shares == again.shares).all()
    with np.load(tmp_path / "one" / "topics.npz") as arrays:
        assert str(arrays["encoder"]) == OnnxEncoder.name

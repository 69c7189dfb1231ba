"""The trained parts that ship."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from iolkit.recognizers.features import BUCKETS as NAME_BUCKETS
from iolkit.recognizers.judge import VERDICTS, Judge
from iolkit.recognizers.models import LEARNT_FROM, SHIPPED, fingerprint, place
from iolkit.recognizers.names import NameModel
from iolkit.recognizers.spans import BUCKETS as SPAN_BUCKETS
from iolkit.recognizers.topics import CATEGORIES, Topics
from iolkit.search import OnnxEncoder


@pytest.mark.parametrize("name", LEARNT_FROM)
def test_a_model_belongs_to_its_word_lists(name: str) -> None:
    """Whoever changes a list that a model was learnt from has to train it anew."""
    with np.load(SHIPPED / name, allow_pickle=False) as arrays:
        assert int(arrays["lexicon"]) == fingerprint(name)


def test_the_models_fit_the_code() -> None:
    """As many weights as there are places and outputs."""
    assert NameModel.load().weights.shape == (NAME_BUCKETS, 5)
    assert Judge.load().weights.shape == (SPAN_BUCKETS, len(VERDICTS))
    topics = Topics.load()
    assert topics.weights.shape == (OnnxEncoder.dimension + 1, len(CATEGORIES))
    assert topics.shares.shape == (2 * (3 + len(CATEGORIES)),)


def test_the_model_of_sentences_belongs_to_its_encoder() -> None:
    """Whoever changes the encoder or how texts are glossed has to train it anew."""
    with np.load(SHIPPED / "topics.npz", allow_pickle=False) as arrays:
        assert str(arrays["encoder"]) == OnnxEncoder.name


def test_the_models_are_small() -> None:
    """Together under eight megabytes."""
    assert sum(path.stat().st_size for path in SHIPPED.iterdir() if path.is_file()) < 8_000_000


def test_a_folder_of_ones_own_wins_file_by_file(tmp_path: Path) -> None:
    """What lies in the folder is taken from there, the rest from the shipped ones."""
    (tmp_path / "names.npz").write_bytes(b"")
    assert place("names.npz", tmp_path) == tmp_path / "names.npz"
    assert place("clauses.npz", tmp_path) == SHIPPED / "clauses.npz"
    assert place("names.npz", None) == SHIPPED / "names.npz"

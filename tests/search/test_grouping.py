"""Hits that say the same stand together; what several meetings say alike stays apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.archive import Archive
from iolkit.outcomes import Passage
from iolkit.records import Masked
from iolkit.search import Index, OnnxEncoder
from iolkit.search.grouping import grouped
from tests.search.encoders import HashingEncoder

ROUND_TABLE = Path(__file__).with_name("round_table.tsv")
MEETING = {"title": "Runder Tisch", "held_on": "2026-03-12"}


def _passage(key: str, text: str = "", **facts: str) -> Passage:
    return Passage(key, key, Masked(text or key), {"note_id": key, **MEETING, **facts})


def _near(cosine: float, *keys: str) -> dict[str, np.ndarray]:
    """Vectors of which the first has this cosine with every other."""
    rest = float(np.sqrt(1 - cosine * cosine))
    rows = {keys[0]: np.array([[1, 0]], np.float32)}
    return {**rows, **{key: np.array([[cosine, rest]], np.float32) for key in keys[1:]}}


@pytest.mark.parametrize(
    ("facts", "cosine", "together"),
    [
        ({}, 0.6, True),
        ({}, 0.5, False),
        ({"held_on": "2026-03-13"}, 0.6, False),
        ({"title": "Anderes"}, 0.6, False),
        ({"title": "Anderes", "programme": "Allianz"}, 0.6, True),
        ({"held_on": "2026-03-13"}, 0.95, True),
        ({"note_id": "a", "start": "110", "end": "200"}, 0.5, True),
        ({"note_id": "a", "start": "300", "end": "400"}, 0.5, False),
        ({"note_id": "a", "start": "300", "end": "400"}, 0.6, True),
    ],
)
def test_what_goes_together(facts: dict[str, str], cosine: float, together: bool) -> None:
    """One meeting and paraphrase, neighbours in one note, copies; nothing else."""
    first = _passage("a", programme="Allianz", start="0", end="100")
    groups = grouped([first, _passage("b", **facts)], _near(cosine, "a", "b"))
    assert groups == ((("a", "b"),) if together else (("a",), ("b",)))


def test_without_a_date_title_and_programme_tell_a_meeting() -> None:
    """A title alone may be used every month."""
    facts = {"held_on": "", "programme": "Allianz"}
    one, other = _passage("a", **facts), _passage("b", **facts)
    assert grouped([one, other], _near(0.6, "a", "b")) == (("a", "b"),)
    bare = [_passage(key, held_on="") for key in "ab"]
    assert grouped(bare, _near(0.6, "a", "b")) == (("a",), ("b",))


def test_equal_texts_need_no_vector() -> None:
    """A note that two people uploaded under two names."""
    assert grouped([_passage("a", "x"), _passage("b", "x", held_on="")], {}) == (("a", "b"),)
    assert grouped([_passage("a", "x"), _passage("b", "y")], {}) == (("a",), ("b",))


@given(st.lists(st.sampled_from("pqrst"), max_size=12), st.integers(0, 99))
def test_every_hit_stands_once_in_order(texts: list[str], seed: int) -> None:
    """No hit is lost or doubled, and each group begins with its best."""
    passages = [_passage(str(n), text) for n, text in enumerate(texts)]
    rows = np.random.default_rng(seed).normal(size=(len(texts), 3)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    groups = grouped(passages, {str(n): rows[n : n + 1] for n in range(len(texts))})
    assert sorted(int(key) for group in groups for key in group) == list(range(len(texts)))
    assert [int(group[0]) for group in groups] == sorted(int(group[0]) for group in groups)
    assert all(list(group) == sorted(group, key=int) for group in groups)


def test_three_people_at_one_table_fill_one_place(onnx: OnnxEncoder) -> None:
    """Ten statements in three wordings each, two German and one English: at most two of thirty
    stand apart, and no two statements come together."""
    rows = [line.split("\t") for line in ROUND_TABLE.read_text(encoding="utf-8").splitlines()]
    passages = [_passage(f"{number}.{n}", text) for n, (number, text) in enumerate(rows)]
    vectors = onnx([text for _, text in rows])
    own = {passage.key: vectors[n : n + 1] for n, passage in enumerate(passages)}
    groups = grouped(passages, own)
    assert all(len({key.split(".")[0] for key in group}) == 1 for group in groups)
    assert len(groups) <= 12


def test_a_search_groups_and_keeps_every_hit(archive: Archive) -> None:
    """Hits stay as they are, in order; groups say which belong together."""
    index = Index(archive, HashingEncoder())
    facts = {"title": "Runder Tisch", "held_on": "2026-03-12"}
    index.add(
        [
            ("a", "Übergabe mit Rundgang durch die Halle", facts),
            ("b", "Übergabe mit Rundgang durch die Werkhalle", facts),
            ("c", "Rundgang durch den Park", {"title": "Ausflug", "held_on": "2026-05-01"}),
        ]
    )
    found = index.search("Übergabe mit Rundgang")
    assert [hit.id for hit in found.hits][:2] == ["a", "b"]
    assert found.groups == (("a", "b"), ("c",))

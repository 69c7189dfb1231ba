"""What the name model looks at."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iolkit.recognizers import features
from iolkit.recognizers.names import NameModel, named
from iolkit.recognizers.page import Page

MODEL = NameModel.load()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Lehto-Sarkar kam", ["Lehto-Sarkar", "kam"]),
        ("O'Dowd's Karte", ["O'Dowd", "'s", "Karte"]),
        ("an a.b@c.example, ok", ["an", "a.b@c.example", ",", "ok"]),
        ("B&T\nneu", ["B&T", "\n", "neu"]),
    ],
)
def test_tokens_keep_names_whole(text: str, tokens: list[str]) -> None:
    """Hyphens, apostrophes, addresses and line ends."""
    assert [token.text for token in features.tokens(text)] == tokens


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_rows_have_one_width(text: str) -> None:
    """Every token gets a full row of places inside the table, the same each time."""
    found = features.tokens(text)
    rows = features.rows(found, MODEL.lexicon) if found else np.zeros((0, features.WIDTH))
    assert rows.shape == (len(found), features.WIDTH)
    assert (rows < features.BUCKETS).all()
    if found:
        assert np.array_equal(rows, features.rows(found, MODEL.lexicon))


def test_first_names_and_classes_are_folded() -> None:
    """The lists hold what folded words can equal; no class is empty."""
    assert "joerg" in features.first_names()
    assert features.word_classes()["gmbh"] == "legal"
    assert {"title", "role", "say", "legal", "public", "cited"} <= set(
        features.word_classes().values()
    )


def test_the_model_tells_a_person_from_a_firm() -> None:
    """Names that no list holds are found by how they stand."""
    page = Page("Gestern hat Oluwaseun Brandtke von Marwin Logistik die Karten gezeigt.")
    kinds = {page.text[n.start : n.end]: n.kind for n in named(page, MODEL)}
    assert kinds["Oluwaseun Brandtke"] == "person"
    assert any(kind == "partner" and "Marwin" in name for name, kind in kinds.items())

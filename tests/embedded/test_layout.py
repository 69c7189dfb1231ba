"""How sentences sit in a note."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.embedded.layout import GAPS, NAMES, describe, gap_kind, lines_of
from iolkit.language import sentences

TEXT = "Kopf\n\n- Erster Punkt hier. Noch ein Satz dazu.\n- Zweiter Punkt?\nLetzte Zeile: 12 €"


def looks(text: str, at: int) -> dict[str, float]:
    """The layout of one sentence by name."""
    parts = sentences(text)
    described = describe(text, parts, lines_of(text, parts), at)
    return dict(zip(NAMES, map(float, described), strict=True))


def test_gaps() -> None:
    """Blank line (also at start and end), bullet and space are told apart."""
    parts = sentences(TEXT)
    kinds = [gap_kind(TEXT, parts, at) for at in range(len(parts) + 1)]
    assert kinds[0] == kinds[-1] == "blank"
    assert kinds[1] == "blank"
    assert kinds[2] == "space"
    assert kinds[3] == "bullet"


def test_bullets_and_lines() -> None:
    """A bullet's first sentence starts a line, its second does not; both know the dash."""
    first, second = looks(TEXT, 1), looks(TEXT, 2)
    assert (first["line_start"], second["line_start"]) == (1, 0)
    assert first["dash"] == second["dash"] == 1
    assert first["sentences_in_line"] == pytest.approx(np.log1p(2))
    assert looks(TEXT, 3)["asks"] == 1


def test_marks_of_facts() -> None:
    """Money, percent, mail and clock times are seen."""
    assert looks("Kostet 12 €", 0)["money"] == 1
    assert looks("09:40 Beginn", 0)["clock"] == 1
    assert looks("an a@b.example", 0)["at_sign"] == 1
    assert looks("um 4 % mehr", 0)["percent"] == 1


@given(st.text(alphabet="ab. \n-*1:?|", max_size=120))
def test_any_layout_is_described(text: str) -> None:
    """Every sentence of any text has finite features and a known gap."""
    parts = sentences(text)
    lines = lines_of(text, parts)
    for at in range(len(parts)):
        assert np.isfinite(describe(text, parts, lines, at)).all()
        assert gap_kind(text, parts, at) in GAPS

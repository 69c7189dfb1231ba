"""Which interventions: the rules for combinations, what costs most, and people for know-how."""

from __future__ import annotations

from itertools import product

import pytest

from iolkit.outcomes import Advice
from iolkit.records import DIMENSIONS
from iolkit.rubric import InterventionBook, Rubric
from iolkit.rubric.choosing import choose, dixon
from tests.rubric.samples import Levels, assessed

BOOK, RUBRIC = InterventionBook.shipped(), Rubric.shipped()
EASY: Levels = dict.fromkeys(DIMENSIONS, 1)


def chosen(levels: Levels, advice: Advice | None = "adapt", unclear: bool = False) -> list[str]:
    """The interventions for these levels."""
    return list(choose(assessed(levels), advice, BOOK, RUBRIC, unclear=unclear))


@pytest.mark.parametrize(
    ("levels", "first"),
    [
        ({"implicit": 4, "collective": 5}, ["delegation", "joint_project"]),
        ({"complex": 4, "systemic": 4}, ["dependency_map", "staged_pilot"]),
        ({"technological": 5}, ["specification", "sandbox"]),
        ({"implicit": 4}, ["demo", "tandem"]),
        ({"systemic": 4}, ["dependency_map", "bounded_pilot"]),
        (
            {"implicit": 5, "collective": 4, "systemic": 4},
            ["delegation", "joint_project", "bounded_pilot"],
        ),
        (dict.fromkeys(DIMENSIONS, 4), ["relationship", "principle"]),
        ({"collective": 3}, ["ritual"]),
        ({}, ["document"]),
    ],
)  # fmt: skip
def test_what_goes_together(levels: Levels, first: list[str]) -> None:
    """The combinations of the book, and one for each hard property beside them."""
    assert chosen({**EASY, **levels}) == first


def test_the_costliest_property_comes_first() -> None:
    """Of two hard properties without a combination, the one that costs more points."""
    said = chosen({**EASY, "implicit": 3, "collective": 5, "technological": 4})
    assert [BOOK.interventions[key].answers for key in said] == ["collective", "technological"]


def test_where_it_is_not_clear_somebody_asks() -> None:
    """A question to the source, where there is room for one."""
    assert chosen(EASY, unclear=True) == ["document", "clarify"]
    full = {**EASY, "implicit": 5, "collective": 4, "systemic": 4}
    assert "clarify" not in chosen(full, unclear=True)


def test_without_a_verdict_and_for_leaving_nothing_is_copied() -> None:
    """Ask first where too little is known; keep the relationship where it is left."""
    assert chosen({"complex": 5, "technological": 5}, None) == ["clarify"]
    assert chosen({**EASY, "systemic": 5}, "leave") == ["relationship", "principle"]


def test_over_all_profiles() -> None:
    """At most three, each once, never none; where implicit is 3 or more, people meet."""
    for levels in product(range(1, 6), repeat=5):
        profile = dict(zip(DIMENSIONS, levels, strict=True))
        for advice in ("adopt", "leave"):
            said = chosen(profile, advice)
            assert 1 <= len(said) <= 3
            assert len(set(said)) == len(said)
            if profile["implicit"] >= 3:
                assert any(BOOK.interventions[key].human for key in said), profile


@pytest.mark.parametrize(
    ("levels", "kind", "ours", "name"),
    [
        ({}, "question", False, "expert"),
        ({}, "practice", True, "serial"),
        ({"complex": 4, "systemic": 5, "implicit": 5}, "practice", False, "strategic"),
        ({"implicit": 4}, "practice", False, "far"),
        ({"collective": 4}, "method", False, "far"),
        ({"systemic": 4}, "method", False, "far"),
        ({"technological": 4}, "method", False, "near"),
        ({"implicit": 2}, "method", False, "near"),
        ({"implicit": 3, "systemic": 3, "complex": 3, "collective": 3}, "method", False, "far"),
    ],
)
def test_the_kind_of_transfer(levels: Levels, kind: str, ours: bool, name: str) -> None:
    """Dixon's five by the lines of the book."""
    assert dixon(assessed({**EASY, **levels}), kind, BOOK, ours=ours) == name


def test_too_little_known_is_no_kind() -> None:
    """Without a score and without a hard property nothing is claimed."""
    assert dixon(assessed({"complex": 2}), "practice", BOOK, ours=False) is None

"""What would change the verdict: every listed flip moves it, and no other single fact does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from hypothesis import given, settings

from iolkit.outcomes import DISTANCES, READINESS, Flip
from iolkit.outcomes.transferring import Said
from iolkit.records import DIMENSIONS
from iolkit.rubric import fit
from iolkit.rubric.verdict import advice
from tests.rubric.samples import KEYS, PUBLISHED, case, drawn
from tests.rubric.test_verdict import rank

Four = tuple[dict[str, int | None], dict[str, int], dict[str, str], dict[str, str]]


def singles(four: Four) -> Iterator[tuple[str, str, str, Four]]:
    """Every single change, worked out from the plain numbers: subject, name, value, the four."""
    choices = {
        "rating": {d: near(four[0][d]) for d in DIMENSIONS},
        "distance": {name: range(5) for name in DISTANCES},
        "readiness": dict.fromkeys(READINESS, get_args(Said)),
        "precondition": dict.fromkeys(KEYS, ("yes", "no")),
    }
    for place, (subject, by_name) in enumerate(choices.items()):
        for name, values in by_name.items():
            for value in values:
                if four[place].get(name) != value:
                    changed = {**four[place], name: value}
                    yield subject, name, f"{value}", (*four[:place], changed, *four[place + 1 :])


def near(level: int | None) -> list[int]:
    """The levels that one change leads to: all where it is unknown, else one up or down."""
    return [n for n in range(1, 6) if level is None or abs(n - level) == 1]


@settings(max_examples=40, deadline=None)
@given(drawn)
def test_exactly_what_moves_it_is_listed(four: Four) -> None:
    """Over all single changes of a drawn case: listed if and only if the verdict moves, and told
    with the verdict it moves to."""
    stated = advice(case(*four))
    moving = {
        (subject, name, value): to
        for subject, name, value, changed in singles(four)
        if (to := advice(case(*changed))) != stated
    }
    listed = {(each.subject, each.name, each.value): each.advice for each in fit(case(*four)).flips}
    assert listed == moving


def test_better_and_smaller_changes_come_first() -> None:
    """The published example: one level less of what hinders most leads to something."""
    flips = fit(case(PUBLISHED, dict.fromkeys(DISTANCES, 1), dict.fromkeys(READINESS, "yes"))).flips
    assert flips
    assert [each.better for each in flips] == sorted((each.better for each in flips), reverse=True)
    for each in flips:
        assert each.better == (rank(each.advice) < rank("adapt"))


def test_the_nearest_is_one_of_each() -> None:
    """Of several values that lead to the same verdict, the smallest change is kept."""
    said = fit(case({**PUBLISHED, "systemic": 2, "collective": 2, "complex": 2}, {"task": 2}, {}))
    keys = [kind(each) for each in said.nearest]
    assert len(set(keys)) == len(keys) < len(said.flips)
    assert set(keys) == {kind(each) for each in said.flips}
    for first in said.nearest:
        same = [flip for flip in said.flips if kind(flip) == kind(first)]
        assert size(first) == min(size(flip) for flip in same)


def kind(flip: Flip) -> tuple[str, str, str | None]:
    """Which fact leads to which verdict."""
    return flip.subject, flip.name, flip.advice


def size(flip: Flip) -> float:
    """How large a change of a distance is; other subjects have one size here."""
    if flip.subject != "distance":
        return 0.0
    return abs(float(flip.value) - (float(flip.was) if flip.was else 2.0))

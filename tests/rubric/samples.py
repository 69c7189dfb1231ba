"""Cases to ask about: ratings, distances and answers from plain numbers, and how to draw them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from hypothesis import strategies as st

from iolkit.outcomes import DISTANCES, READINESS, OrgProfile, Precondition
from iolkit.outcomes.transferring import Said
from iolkit.records import (
    DIMENSIONS,
    Assessment,
    Dimension,
    Provenance,
    Rating,
    Ratings,
    Reason,
)
from iolkit.rubric import Case, assess, case_of

Levels = Mapping[Dimension, int | None]
NOTED = (Precondition("noted", "Das geht nur, weil sie Zeit haben."),)
PUBLISHED: Levels = {
    "implicit": 2, "systemic": 4, "complex": 3, "collective": 3, "technological": 1,
}  # fmt: skip
PUBLISHED_FAR = {
    "proc": 3, "size": 3, "cult": 2, "reg": 2, "task": 1, "market": 1, "strat": 1, "tech": 0,
}  # fmt: skip


def assessed(levels: Levels, clarity: int = 5) -> Assessment:
    """An assessment with these levels."""
    maker, reason = Provenance("embedded"), Reason("rating_silent")
    rated = (Rating(d, levels.get(d), 1.0, (), reason, maker) for d in DIMENSIONS)
    return assess("item", Ratings(tuple(rated), clarity))


def case(
    levels: Levels,
    far: Mapping[str, int] | None = None,
    answers: Mapping[str, str] | None = None,
    met: Mapping[str, str] | None = None,
    clarity: int = 5,
) -> Case:
    """A case in which a person gave these distances and answers."""
    said = {f"distance.{name}": f"{value}" for name, value in (far or {}).items()}
    said |= {f"readiness.{name}": value for name, value in (answers or {}).items()}
    said |= {f"precondition.{key}": value for key, value in (met or {}).items()}
    profiles = (OrgProfile(), OrgProfile("other"))
    return case_of(assessed(levels, clarity), profiles, said, NOTED, "de")


def some(
    values: st.SearchStrategy[str] | st.SearchStrategy[int], names: tuple[str, ...]
) -> st.SearchStrategy:
    """A value for some of the names; the others stay unknown."""
    return st.dictionaries(st.sampled_from(names), values, max_size=len(names))


levels = st.fixed_dictionaries({d: st.none() | st.integers(1, 5) for d in DIMENSIONS})
far = some(st.integers(0, 4), DISTANCES)
answers = some(st.sampled_from(get_args(Said)), READINESS)
KEYS = ("noted", "technology_there", "team_stays", "system_may_change", "source_shows")
met = some(st.sampled_from(("yes", "no")), KEYS)
drawn = st.tuples(levels, far, answers, met)
"""What `case` is made of."""

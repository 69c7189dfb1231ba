"""Distances from two profiles: what is known, what is left open, and what they cost."""

from __future__ import annotations

from itertools import product

import pytest

from iolkit.outcomes import DISTANCES, Distance, OrgProfile
from iolkit.rubric import FitRubric
from iolkit.rubric.distances import apart, costed, distances, penalty
from tests.rubric.samples import PUBLISHED, PUBLISHED_FAR

RUBRIC = FitRubric.shipped()
LEVELS = {d: level for d, level in PUBLISHED.items() if level is not None}


def known(one: dict[str, str], other: dict[str, str], **said: int) -> dict[str, Distance]:
    """The distances between two profiles with these facts."""
    found = distances(OrgProfile("", one), OrgProfile("x", other), said, RUBRIC)
    assert [each.name for each in found] == list(DISTANCES)
    return {each.name: each for each in found}


def test_the_published_example() -> None:
    """P = .31 for the worked example, where everything is said by a person."""
    every = distances(OrgProfile(), OrgProfile(), PUBLISHED_FAR, RUBRIC)
    for at in ("low", "middle", "high"):
        assert penalty(every, LEVELS, RUBRIC, at) == pytest.approx(0.30875)
    assert sum(each.cost for each in costed(every, LEVELS, RUBRIC)) == pytest.approx(
        30.875, abs=0.05
    )


def test_nothing_known_leaves_everything_open() -> None:
    """Without profiles each distance is 0 to 4, and what it costs a guess in the middle."""
    every = known({}, {})
    assert {(each.low, each.high, each.origin) for each in every.values()} == {(0, 4, "unknown")}
    assert every["task"].known is None


def test_steps_of_an_ordered_fact_are_the_distance() -> None:
    """Two steps apart is 2, whichever way round."""
    for one, other in (("described", "ad_hoc"), ("ad_hoc", "described")):
        proc = known({"maturity": one}, {"maturity": other})["proc"]
        assert (proc.low, proc.high, proc.origin, proc.facts) == (2, 2, "profiles", ("maturity",))


def test_kinds_are_the_same_related_or_other() -> None:
    """Industries without an order give a range each."""
    rule = RUBRIC.facts["industry"]
    assert apart(rule, "food", "food") == rule.same
    assert apart(rule, "food", "chemicals") == rule.related
    assert apart(rule, "food", "health") == rule.other
    assert rule.same < rule.related < rule.other


def test_of_several_facts_the_largest_difference_counts() -> None:
    """Rules that are alike do not make up for co-determination that is not."""
    both = {"regulation": "audited", "codetermination": "none"}
    reg = known(both, {"regulation": "audited", "codetermination": "council"})["reg"]
    assert (reg.low, reg.high) == (2, 2)


def test_a_silent_fact_leaves_the_top_open() -> None:
    """Where one of two facts is not known, the distance is at least that of the other."""
    reg = known({"regulation": "free"}, {"regulation": "some"})["reg"]
    assert (reg.low, reg.high, reg.facts) == (1, 4, ("regulation",))


def test_a_person_s_word_wins() -> None:
    """An override stands whatever the profiles say."""
    cult = known({"culture": "orders"}, {"culture": "self"}, cult=1)["cult"]
    assert (cult.low, cult.high, cult.origin) == (1, 1, "person")


def test_an_option_nobody_knows_says_nothing() -> None:
    """An option that the rubric has dropped since is as good as unknown."""
    tech = known({"technology": "steam"}, {"technology": "paper"})["tech"]
    assert tech.origin == "unknown"


def test_distances_are_symmetric_and_in_range() -> None:
    """For every fact and each pair of its options."""
    for rule in RUBRIC.facts.values():
        for one, other in product(rule.options, repeat=2):
            low, high = apart(rule, one, other)
            assert 0 <= low <= high <= 4
            assert apart(rule, other, one) == (low, high)

"""Gauges and verdict: the published example, ranges, reasons, and that harder is never better."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iolkit import phrases
from iolkit.outcomes import ADVICE, DISTANCES, READINESS, Advice
from iolkit.records import DIMENSIONS
from iolkit.rubric import fit, outlook
from iolkit.rubric.readiness import readiness
from iolkit.rubric.verdict import Case, advice, verdict
from tests.rubric.samples import (
    KEYS,
    PUBLISHED,
    PUBLISHED_FAR,
    case,
    drawn,
)

EIGHT_OF_TWELVE = {
    "prior": "yes", "owner": "yes", "sponsor": "partly", "network": "partly", "means": "partly",
    "goal": "partly",
}  # fmt: skip
EASY = dict.fromkeys(DIMENSIONS, 1)
SAME = dict.fromkeys(DISTANCES, 0)
READY = dict.fromkeys(READINESS, "yes")


def rank(said: Advice | None) -> int:
    """0 = the best verdict; none at all is worse than every one."""
    return ADVICE.index(said) if said else len(ADVICE)


def test_the_published_example() -> None:
    """T = 48, P = .31, A = 8 of 12 -> R = 34, and the verdict is to adapt."""
    asked = case(PUBLISHED, PUBLISHED_FAR, EIGHT_OF_TWELVE)
    knowledge, pair, ready = asked.gauges
    assert (knowledge.value, pair.value, ready.value) == (48, 69, 67)
    assert outlook(asked).value == 34
    assert advice(asked) == "adapt"


def test_all_is_well() -> None:
    """Easy, alike and ready: adopt it, and no unknown is left but what the note names."""
    said = verdict(case(EASY, SAME, READY, {"noted": "yes"}))
    assert said
    assert (said.advice, said.best, said.worst, said.sure) == ("adopt", "adopt", "adopt", True)


def test_everything_hard_is_not_copied() -> None:
    """Five fours are a score of 25: no copy, whatever the place."""
    assert advice(case(dict.fromkeys(DIMENSIONS, 4), SAME, READY)) == "leave"


def test_unmet_preconditions_hold_it_back() -> None:
    """One that is not met allows no adopting, three allow nothing."""
    hard = {**EASY, "implicit": 4, "technological": 4}
    assert advice(case(EASY, SAME, READY, {"noted": "no"})) == "adapt"
    said = {"noted": "no", "technology_there": "no", "source_shows": "no"}
    assert advice(case(hard, SAME, READY, said)) == "leave"


def test_a_precondition_of_a_low_level_does_not_count() -> None:
    """What is asked because of a high level is not asked below it, whatever was answered then."""
    said = {"technology_there": "no"}
    low = case(EASY, SAME, READY, said)
    assert [each.key for each in fit(low).preconditions] == ["noted"]
    assert advice(low) == "adopt"
    high = case({**EASY, "technological": 4}, SAME, READY, said)
    assert {each.key for each in fit(high).preconditions} == {"noted", "technology_there"}


def test_without_a_score_there_is_no_verdict() -> None:
    """Too little known of the knowledge: no verdict, gauges still."""
    asked = case({"complex": 5})
    assert verdict(asked) is None
    assert asked.gauges[0].value is None
    assert outlook(asked).value is None


def test_readiness_counts_yes_and_half_of_partly() -> None:
    """Six answers; what nobody answered is partly, and a range."""
    said = readiness({"prior": "yes", "owner": "no"})
    assert (said.value, said.low, said.high) == (50, 17, 83)
    assert set(said.answers) == set(READINESS)
    assert readiness(dict.fromkeys(READINESS, "yes")).value == 100


@pytest.mark.parametrize("tongue", phrases.TONGUES)
def test_reasons_are_worded(tongue: phrases.Tongue) -> None:
    """What stands against a better verdict is said, with names and figures."""
    no = dict.fromkeys(READINESS, "no")
    asked = case(PUBLISHED, dict.fromkeys(DISTANCES, 4), no, {"noted": "no"}, clarity=2)
    said = verdict(asked)
    assert said and said.advice == "leave"
    words = [phrases.say_reason(each, tongue) for each in said.reasons]
    assert len(set(words)) == len(words) > 6
    assert all(word.endswith(".") and "@" not in word for word in words)
    unmet = {"noted": "no", "system_may_change": "no"}
    blocked = verdict(case({**EASY, "systemic": 4}, SAME, READY, unmet))
    assert blocked and blocked.advice == "pilot"
    assert any("2" in phrases.say_reason(each, tongue) for each in blocked.reasons)


@settings(max_examples=60)
@given(drawn)
def test_the_verdict_lies_in_its_range(given_: tuple) -> None:
    """Best, stated and worst are in order, and so are the ends of every gauge."""
    asked = case(*given_)
    for gauge in (*asked.gauges, outlook(asked)):
        assert 0 <= gauge.low <= gauge.high <= 100
        assert gauge.value is None or gauge.low <= gauge.value <= gauge.high
    said = verdict(asked)
    if said:
        assert rank(said.best) <= rank(said.advice) <= rank(said.worst)


@settings(max_examples=60)
@given(drawn, st.sampled_from(DIMENSIONS), st.integers(1, 4))
def test_a_harder_level_never_helps(given_: tuple, dimension: str, level: int) -> None:
    """Neither the verdict nor the gauges nor the outlook get better when a level rises."""
    known, *rest = given_
    no_better(
        case({**known, dimension: level}, *rest), case({**known, dimension: level + 1}, *rest)
    )


@settings(max_examples=60)
@given(drawn, st.sampled_from(DISTANCES), st.integers(0, 3))
def test_a_larger_distance_never_helps(given_: tuple, name: str, near: int) -> None:
    """The same for each distance that is known."""
    known, said, *rest = given_
    no_better(
        case(known, {**said, name: near}, *rest), case(known, {**said, name: near + 1}, *rest)
    )


@settings(max_examples=60)
@given(drawn, st.sampled_from(READINESS), st.booleans())
def test_less_readiness_never_helps(given_: tuple, name: str, upper: bool) -> None:
    """The same when an answer falls from yes to partly, or from partly to no."""
    known, apart, said, there = given_
    before, after = ("yes", "partly") if upper else ("partly", "no")
    no_better(
        case(known, apart, {**said, name: before}, there),
        case(known, apart, {**said, name: after}, there),
    )


@settings(max_examples=60)
@given(drawn, st.sampled_from(KEYS))
def test_an_unmet_precondition_never_helps(given_: tuple, key: str) -> None:
    """The same when something that was there is missing."""
    *rest, said = given_
    no_better(case(*rest, {**said, key: "yes"}), case(*rest, {**said, key: "no"}))


def no_better(before: Case, after: Case) -> None:
    """Nothing of `after` is better than `before`."""
    assert rank(advice(after)) >= rank(advice(before))
    for old, new in zip(before.gauges, after.gauges, strict=True):
        assert (old.value is None) == (new.value is None)
        assert (new.value or 0) <= (old.value or 0)
        assert new.low <= old.low and new.high <= old.high
    assert (outlook(after).value or 0) <= (outlook(before).value or 0)
    one, other = verdict(before), verdict(after)
    if one and other:
        assert rank(other.best) >= rank(one.best)
        assert rank(other.worst) >= rank(one.worst)


def test_nobody_is_scored() -> None:
    """The records of fit have no field for a person."""
    asked = fit(case(PUBLISHED, PUBLISHED_FAR, EIGHT_OF_TWELVE))
    assert replace(asked, item_id="x").item_id == "x"
    fields = set(type(asked).__dataclass_fields__)
    assert fields == {
        "item_id", "gauges", "distances", "readiness", "preconditions", "verdict", "flips",
        "version",
    }  # fmt: skip

"""The arithmetic of transferability, and the rubric as data."""

from __future__ import annotations

import copy
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit import resources
from iolkit.errors import HouseError
from iolkit.records import DIMENSIONS, Dimension, Provenance, Rating, Ratings, Reason
from iolkit.rubric import Rubric, assess, contributions

Levels = dict[Dimension, int | None]


def ratings(levels: Levels) -> Ratings:
    """Ratings with these levels and nothing else to tell."""
    maker, reason = Provenance("human"), Reason("rating_silent")
    rated = (Rating(d, levels.get(d), 1.0, (), reason, maker) for d in DIMENSIONS)
    return Ratings(tuple(rated), clarity=3, missing=("goal", "why", "evidence"))


def test_worked_example() -> None:
    """The published example: 48 of 100, band B, 33 of the 52 lost points through systemic."""
    profile = {"implicit": 2, "systemic": 4, "complex": 3, "collective": 3, "technological": 1}
    said = assess("item", ratings(profile))
    assert (said.score, said.low, said.high, said.band) == (48, 48, 48, "B")
    assert said.bottleneck == "systemic"
    assert round(contributions(said)["systemic"]) == 33


def test_unknown_levels_give_a_range() -> None:
    """Without technological and collective the example lies anywhere from 29 to 54."""
    said = assess("item", ratings({"implicit": 2, "systemic": 4, "complex": 3}))
    assert (said.low, said.high) == (29, 54)
    assert said.score is not None
    assert said.low <= said.score <= said.high


def test_a_higher_level_never_transfers_better() -> None:
    """Over all 3,125 profiles the score never rises when one level rises."""
    score = {}
    for levels in product(range(1, 6), repeat=5):
        score[levels] = assess("i", ratings(dict(zip(DIMENSIONS, levels, strict=True)))).score
    for levels, value in score.items():
        for place in range(5):
            if levels[place] < 5:
                harder = (*levels[:place], levels[place] + 1, *levels[place + 1 :])
                assert score[harder] <= value
    assert (score[1, 1, 1, 1, 1], score[5, 5, 5, 5, 5]) == (100, 0)


profiles = st.fixed_dictionaries({d: st.none() | st.integers(1, 5) for d in DIMENSIONS})


@given(profiles)
def test_contributions_add_up(levels: Levels) -> None:
    """What the dimensions cost adds up to what is missing to 100 (the score is rounded)."""
    said = assess("item", ratings(levels))
    lost = contributions(said)
    if said.score is None:
        assert not lost
    else:
        assert sum(lost.values()) == pytest.approx(100 - said.score, abs=0.501)
        assert set(lost) == {d for d, level in levels.items() if level is not None}


@given(profiles)
def test_score_lies_in_its_range(levels: Levels) -> None:
    """The range holds the score, and both stand or fall together with the band."""
    said = assess("item", ratings(levels))
    if said.score is None:
        assert (said.low, said.high, said.band, said.bottleneck) == (None, None, None, None)
    else:
        assert said.low is not None and said.high is not None
        assert 0 <= said.low <= said.score <= said.high <= 100
        assert said.band is not None


@pytest.mark.parametrize(
    "levels",
    [
        {},
        {"implicit": 2, "systemic": 3},
        {"complex": 1, "technological": 1, "collective": 1},
    ],
)
def test_too_little_known(levels: Levels) -> None:
    """No score with fewer than three dimensions, nor without both implicit and systemic."""
    assert assess("item", ratings(levels)).score is None


def test_one_of_implicit_and_systemic_is_enough() -> None:
    """Three known dimensions with one of the two heavy ones give a score."""
    said = assess("item", ratings({"implicit": 3, "complex": 1, "collective": 1}))
    assert said.score is not None


@pytest.mark.parametrize(("level", "band"), [(1, "A"), (2, "A"), (3, "B"), (4, "C"), (5, "D")])
def test_bands(level: int, band: str) -> None:
    """Five equal levels fall into the bands one would expect."""
    said = assess("item", ratings(dict.fromkeys(DIMENSIONS, level)))
    assert said.band == band


def test_nothing_hard_has_no_bottleneck() -> None:
    """Where every level is 1 nothing holds the item back."""
    assert assess("item", ratings(dict.fromkeys(DIMENSIONS, 1))).bottleneck is None


def test_equal_levels_name_the_heavier_bottleneck() -> None:
    """Among equally high levels the one with more weight is named."""
    said = assess("item", ratings({"implicit": 4, "systemic": 4, "complex": 2}))
    assert said.bottleneck == "implicit"


def test_ratings_come_back_in_order() -> None:
    """An assessment lists the dimensions in the order of the records, whatever came in."""
    given_ratings = ratings(dict.fromkeys(DIMENSIONS, 2))
    shuffled = Ratings(tuple(reversed(given_ratings.ratings)), 3)
    assert [r.dimension for r in assess("i", shuffled).ratings] == list(DIMENSIONS)


def test_shipped_rubric_speaks_both_languages() -> None:
    """Every criterion has five different descriptors in each language and cues both ways."""
    for criterion in Rubric.shipped().dimensions.values():
        assert len(set(criterion.descriptors.de)) == len(set(criterion.descriptors.en)) == 5
        for lists in (criterion.cues.de, criterion.cues.en):
            assert len(lists.raise_) > 20
            assert len(lists.lower) > 20


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("dimensions", "implicit", "weight"), 0.9),
        (("dimensions", "implicit", "descriptors", "de"), ["nur einer"]),
        (("bands", "B"), 80),
        (("clarity", "goal"), None),
        (("surplus",), 1),
    ],
)
def test_faulty_rubric_is_named(path: tuple[str, ...], value: object) -> None:
    """A fault in the file ends in a HouseError that names the place."""
    data = copy.deepcopy(resources.rules("rubrics/knowledge.yaml"))
    place = data
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    with pytest.raises(HouseError) as caught:
        Rubric.from_data(data)
    assert caught.value.key == "rubric_invalid"


@pytest.mark.parametrize("table", ["dimensions", "clarity", "false_friends"])
def test_rubric_without_a_part_is_refused(table: str) -> None:
    """All five dimensions and all six slots must be there."""
    data = copy.deepcopy(resources.rules("rubrics/knowledge.yaml"))
    data[table].pop(next(iter(data[table])))
    with pytest.raises(HouseError):
        Rubric.from_data(data)

"""The lists of abbreviations."""

from itertools import combinations

import pytest

from iolkit.language import abbreviations, fold

LISTS = {
    name: getattr(abbreviations, name)
    for name in ("NEVER_LAST", "BEFORE_NUMBERS", "SOMETIMES_LAST", "UNITS", "COUNTED")
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_folded_and_without_the_last_stop(name: str) -> None:
    """Look-ups fold the word and drop the stop."""
    assert all(fold(entry) == entry and not entry.endswith(".") for entry in LISTS[name])


def test_no_abbreviation_follows_two_rules() -> None:
    """Whether a sentence may end after it has one answer."""
    rules = [LISTS[name] for name in ("NEVER_LAST", "BEFORE_NUMBERS", "SOMETIMES_LAST")]
    assert all(one.isdisjoint(other) for one, other in combinations(rules, 2))

"""Narrowing a search on the command line."""

from __future__ import annotations

from datetime import date

import pytest

from iolkit.cli.finding import narrowed
from iolkit.errors import WrongUse
from iolkit.outcomes import Filters


def test_every_filter_can_be_named() -> None:
    """NAME=VALUE, once a filter; dates are dates, yes and no are yes and no."""
    assert narrowed([]) == Filters()
    assert narrowed(
        ["programme=A=B", "band=A", "since=2026-01-01", "reviewed=yes", "sensitivity=clear"]
    ) == Filters(
        programme="A=B", band="A", since=date(2026, 1, 1), reviewed=True, sensitivity="clear"
    )
    assert narrowed(["reviewed=no"]) == Filters()


@pytest.mark.parametrize(
    "given", ["band", "band=E", "since=1.1.26", "colour=red", "programme=", "note_ids=x", "="]
)
def test_a_filter_that_is_none_is_refused(given: str) -> None:
    """A slip of the finger must not search everything instead."""
    with pytest.raises(WrongUse) as caught:
        narrowed([given])
    assert caught.value.key == "filter_unknown"

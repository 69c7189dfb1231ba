"""Narrowing a search on the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iolkit.cli.finding import narrowed
from iolkit.errors import WrongUse
from iolkit.outcomes import Filters
from tests.cli.conftest import Call


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


@pytest.mark.weights
@pytest.mark.parametrize(("name", "begins"), [("hits.csv", b"\xef\xbb\xbf"), ("hits.XLSX", b"PK")])
def test_hits_are_written_into_a_table(
    call: Call, notes: Path, tmp_path: Path, name: str, begins: bytes
) -> None:
    """The suffix names the format, whatever its case; nothing that is masked is in the file."""
    call("add", str(notes))
    said = call("search", "Leitfaden Abschied", "--table", str(tmp_path / name))
    assert said.code == 0
    assert name in said.out
    made = (tmp_path / name).read_bytes()
    assert made.startswith(begins)
    if name.endswith(".csv"):
        assert "Leitfaden" in made.decode("utf-8-sig")
        assert "Varghese" not in made.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--table", "hits.ods"], 2), (["--table", "hits.csv", "--json"], 2),
     (["--table", "no-such-folder/hits.csv"], 1)],
)  # fmt: skip
def test_a_table_that_cannot_be_is_refused_before_the_search(
    call: Call, words: list[str], code: int
) -> None:
    """Another suffix, JSON at the same time, a folder that is not there."""
    assert call("search", "q", *words).code == code

"""The search page on a real kit: three people's notes of one table, found, grouped, reported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from iolkit.kit import Kit, load_settings
from iolkit.outcomes import Upload
from tests.app.conftest import _draw, raw_keys_on, words_on

pytestmark = pytest.mark.weights
ROWS = Path(__file__).parents[1] / "search" / "round_table.tsv"
HEAD = """---
title: Runder Tisch Schichtarbeit
programme: Lernverbund Nord
format: round table
date: 2026-03-12
host: Nordhaven
---
"""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    """A kit with a note by each of three people, who heard the same ten statements."""
    rows = [line.split("\t")[1] for line in ROWS.read_text(encoding="utf-8").splitlines()]
    notes = [
        Upload(f"{who}.md", (HEAD + "\n".join(f"- {row}" for row in rows[n::3])).encode())
        for n, who in enumerate(("anna", "bert", "carol"))
    ]
    with Kit.open(load_settings(data_dir=tmp_path_factory.mktemp("house") / "space")) as opened:
        list(opened.add_uploads(notes))
        yield opened


def _page(kit: Kit, tongue: str, **address: str) -> AppTest:
    at = AppTest.from_function(_draw, args=("search_ask", kit, tongue), default_timeout=60)
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    assert raw_keys_on(at) == []
    return at


def test_three_people_take_one_place(real: Kit) -> None:
    """What they all wrote is one card and two folded up; the command line still gives every hit."""
    found = real.search("Schichtübergabe als Rundgang", 10)
    assert len(found.hits) == 10
    assert len(found.groups[0]) >= 2
    at = _page(real, "de", q="Schichtübergabe als Rundgang")
    assert any(
        "sagen fast dasselbe" in box.label or "sagt fast" in box.label for box in at.expander
    )


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_a_mistyped_word_finds_the_same(real: Kit, tongue: str) -> None:
    """Said, reversible, and the hits are those of the right spelling."""
    right = [hit.id for hit in real.search("Schichtplan", 3).hits]
    assert [hit.id for hit in real.search("Schichtlpan", 3).hits] == right
    at = _page(real, tongue, q="Schichtlpan")
    assert "Schichtplan" in words_on(at)
    at.button(key="search_other_reading").click().run()
    assert at.query_params["typed"] == "yes"
    answer = real.ask("Wer darf die Lernzeit im Schichtlpan streichen?")
    assert answer.question == "Wer darf die Lernzeit im Schichtlpan streichen?"
    assert answer.read_as is not None


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_what_was_learned_is_told_from_what_they_wrote(real: Kit, tongue: str) -> None:
    """A report with quotes that open their passage, and who stands behind them."""
    at = _page(real, tongue, q="Lernen im Schichtbetrieb", way="learned")
    assert at.segmented_control(key="search_way").value == "learned"
    sources = [one for one in at.button if one.key and one.key.startswith("learned_")]
    chips = [one for one in sources if one.key not in ("learned_make",)]
    assert chips
    chips[0].click().run()
    assert not at.exception
    assert at.query_params["passage"] == chips[0].key.removeprefix("learned_")
    assert ":blue-background[" in words_on(at)

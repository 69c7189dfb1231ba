"""Amounts that are nobody's secret."""

from __future__ import annotations

import pytest

from iolkit.recognizers.judge import VERDICTS, Judged
from iolkit.recognizers.openness import is_open
from iolkit.recognizers.page import Page
from iolkit.recognizers.spans import Stretch


def amount(text: str, part: str, sensitive: float, kind: str = "money") -> tuple[Page, Judged]:
    """A page and an amount in it, `sensitive` sure."""
    start = text.index(part)
    chances = (1 - sensitive, *([0.0] * (len(VERDICTS) - 2)), sensitive)
    return Page(text), Judged(Stretch(start, start + len(part), kind), chances)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Umsatz 1,2 Mrd. € laut Geschäftsbericht", "1,2 Mrd. €"),
        ("The fare, tickets £18 each", "£18"),
        ("Fahrkarte 23,40 Euro", "23,40 Euro"),
    ],
)
def test_public_and_everyday_amounts_are_open(text: str, part: str) -> None:
    """Published figures and tickets are no secret, unless the judge is all but certain."""
    assert is_open(*amount(text, part, 0.5))
    assert not is_open(*amount(text, part, 0.95))


def test_another_clause_does_not_open_an_amount() -> None:
    """A list price in brackets says nothing of the price agreed."""
    text = "Wir zahlen 38,50 € (Listenpreis auf der Webseite: 45 €)"
    assert not is_open(*amount(text, "38,50 €", 0.5))
    assert is_open(*amount(text, "45 €", 0.5))


def test_clauses_are_not_asked() -> None:
    """Only amounts are open by their words."""
    assert not is_open(*amount("laut Presse 5 Euro", "5 Euro", 0.5, "clause"))

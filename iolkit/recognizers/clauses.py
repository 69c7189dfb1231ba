"""Clauses that are secrets by their meaning: personnel, contract, strategy, security, know-how.

The judge says how probable each reading is; words of the decision table settle the concern. A
personnel matter that tells of health, faith or union is `special`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from iolkit.recognizers.concerns import concern
from iolkit.recognizers.findings import Finding
from iolkit.recognizers.judge import Judged
from iolkit.recognizers.page import Page
from iolkit.records import Category, Reason

LEAST = {"confidential": 0.15, "figures": 0.02, "money": 0.02}
LEAST_OTHERS = 0.03
"""How probable a secret must be for a clause or amount to be flagged, by verdict. Markers of
confidence have patterns of their own (confidential.py), so the judge adds what it is surer of."""

_AMOUNTS = ("figures", "money")


def clauses(page: Page, judged: Sequence[Judged]) -> Iterator[Finding]:
    """The clauses among what the judge chose."""
    for one in judged:
        if one.stretch.kind != "clause":
            continue
        text = page.text[one.stretch.start : one.stretch.end]
        category = _category(one)
        raised = concern(category, text)
        why = Reason("clause", {"category": f"@category.{category}"})
        yield Finding(
            one.stretch.start, one.stretch.end, "special" if raised == "S9" else category, raised,
            _score(one), one.told_by("clause_model"), why,
        )  # fmt: skip


def likely(judged: Iterable[Judged]) -> list[Judged]:
    """The clauses and amounts that are probable enough to be flagged.

    A clause that is like an amount is none: the amount in it is a reading of its own.
    """
    return [
        one
        for one in judged
        if one.sensitive >= LEAST.get(one.verdict, LEAST_OTHERS)
        and not (one.stretch.kind == "clause" and one.verdict in _AMOUNTS)
    ]


def _category(one: Judged) -> Category:
    verdict = one.verdict
    return "figures" if verdict == "none" else verdict


def _score(one: Judged) -> float:
    """How sure the flag is, 0.3..0.95: the judge is trained to say "none" for nearly everything."""
    return round(min(0.95, 0.3 + 0.9 * one.sensitive), 3)

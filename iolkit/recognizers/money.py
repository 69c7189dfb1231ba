"""Sums of money that are nobody else's business: budgets, prices, rates, salaries, discounts.

The judge says whether an amount is a secret (an annual report, a price list, a ticket speak against
it); here it becomes a finding with the concern it raises.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iolkit.recognizers.concerns import concern
from iolkit.recognizers.findings import Finding
from iolkit.recognizers.judge import Judged
from iolkit.recognizers.page import Page
from iolkit.records import Reason


def money(page: Page, judged: Sequence[Judged]) -> Iterator[Finding]:
    """The amounts of money among what the judge chose."""
    for one in judged:
        if one.stretch.kind == "clause" or one.verdict != "money":
            continue
        start, end, _ = one.stretch
        around = page.text[max(0, start - 70) : end + 30]
        score = round(min(0.95, 0.35 + 0.7 * one.sensitive), 3)
        why = Reason("amount", {"recognizer": "@recognizer.money"})
        name = one.told_by("money")
        yield Finding(start, end, "money", concern("money", around), score, name, why)

"""Business figures that are not money: rates, volumes, head counts, capacities.

The judge tells a business figure from a workshop's head count or a learning result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iolkit.recognizers.concerns import concern
from iolkit.recognizers.findings import Finding
from iolkit.recognizers.judge import Judged
from iolkit.recognizers.page import Page
from iolkit.records import Reason


def figures(page: Page, judged: Sequence[Judged]) -> Iterator[Finding]:
    """The business figures among what the judge chose; other verdicts on an amount count as one."""
    for one in judged:
        if one.stretch.kind == "clause" or one.verdict == "money":
            continue
        start, end, _ = one.stretch
        raised = concern("figures", page.text[start : end + 20])
        score = round(min(0.95, 0.35 + 0.7 * one.sensitive), 3)
        why = Reason("amount", {"recognizer": "@recognizer.figures"})
        name = one.told_by("figures")
        yield Finding(start, end, "figures", raised, score, name, why)

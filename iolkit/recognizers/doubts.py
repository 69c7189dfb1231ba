"""What an unsure reading needs before it counts: company, or words that can carry a secret.

The judge leans on length and place as well as on words, and with so little it takes a date, a
heading or a piece of advice for a secret. Secrets come in company: beside surer ones an unsure
reading is worth a flag. Alone it has to hold the words of its decision, and advice never counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from iolkit.recognizers.judge import Judged
from iolkit.recognizers.page import Page
from iolkit.recognizers.spans import cues

SURE = 0.22
"""How probable a secret must be to count by itself and to be company for others."""
NEAR = 400
"""Characters within which one secret is company for another."""

_CARRIERS = frozenset(
    "sell dismissal health creed conduct terms nda weak access technical unannounced pay".split()
)
_WITH_PLAN = frozenset(("end", "move", "site"))


def beyond_doubt(
    page: Page, judged: Iterable[Judged], marked: Sequence[tuple[int, int]]
) -> list[Judged]:
    """The readings that may count. `marked` are stretches that patterns hold to be secret."""
    read = list(judged)
    sure = [one for one in read if one.sensitive >= SURE]
    company = sorted({*marked, *((one.stretch.start, one.stretch.end) for one in sure)})
    return [one for one in read if one.sensitive >= SURE or _stands(page, one, company)]


def _stands(page: Page, one: Judged, company: Sequence[tuple[int, int]]) -> bool:
    start, end, kind = one.stretch
    if _accompanied(start, end, company):
        return True
    return kind == "clause" and _carries(page, start, end)


def _accompanied(start: int, end: int, company: Sequence[tuple[int, int]]) -> bool:
    first = bisect_left(company, (start - 3 * NEAR, 0))
    for a, b in company[first:]:
        if a > end + NEAR:
            return False
        if b >= start - NEAR and (b <= start or end <= a):
            return True
    return False


def _carries(page: Page, start: int, end: int) -> bool:
    found: set[str] = set()
    for low in page.low[slice(*page.token_range(start, end))]:
        found.update(cues(low))
    return bool(found & _CARRIERS) or ("plan" in found and len(found & _WITH_PLAN) > 1)

"""Amounts that are nobody's secret: published ones (annual report, list price), tickets, lunches.

The judge has seen such amounts too; where their words stand in the same clause it must be all but
certain to be heard.
"""

from __future__ import annotations

import re

from iolkit.recognizers.cuewords import cues
from iolkit.recognizers.judge import Judged
from iolkit.recognizers.page import Page

ALL_BUT_CERTAIN = 0.8
_OPEN = frozenset(("published", "everyday"))
_BORDER = re.compile(r"[;()\n]|[.!?,]\s|\s[–—-]\s")
_BEFORE, _AFTER = 80, 60
"""Characters within which a clause is looked at."""


def is_open(page: Page, one: Judged) -> bool:
    """Whether an amount stands in a clause that tells of something public or everyday."""
    start, end, kind = one.stretch
    if kind == "clause" or one.sensitive >= ALL_BUT_CERTAIN:
        return False
    begin = max(0, start - _BEFORE)
    for border in _BORDER.finditer(page.text, begin, start):
        begin = border.end()
    after = _BORDER.search(page.text, end, end + _AFTER)
    finish = after.start() if after else min(len(page.text), end + _AFTER)
    words = page.low[slice(*page.token_range(begin, finish))]
    return any(_OPEN.intersection(cues(word)) for word in words)

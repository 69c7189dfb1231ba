"""What an unsure reading needs before it counts: company, or words that can carry a secret.

The judge leans on length and place as well as on words, and with so little it takes a date, a
heading or a piece of advice for a secret. Secrets come in company: beside surer ones an unsure
reading is worth a flag. Alone it has to hold the words of its decision, and advice never counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from iolkit.recognizers.cuewords import cues
from iolkit.recognizers.extents import extent
from iolkit.recognizers.judge import Judged
from iolkit.recognizers.page import Page
from iolkit.recognizers.spans import Stretch

SURE = 0.2
"""How probable a secret must be to count by itself and to be company for others."""
WEAK = 0.1
"""Below this, a statement needs company and words that can carry a secret; above it, either."""
SURE_ADVICE = 0.5
"""How probable it must be when the sentence asks or advises."""
NEAR = 800
"""Characters within which one secret is company for another."""

_CARRIERS = frozenset(
    ["sell", "dismissal", "health", "creed", "terms", "nda", "weak", "access", "pay"]
)
_WITH_PLAN = frozenset(("end", "move", "site"))

_ADVICE = re.compile(
    r"""(?:please\s+|bitte\s+|always\s+|never\s+|then\s+|first,?\s+|let(?:['’]?s|\s+us)\s+)?
    (?:start|stop|write|ask|keep|name|meet|copy|adapt|use|bring|put|make|take|tell|give|plan|begin|leave|choose
    |read|send|check|book|invite|share|try|do|listen|avoid|agree|talk|let|show|find|draw|turn|set|pick|test)\b
    (?!\s+(?:you|yourself|me|him|them)\b)
    |[^\W\d_]+e?n\sSie\b|lassen\ssie\b|man\b|wer\b|jede[rs]?\b|alle\b|niemand\b|kein\w*\b
    |everyone\b|everybody\b|anyone\b|nobody\b|those\swho\b|each\b|every\b|one\s(?:has|should|needs|can|must)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_LESSON = re.compile(
    r"\b(?:gelernt|dazugelernt|lernten|lerneffekt|lehre daraus|learn(?:ed|t)|lesson|takeaway)\b",
    re.IGNORECASE,
)
"""Words of a statement that tells what was learnt: it may be passed on, mistakes included."""
_DATE = re.compile(
    r"""(?:[^\W\d_]{3,14}\s?[:|]\s?)?(?:(?:\w+,\s)?\d{1,2}(?:\.|st|nd|rd|th)?\s(?:jan|feb|m(?:ä|ae)r|mar|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[cz])
    [^\W\d]*\.?(?:\s(?:19|20)\d{2})?|[^\W\d_]+\s(?:19|20)\d{2}|[\d.:/|\s–-]+(?:uhr|h|pm|am)?
    |(?:\d+|half\san?|halbe[sn]?|an?|eine?[nm]?)\s(?:days?|tage?n?|weeks?|wochen?|months?|monate?n?|min(?:ute[ns]?|\.)?|h|hours?|stunden?|years?|jahre?n?))""",
    re.VERBOSE | re.IGNORECASE,
)


def beyond_doubt(
    page: Page, judged: Iterable[Judged], marked: Sequence[tuple[int, int]]
) -> list[Judged]:
    """The readings that may count. `marked` are stretches that patterns hold to be secret."""
    read = [_as_long_as_it_is(page, one) for one in judged]
    sure = [one for one in read if one.sensitive >= SURE and not _harmless(page, one)]
    company = sorted({*marked, *((one.stretch.start, one.stretch.end) for one in sure)})
    doubted = [one for one in read if one.sensitive < SURE and not _harmless(page, one)]
    left = [*sure, *(one for one in doubted if _stands(page, one, company))]
    amounts = [one for one in left if one.stretch.kind != "clause"]
    return [one for one in left if not _only_about(one, amounts)]


def _only_about(one: Judged, amounts: Sequence[Judged]) -> bool:
    """Whether a statement is no more than a sentence around an amount that is surer than it."""
    start, end, kind = one.stretch
    if kind != "clause" or one.verdict not in ("money", "figures", "ip"):
        return False
    return any(
        start <= other.stretch.start
        and other.stretch.end <= end
        and other.sensitive > one.sensitive
        for other in amounts
    )


def _harmless(page: Page, one: Judged) -> bool:
    """Whether a reading is a date or duration, or a question or advice that is not sure enough."""
    start, end, kind = one.stretch
    if _DATE.fullmatch(page.text, start, end):
        return True
    if kind != "clause" or one.sensitive >= SURE_ADVICE:
        return False
    if one.sensitive < SURE and len(page.text[start:end].split()) < 2:
        return True
    if one.sensitive < SURE and _LESSON.search(page.text, start, end):
        return True
    if page.text[start:end].rstrip().endswith("?") or page.text[end : end + 1] == "?":
        return True
    sentence = page.sentences[page.sentence_at(start)]
    return bool(_ADVICE.match(page.text, sentence.start) or _ADVICE.match(page.text, start))


def _as_long_as_it_is(page: Page, one: Judged) -> Judged:
    """An amount without the words around it that the judge took along."""
    start, end, kind = one.stretch
    if kind == "clause":
        return one
    loose = one.verdict != "money"
    return one._replace(stretch=Stretch(*extent(page.text, start, end, loose), kind))


def _stands(page: Page, one: Judged, company: Sequence[tuple[int, int]]) -> bool:
    start, end, kind = one.stretch
    accompanied = _accompanied(start, end, company)
    if kind != "clause":
        return accompanied
    carries = _carries(page, start, end)
    return accompanied and carries if one.sensitive < WEAK else accompanied or carries


def _accompanied(start: int, end: int, company: Sequence[tuple[int, int]]) -> bool:
    first = bisect_left(company, (start - 3 * NEAR, 0))
    for a, b in company[first:]:
        if a > end + NEAR:
            return False
        if b >= start - NEAR and (b <= start or end <= a):
            return True
    return False


def _carries(page: Page, start: int, end: int) -> bool:
    words = page.low[slice(*page.token_range(start, end))]
    found = {cue for low in words for cue in cues(low)}
    if found & _CARRIERS or ("plan" in found and len(found & _WITH_PLAN) > 1):
        return True
    return "technical" in found and any(word[0].isdigit() for word in words)

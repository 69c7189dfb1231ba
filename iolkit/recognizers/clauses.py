"""Clauses that are secrets by their meaning: personnel, contract, strategy, security, know-how.

The judge says how probable each reading is; cue words of the decision table settle the concern, and a
marker of confidence nearby ("unter uns") lets a less sure clause through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iolkit.recognizers.findings import Finding
from iolkit.recognizers.judge import Judged, chosen
from iolkit.recognizers.page import Page
from iolkit.records import Category, Reason

LEAST = {"confidential": 0.12, "figures": 0.05}
LEAST_OTHERS = 0.06
"""How probable a secret must be for a clause or amount to be flagged, by verdict. Markers of confidence
have patterns of their own (confidential.py), so the judge only adds what it is sure of."""

_CONCERNS: dict[str, tuple[tuple[str, str], ...]] = {
    "strategy": (
        ("S13", r"\b(?:fusion\w*|verschmelz\w*|(?:zu|ver)?kauf\w*|übern\w+|uebern\w+|merge\w*|acqui\w*|buy\w*|sell\w*|sold|takeover|bid|offer|signing|joint venture|fonds|investor\w*|ipo)\b"),
        ("S14", r"\b(?:schlie(?:ß|ss)\w*|dicht\w*|zu(?:machen|gemacht)|aufl(?:ö|oe)s\w*|stellen\w*|abbau\w*|kurzarbeit|verlager\w*|clos\w*|shut\w*|layoff\w*|redundan\w*|mothball\w*|betriebsrat\w*)\b"),
    ),
    "contract": (("S3", r"\b(?:rabatt\w*|nachlass|lieferant\w*|supplier\w*|vendor\w*|anbieter\w*)\b"),),
    "security": (("S19", r"(?:passwor|kennwor|\bpin\b|\bpw\b|token|api[- ]key|zugangscode|türcode|tuercode|door code|gate code|\blogin\b)"),),
    "personnel": (("S8", r"\b(?:nullrunde|gehaltsrunde|erh(?:ö|oe)hung|salary round|pay rise|hiring freeze|einstellungsstopp|abwerb\w*)\b"),),
}  # fmt: skip
_DEFAULT = {
    "strategy": "S12",
    "contract": "S11",
    "security": "S15",
    "personnel": "S7",
    "ip": "S16",
    "confidential": "S5",
}
_HEALTH = re.compile(
    r"\b(?:krank\w*|erkrank\w*|dienstunf\w*|burn-?\s?out|ausgebrannt|burnt out|depress\w*|sick|trinkt|s(?:ä|ae)uft|drunk|drink(?:s|ing)|alkohol\w*|reha\b|krebs|cancer|schwanger\w*|pregnan\w*|rollstuhl|wheelchair|schwerbehinder\w*|disab\w*|arthritis|knee operation|therapie|erwerbsminder\w*|gewerkschaft\w*|union member\w*|in the union|muslim\w*|j(?:ü|ue)d\w*|jewish|ramadan|schwul|lesb\w*|gay|trans\b|diagnos\w*|psych\w*|leiden|stress)\b",
    re.IGNORECASE,
)


def clauses(page: Page, judged: Sequence[Judged]) -> Iterator[Finding]:
    """The clauses among what the judge chose (see `choice`)."""
    for one in judged:
        if one.stretch.kind != "clause":
            continue
        text = page.text[one.stretch.start : one.stretch.end]
        category = _category(one)
        special = category == "personnel" and bool(_HEALTH.search(text))
        concern = "S9" if special else _concern(category, text)
        why = Reason("clause", {"category": f"@category.{category}"})
        yield Finding(
            one.stretch.start, one.stretch.end, "special" if special else category, concern,
            _score(one), "clause_model", why,
        )  # fmt: skip


def choice(judged: Sequence[Judged]) -> list[Judged]:
    """The clauses and amounts to flag, none overlapping another."""
    return chosen([j for j in judged if j.sensitive >= LEAST.get(j.verdict, LEAST_OTHERS)])


def _category(one: Judged) -> Category:
    verdict = one.verdict
    return "figures" if verdict == "none" else verdict


def _concern(category: Category, text: str) -> str | None:
    for concern, pattern in _CONCERNS.get(category, ()):
        if re.search(pattern, text, re.IGNORECASE):
            return concern
    return {"money": "S1", "figures": "S2"}.get(category) or _DEFAULT.get(category)


def _score(one: Judged) -> float:
    """How sure the flag is, 0.3..0.95: the judge is trained to say "none" for nearly everything."""
    return round(min(0.95, 0.3 + 0.9 * one.sensitive), 3)

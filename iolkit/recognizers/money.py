"""Sums of money that are nobody else's business: budgets, prices, rates, salaries, discounts.

The judge says whether an amount is a secret; here it becomes a finding with the concern it raises.
Published figures (annual report, price list, a ticket) weigh against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iolkit.recognizers.amounts import with_nouns
from iolkit.recognizers.findings import Finding
from iolkit.recognizers.judge import Judged
from iolkit.recognizers.page import Page
from iolkit.records import Reason

_CONCERNS = (
    ("S8", re.compile(r"\b(?:gehalt\w*|geh(?:ä|ae)lter|lohn|l(?:ö|oe)hne|bonus\w*|pr(?:ä|ae)mie\w*|salar\w*|wage\w*|pay rise|verdien\w*|earns?|abfindung\w*|monatsgeh\w*)\b", re.I)),
    ("S3", re.compile(r"\b(?:anbieter|lieferant\w*|vendor|supplier|tagess(?:a|ä|ae)tz\w*|stundensatz|day rate|a day|am tag|je tag|rabatt|nachlass|discount|% off|berater\w*|coach\w*|trainer\w*|lizenz\w*|licen[cs]e\w*|angebot|quote|facilitator|fee|honorar)\b", re.I)),
    ("S2", re.compile(r"\b(?:marge\w*|rohmarge|margin\w*|st(?:ü|ue)ckpreis|preis\w*|price\w*|umsatz|revenue|kosten je|cost per|deckungsbeitrag|minutenpreis)\b", re.I)),
)  # fmt: skip


def money(page: Page, judged: Sequence[Judged]) -> Iterator[Finding]:
    """The amounts of money among what the judge chose."""
    for one in judged:
        if one.stretch.kind == "clause" or one.verdict != "money":
            continue
        start, end = with_nouns(page.text, one.stretch.start, one.stretch.end)
        around = page.text[max(0, start - 70) : end + 30]
        concern = next((c for c, pattern in _CONCERNS if pattern.search(around)), "S1")
        score = round(min(0.95, 0.35 + 0.7 * one.sensitive), 3)
        why = Reason("amount", {"recognizer": "@recognizer.money"})
        yield Finding(start, end, "money", concern, score, "money", why)

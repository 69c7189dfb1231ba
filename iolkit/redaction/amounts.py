"""Amounts and figures in softer words: the magnitude stays, the value goes.

"480.000 €" becomes "ein mittlerer sechsstelliger Betrag", "14 % Rabatt" "ein Rabatt im
zweistelligen Prozentbereich", "von 81 auf 68 %" "[Rückgang]". What cannot be read as one number
gets no softer words (None): the caller hides it behind a label instead.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from iolkit.phrases import Tongue
from iolkit.redaction import numerals, words

Frame = Literal["nom", "acc", "dat", "range"]
"""What the sentence asks for: a case, or no case at all (after a noun or a colon)."""

_NUMBER = r"\d{1,3}(?:[.,'’  ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_SCALED = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?P<scale>Mio\b|Mill\b|Million(?:en)?\b|mn\b|m\b|Mrd\b|Milliarden?\b|"
    r"billion\b|bn\b|Tsd\b|tausend\b|thousand\b|k\b|T€|TEUR\b|TCHF\b)?",
    re.IGNORECASE,
)
_SCALES = (("mrd", 1e9), ("mill", 1e6), ("mi", 1e6), ("b", 1e9), ("m", 1e6), ("t", 1e3), ("k", 1e3))
_PERCENT = re.compile(r"%|\b(?:prozent|percent|per cent|prozentpunkte|percentage points)\b", re.I)
_FORTH = re.compile(r"\s(?:auf|to|nach)\s|->|→|=>|–>", re.IGNORECASE)
_BACK = re.compile(r"\b(?:statt|vorher|früher|zuvor|up from|down from|was|before)\b", re.IGNORECASE)
_HEAD = re.compile(
    r"(?P<head>Tagessatz|Tagessätze|Stundensatz|Satz|Rabatt|Nachlass|Preis|Aufschlag|Bonus|Skonto|"
    r"day rate|daily rate|hourly rate|rate|discount|retainer|fee|bonus|mark-up|grant)\b"
)
_BROKEN = re.compile(r"-\s*\n\s*")
_PER = re.compile(
    r"\s(?:(?:pro|je|per|im|a|an|each)\s[^\W\d_]+(?:\s(?:und|and|pro|je|per)\s[^\W\d_]+)?|"
    r"p\.\s?a\.|jährlich|monatlich|mtl\.|netto|brutto|a year)$"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A value read from a text: how much, of what kind, and the words of it that may stay."""

    value: float
    kind: Literal["sum", "share", "count"]
    head: str = ""
    """The noun it counts as ("Tagessatz", "Rabatt"), when the text names one."""
    per: str = ""
    """ " pro Kopf", " a year": what it refers to."""


def read(text: str, *, is_money: bool) -> Amount | None:
    """The one amount in `text`; None when there is none, or more than one number."""
    text = _BROKEN.sub("", text)
    found = list(_SCALED.finditer(text))
    if len(found) > 1:
        return None
    value = _value(found[0]) if found else numerals.read(text)
    if not value:
        return None
    percent = _PERCENT.search(text)
    kind: Literal["sum", "share", "count"] = "share" if percent else "sum" if is_money else "count"
    head, per = _HEAD.search(text), _PER.search(text)
    return Amount(value, kind, head[0] if head else "", per[0] if per else "")


def head_after(text: str) -> str:
    """The noun right after an amount, with the space before it: " Tagessatz"; empty if none."""
    found = _HEAD.match(text.lstrip(" "))
    return text[: len(text) - len(text.lstrip(" "))] + found[0] if found else ""


def soften(amount: Amount, frame: Frame, tongue: Tongue) -> str:
    """The amount's magnitude in words, in the case the sentence asks for."""
    forms = words.amounts(tongue)
    digits = math.floor(math.log10(max(amount.value, 1))) + 1
    if amount.kind == "count":
        return words.at_least(int(amount.value), tongue) + amount.per
    if amount.kind == "share":
        pattern = forms.deduction if amount.head else forms.share
        shown = _digits(min(digits, 2), forms) + ("-digit" if tongue == "en" else "")
    else:
        pattern, shown = forms.sum, _digits(digits, forms)
    leading = int(str(int(max(amount.value, 1)))[0])
    chosen = pattern.get(frame, pattern["nom"])
    if frame == "range" and amount.head and amount.kind == "sum" and tongue == "de":
        chosen = "{noun} " + chosen
    size, head = forms.sizes[(leading - 1) // 3], amount.head or forms.noun
    return chosen.format(size=size, digits=shown, noun=head) + amount.per


def conceal(amount: Amount, case: Frame, tongue: Tongue) -> str:
    """Words for an amount that say nothing of it: "einen nicht genannten Betrag"."""
    forms = words.amounts(tongue)
    noun = amount.head or (forms.portion if amount.kind == "share" else forms.noun)
    return forms.hidden.get(case, forms.hidden["nom"]).format(noun=noun) + amount.per


def trend(text: str, tongue: Tongue, *, told: bool = False) -> str | None:
    """Where a pair of figures went: "[deutlicher Rückgang]"; None when they are not a pair.

    `told`: a verb beside it says which way already, so only how far is said ("deutlich").
    """
    values = [_value(found) for found in _SCALED.finditer(text)]
    if len(values) != 2 or 0 in values or values[0] == values[1]:
        return None
    back = _BACK.search(text)
    if not (back or _FORTH.search(text)):
        return None
    before, after = (values[1], values[0]) if back else (values[0], values[1])
    much = max(values) / min(values) >= 1.5
    return words.moved(much, tongue) if told else words.trend(after > before, much, tongue)


def _digits(count: int, forms: words.Amounts) -> str:
    return forms.digits[min(count, len(forms.digits)) - 1]


def _value(found: re.Match[str]) -> float:
    number = re.sub(r"(?<=\d)[.,'’  ](?=\d{3}(?!\d))", "", found["number"])
    scale = (found["scale"] or "").casefold()
    factor = next((times for start, times in _SCALES if scale.startswith(start)), 1.0)
    return float(number.replace(",", ".")) * (factor if scale else 1.0)

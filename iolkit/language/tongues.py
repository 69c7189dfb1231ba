"""Which language a text is written in, German, English or both, passage by passage."""

from __future__ import annotations
from iolkit.language.lines import BULLET
from iolkit.language.spelling import Tongue, fold, words
from iolkit.language.stopwords import ENGLISH, GERMAN
from iolkit.records import Language


def tongue(text: str) -> Tongue:
    de = en = 0.0
    for w in words(text):
        f = fold(w.text)
        de += (f in GERMAN) - (f in ENGLISH) + 0.7*any(c in "äöüß" for c in w.text.lower())
    return "de" if de >= 0 else "en"


def detect(text: str) -> Language:
    n = {"de": 0, "en": 0}
    for p in text.splitlines():
        if p.strip():
            n[tongue(p)] += len(words(p))
    total = sum(n.values()) or 1
    if min(n.values()) / total > 0.3:
        return "mixed"
    return "de" if n["de"] >= n["en"] else "en"

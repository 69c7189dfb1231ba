"""Which language a text is written in, German, English or both, sentence by sentence.

Function words decide, and where a passage has too few of them the two vocabularies of the
glossary do. Measured on passages of notes this is surer than a general language identifier,
above all on fragments of a few words, and it needs nothing loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from iolkit.language.borders import sentences
from iolkit.language.compounds import compound_parts
from iolkit.language.glossary import entry_of, glossary
from iolkit.language.spelling import Tongue, Word, fold, words
from iolkit.language.stems import stem
from iolkit.language.stopwords import ENGLISH, GERMAN
from iolkit.records import Language

_UMLAUTS = frozenset("äöüßÄÖÜ")
_FUNCTION_WORD = 2
_CLEAR = 4
"""Lead at which function words alone decide: two more of one language than of the other."""
_REAL_SHARE = 0.15
"""Share of the words that makes a second language more than a quotation."""


def detect(text: str) -> Language:
    """The language of a whole text: that of its sentences, "mixed" when both hold a real share.

    A sentence that gives no hint counts for neither; a text without any hint is English.
    """
    extent = {"de": 0, "en": 0}
    for sentence in sentences(text):
        passage = words(sentence.of(text))
        lead = _lead(passage)
        if lead:
            extent["de" if lead > 0 else "en"] += len(passage)
    both = sum(extent.values())
    if both and min(extent.values()) >= _REAL_SHARE * both:
        return "mixed"
    return "de" if extent["de"] > extent["en"] else "en"


def tongue(text: str) -> Tongue:
    """The likelier language of one passage; English when nothing in it tells."""
    return "de" if german_lead(text) > 0 else "en"


def german_lead(text: str) -> int:
    """How much more speaks for German than for English: below 0 English, 0 nothing tells."""
    return _lead(words(text))


def _lead(passage: Sequence[Word]) -> int:
    folded = [fold(word.text) for word in passage]
    lead = _FUNCTION_WORD * sum((word in GERMAN) - (word in ENGLISH) for word in folded)
    if abs(lead) >= _CLEAR:
        return lead
    for word, plain in zip(passage, folded, strict=True):
        if plain not in GERMAN and plain not in ENGLISH:
            lead += not _UMLAUTS.isdisjoint(word.text)
            lead += _is_german(plain) - _is_english(plain)
    return lead


def _is_german(folded: str) -> bool:
    return entry_of(folded) is not None or bool(compound_parts(folded))


def _is_english(folded: str) -> bool:
    known = _english_words()
    return folded in known or stem(folded, "en") in known


@cache
def _english_words() -> frozenset[str]:
    """Every English word of the glossary."""
    return frozenset(" ".join(glossary().entries.values()).replace(";", " ").split())

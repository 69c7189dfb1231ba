"""Spelling: one folded form for every way a word is written, and the words of a text.

Knows nothing of languages beyond their letters; stems.py brings inflected forms together.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from iolkit.records import Span

Tongue = Literal["de", "en"]
"""What one passage is written in; a whole text may also be mixed (`records.Language`)."""

_EXPANDED = {
    "ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "œ": "oe",
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
}  # fmt: skip
"""After case folding (which turns ß into ss). Letters with a stroke do not decompose."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Soft hyphens and zero-width characters that copied text carries along inside words."""

_WORD = re.compile(
    r"""
    \d++ (?: [.,:/] \d++ ){1,6} (?! \w )                   # 2,4  12.03.2026  14:30
    | [^\W_] [\w\u0300-\u036f\u00ad\u200b-\u200d]*      # letters and digits, accents apart
      (?: ['’] [^\W_]+ )?                               # don't, geht's
      (?: [:*·] in (?:nen)? \b | / -? innen \b | /-in \b | \( in (?:nen)? \) )?   # Kolleg:innen
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number of a text. `span.of(text) == self.text`."""

    text: str
    span: Span


def fold(text: str) -> str:
    """`text` in lower case with ä, ö, ü, ß as ae, oe, ue, ss and every other accent taken off.

    Two spellings of one word fold to the same form; folding twice changes nothing. The length may
    change, so offsets of the folded text are not those of `text`.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).casefold()
    folded = unicodedata.normalize("NFC", folded)
    # Letter by distinct letter, since whole glossaries pass through here at the first look-up.
    for letter in sorted(set(_NOT_ASCII.findall(folded))):
        folded = folded.replace(letter, _plain(letter))
    return folded


def listed(text: str) -> frozenset[str]:
    """The folded words of a list that is written as text."""
    return frozenset(fold(text).split())


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    if letter in _EXPANDED:
        return _EXPANDED[letter]
    apart = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def words(text: str) -> tuple[Word, ...]:
    """The words and numbers of `text` in order.

    A hyphen parts words ("SAP-Einführung" is two), an apostrophe does not ("don't"); decimals,
    dates and times are one word, as are gender forms ("Kolleg:innen") and stand-ins ("PERSON_1").
    """
    found = []
    for match in _WORD.finditer(text):
        word = match.group().rstrip("_")
        found.append(Word(word, Span(match.start(), match.start() + len(word))))
    return tuple(found)

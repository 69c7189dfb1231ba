"""English words back to German: the glossary read from its other side.

For people who search: which German word would stand in a note. Of several the one whose first
equivalent the English word is, and of those the one that stands first in the glossary.
"""

from __future__ import annotations

from functools import cache

from iolkit.language.glossary import glossary
from iolkit.language.misspelling import german_words
from iolkit.language.spelling import fold
from iolkit.language.stems import stem
from iolkit.language.stopwords import STOPWORDS


def german_for(word: str) -> tuple[str, ...]:
    """German words for an English one as they are written, the likeliest first; () if unknown."""
    keys = _backwards().get(stem(fold(word), "en"), ())
    return tuple(german_words()[key] for key in keys)


@cache
def _backwards() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[tuple[int, int, str]]] = {}
    known = glossary()
    for key in known.entries:
        if key in STOPWORDS or key not in german_words():
            continue
        for place, english in enumerate(known.equivalents(key)):
            if english.isalpha() and english not in STOPWORDS:
                found.setdefault(stem(english, "en"), []).append((place, known.ranks[key], key))
    return {english: tuple(key for *_, key in sorted(keys)) for english, keys in found.items()}

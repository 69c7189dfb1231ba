"""German text with English words in place of the German ones, for an encoder that reads English."""

from __future__ import annotations

import re
from functools import lru_cache

from iolkit.language.compounds import compound_parts
from iolkit.language.glossary import entry_of, glossary
from iolkit.language.lines import stretches
from iolkit.language.spelling import fold, words
from iolkit.language.tongues import tongue

_UNTOUCHED = re.compile(r"\[[A-Z_]+_\d+\]|\S+@\S+\.\S+|https?://\S+|www\.\S+")


def glosses(word: str) -> tuple[str, ...]:
    """All English equivalents of one German word (lower case), () if it is unknown."""
    key = entry_of(fold(word))
    return glossary().equivalents(key) if key else ()


def gloss(text: str) -> str:
    """`text` with every German word replaced by its first English equivalent."""
    out: list[str] = []
    at = 0
    for stretch in stretches(text):
        passage = stretch.of(text)
        out.append(text[at : stretch.start])
        out.append(_gloss_german(passage) if tongue(passage) == "de" else passage)
        at = stretch.end
    out.append(text[at:])
    return "".join(out)


def _gloss_german(text: str) -> str:
    kept = [match.span() for match in _UNTOUCHED.finditer(text)]
    out: list[str] = []
    at = 0
    for word in words(text):
        if any(start <= word.span.start < end for start, end in kept):
            continue
        english = _english(fold(word.text))
        if english:
            out += (text[at : word.span.start], english)
            at = word.span.end
    out.append(text[at:])
    return "".join(out)


@lru_cache(maxsize=20_000)
def _english(folded: str) -> str:
    known = glosses(folded)
    if known:
        return known[0]
    return " ".join(glossary().equivalents(part)[0] for part in compound_parts(folded))

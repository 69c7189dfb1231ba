"""Words: what full text knows of a passage, and what a query asks of it.

A passage is indexed four ways: stems, parts of German compounds, English stems of the glossed
text, and words as written. A German query finds English passages by its English words, an English
query finds German ones by theirs. Whatever a person types, a query is only ever quoted words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from iolkit.archive import Fields
from iolkit.language import (
    STOPWORDS,
    Tongue,
    compound_parts,
    fold,
    gloss,
    glosses,
    stem,
    tongue,
    words,
)

MOST_TERMS = 48
"""Words of a query that count; a pasted page is searched by its beginning."""
EQUIVALENTS = 3
"""English words that a German word of a query asks for. A passage has the first alone, which keeps
it as short as it was written."""
FIELD_WEIGHTS = (1.0, 0.7, 1.0, 1.0)
"""BM25 weights of stems, parts, glosses, exact: half a compound says less than the whole word."""

_GENDER_MARK = re.compile(r"\w[:*]in")
_BETWEEN = re.compile(r"[^\w]+|_+")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a query asks for: tokens without repetition, in order.

    `plain` and `english` map each stem to the word it came from: as typed, and as glossed (folded).
    """

    plain: dict[str, str]
    parts: tuple[str, ...]
    english: dict[str, str]

    def original(self) -> str:
        """The FTS5 expression over a passage's own words; empty when there is nothing to ask."""
        return _any_of("{stems parts}", (*self.plain, *self.parts))

    def translated(self) -> str:
        """The FTS5 expression over a passage's English words; empty as above."""
        return _any_of("{glosses}", self.english)

    def each_translated(self) -> list[str]:
        """One FTS5 expression for each English word."""
        return [_any_of("{glosses}", [word]) for word in self.english]


@lru_cache(maxsize=4096)
def fields(text: str) -> Fields:
    """The full-text fields of a passage; kept, since one decision makes a whole note's anew."""
    own = tongue(text)
    plain = _tokens(text)
    return Fields(
        stems=" ".join(_stem(word, own) for word in plain),
        parts=" ".join(part for word in plain for part in _parts(word, own)),
        glosses=" ".join(_stem(word, "en") for word in _tokens(gloss(text))),
        exact=" ".join(plain),
    )


def terms(query: str) -> Terms:
    """The terms of a query. Stop words count only where there is nothing else."""
    own = tongue(query)
    plain = _telling(query)[:MOST_TERMS]
    english = _tokens(gloss(query, EQUIVALENTS))[:MOST_TERMS]
    return Terms(
        plain=_first_of_each((_stem(word, own), typed) for word, typed in plain),
        parts=tuple(dict.fromkeys(part for word, _ in plain for part in _parts(word, own))),
        english=_first_of_each((_stem(word, "en"), word) for word in english),
    )


def found_words(terms_asked: Terms, passage: Fields) -> tuple[list[str], list[str]]:
    """Words of the query that a passage holds: as they are, and only by their English."""
    own = {*passage.stems.split(), *passage.parts.split()}
    plain = [word for stemmed, word in terms_asked.plain.items() if stemmed in own]
    english = set(passage.glosses.split())
    said = {_stem(each, "en") for word in plain for each in (word, *_english(word))}
    translated = [
        word
        for stemmed, word in terms_asked.english.items()
        if stemmed in english and stemmed not in said
    ]
    return plain, translated


def _english(word: str) -> list[str]:
    """What a German word or its parts may be in English."""
    known = glosses(word) or [each for part in compound_parts(word) for each in glosses(part)]
    return [each.text for english in known for each in words(english)]


def _tokens(text: str) -> list[str]:
    return [folded for folded, _ in _telling(text)]


def _telling(text: str) -> list[tuple[str, str]]:
    """The words of a text, folded and as written, without stop words; all of them where nothing
    else is left."""
    every = [pair for word in words(text) for pair in _both(word.text)]
    return [pair for pair in every if pair[0] not in STOPWORDS] or every


def _both(written: str) -> list[tuple[str, str]]:
    folded, shown = _pieces(fold(written)), _pieces(written)
    return list(zip(folded, shown if len(shown) == len(folded) else folded, strict=True))


def _pieces(folded: str) -> list[str]:
    # "kolleg:innen" stays whole, so that its stem loses the ending; "it-sicherheit" is two words.
    if _GENDER_MARK.search(folded):
        return [folded]
    return [piece for piece in _BETWEEN.split(folded) if piece]


def _stem(word: str, own: Tongue) -> str:
    return _BETWEEN.sub("", stem(word, own)) or _BETWEEN.sub("", word)


def _parts(word: str, own: Tongue) -> list[str]:
    return [_stem(part, "de") for part in compound_parts(word)] if own == "de" else []


def _first_of_each(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for stemmed, word in pairs:
        if stemmed:
            found.setdefault(stemmed, word)
    return found


def _any_of(columns: str, tokens: Iterable[str]) -> str:
    quoted = " OR ".join(f'"{token}"' for token in dict.fromkeys(tokens))
    return f"{columns} : ({quoted})" if quoted else ""

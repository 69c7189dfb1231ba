"""The German-English glossary: two tab-separated files, found by any form of a German word.

`domain.de-en.tsv` (learning, work and business, also phrases) stands before `general.de-en.tsv`
(frequent German words); both are described in CARD.md. Read once a process, in about 40 ms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from iolkit.language.spelling import fold, words
from iolkit.language.stems import german_stems, neutral, stem
from iolkit.language.verbs import infinitive, strong_infinitive

FILES = ("domain.de-en.tsv", "general.de-en.tsv")


@dataclass(frozen=True, slots=True)
class Phrase:
    """An entry of several words: the stems of its words and its equivalents."""

    stems: tuple[str, ...]
    equivalents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """Entries by folded key, keys by stem, and phrases by the stem of their first word."""

    entries: dict[str, str]
    by_stem: dict[str, list[str]]
    phrases: dict[str, tuple[Phrase, ...]]

    def equivalents(self, key: str) -> tuple[str, ...]:
        """The English equivalents of the entry `key`, the most general first."""
        return tuple(self.entries[key].split("; "))


@cache
def glossary() -> Glossary:
    """The shipped glossary."""
    entries: dict[str, str] = {}
    several: dict[str, str] = {}
    for name in FILES:
        # Folding whole files is ten times faster than folding key by key.
        for line in fold(Path(__file__).with_name(name).read_text(encoding="utf-8")).splitlines():
            key, _, english = line.partition("\t")
            (entries if key.isalpha() else several).setdefault(key, english)
    by_stem: dict[str, list[str]] = {}
    for key, its_stem in zip(entries, german_stems(tuple(entries)), strict=True):
        by_stem.setdefault(its_stem, []).append(key)
    return Glossary(entries, by_stem, _phrases(several))


@lru_cache(maxsize=20_000)
def entry_of(folded: str) -> str | None:
    """The key of the glossary that a folded German word is a form of, None if it is unknown."""
    entries = glossary().entries
    if folded in entries:
        return folded
    if folded.endswith("en") and folded[:-1] in entries:
        return folded[:-1]
    return (
        strong_infinitive(folded, entries)
        or _if_known(neutral(folded))
        or nearest_by_stem(folded)
        or infinitive(folded, entries)
    )


def nearest_by_stem(folded: str) -> str | None:
    """The key with the stem of this word; of several the one that begins most like it."""
    keys = glossary().by_stem.get(stem(folded, "de"))
    if keys is None:
        return None
    return max(keys, key=lambda key: (_shared_beginning(key, folded), -len(key)))


def _shared_beginning(one: str, other: str) -> int:
    at = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        at += 1
    return at


def _if_known(key: str) -> str | None:
    return key if key in glossary().entries else None


def _phrases(several: dict[str, str]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for key, english in several.items():
        stems = tuple(german_stems([word.text for word in words(key)]))
        found.setdefault(stems[0], []).append(Phrase(stems, tuple(english.split("; "))))
    return {
        first: tuple(sorted(phrases, key=lambda phrase: -len(phrase.stems)))
        for first, phrases in found.items()
    }

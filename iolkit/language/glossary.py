"""The German-English glossary: tab-separated files, found by any form of a German word.

`domain.de-en.tsv` (learning, work and business, also phrases) stands before `forms.de-en.tsv`
(forms that no rule leads to a lemma, abbreviations, everyday speech) and `general.de-en.tsv`
(frequent German words). `cased.de-en.tsv` goes before them all where a capital decides: "Zahlen"
are figures, "zahlen" is to pay. CARD.md describes them. Read once a process, in about 45 ms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from iolkit.language.spelling import fold, words
from iolkit.language.stems import german_stems, neutral, stem
from iolkit.language.verbs import infinitive, strong_infinitive

FILES = ("domain.de-en.tsv", "forms.de-en.tsv", "general.de-en.tsv")
CASED = "cased.de-en.tsv"

_VERB_ENDINGS = ("t", "te", "st", "ten", "test", "tet")
"""Of a word in lower case these tell a verb: "redet" is from reden rather than from Rede."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """An entry of several words: the stems of its words and its equivalents."""

    stems: tuple[str, ...]
    equivalents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """Entries by folded key, keys by stem, and phrases by the stem of their first word.

    `ranks` counts the keys in the order of the files: within a file the more frequent come first.
    `cased` has keys as `with_capital` gives them.
    """

    entries: dict[str, str]
    ranks: dict[str, int]
    by_stem: dict[str, list[str]]
    phrases: dict[str, tuple[Phrase, ...]]
    cased: dict[str, tuple[str, ...]]

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
    ranks = {key: rank for rank, key in enumerate(entries)}
    return Glossary(entries, ranks, by_stem, _phrases(several), _cased())


def with_capital(word: str) -> str:
    """The folded word, with its first letter as it is written."""
    folded = fold(word)
    return folded[:1].upper() + folded[1:] if word[:1].isupper() else folded


@lru_cache(maxsize=20_000)
def entry_of(folded: str, lower: bool = False) -> str | None:
    """The key of the glossary that a folded German word is a form of, None if it is unknown.

    `lower`: it was written without a capital, so that it may be a verb rather than a noun.
    """
    entries = glossary().entries
    if folded in entries:
        return folded
    if folded.endswith("en") and folded[:-1] in entries:
        return folded[:-1]
    if verb := strong_infinitive(folded, entries):
        return verb
    plain = neutral(folded)
    if plain != folded:
        # "Kolleg:innen" are Kollegen first; "Kolleg" is a kind of school.
        folded = plain + "e" if plain + "e" in entries else plain
        if folded in entries:
            return folded
    if lower and folded.endswith(_VERB_ENDINGS) and (verb := infinitive(folded, entries)):
        return verb
    keys = glossary().by_stem.get(stem(folded, "de"))
    return nearest(folded, keys) if keys else infinitive(folded, entries)


def nearest(form: str, keys: Sequence[str]) -> str:
    """Of several keys the one that shares most of its letters with the beginning of `form`.

    What a key has beyond that counts against it: "neue" is neu, not neuerlich.
    """
    return max(keys, key=lambda key: (2 * _shared_beginning(key, form) - len(key), -len(key)))


def _shared_beginning(one: str, other: str) -> int:
    at = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        at += 1
    return at


def _cased() -> dict[str, tuple[str, ...]]:
    lines = Path(__file__).with_name(CASED).read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines)
    return {with_capital(german): tuple(fold(english).split("; ")) for german, _, english in pairs}


def _phrases(several: dict[str, str]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for key, english in several.items():
        stems = tuple(german_stems([word.text for word in words(key)]))
        found.setdefault(stems[0], []).append(Phrase(stems, tuple(english.split("; "))))
    return {
        first: tuple(sorted(phrases, key=lambda phrase: -len(phrase.stems)))
        for first, phrases in found.items()
    }

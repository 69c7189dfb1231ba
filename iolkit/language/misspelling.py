"""How far one spelling is from another, for words that somebody mistyped.

Umlauts are the commonest trouble: typed as ae, as a, or not at all. So words are compared without
them too. What is left is counted in slips of the finger: a letter too many, missing, wrong, or two
of them swapped (optimal string alignment; Damerau 1964, Levenshtein 1966).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from iolkit.language.compounds import compound_parts
from iolkit.language.derived import derived
from iolkit.language.glossary import FILES, entry_of, glossary
from iolkit.language.glossing import glosses
from iolkit.language.spelling import fold, listed, words
from iolkit.language.stems import stem
from iolkit.language.stopwords import STOPWORDS

UMLAUT = 0.25
"""What it costs when two words differ in their umlauts alone."""
DOUBLED, SWAPPED, SLIP, STRANGE = 0.6, 0.8, 1.0, 1.5
"""A letter doubled or not, two letters swapped, a letter missing, too many or for one that lies
beside it or sounds alike, a letter for any other."""
FIRST = 0.4
"""What it costs more when already the first letter is another: that one is rarely mistyped."""

_UMLAUT = re.compile(r"(?:(?<=[ao])|(?<=[^aeq]u)|(?<=\bu))e(?=\w)")
"""Not at the end, where it is rather English (value, shoe)."""
_KEYS = ("qwertzuiop", "asdfghjkl", "yxcvbnm", "qwertyuiop", "zxcvbnm")
_SOUNDS = ("ae", "ei", "iy", "dt", "bp", "gk", "kc", "fv", "vw", "sz", "cs", "mn", "ou")
_MIXED_UP = frozenset(
    pair for row in (*_KEYS, *_SOUNDS) for a, b in pairwise(row) for pair in (a + b, b + a)
)
_FRONTS = listed(
    "alt neu gross klein hoch tief roh halb voll fein grob lang kurz frueh spaet ur erz"
)
"""What stands before a known word in a new one; some are too short to be parts of a compound."""
_ENDINGS = listed(
    "ell iell isch lich bar haft sam ig maessig ung ungen heit keit schaft ieren erin"
)
"""What makes a new word of a known one."""
_DECLINED = re.compile("(?<=[lhbrtmg])(?:e[nmrs]?)$")
_SHORTEST = 5
_FEWEST_LETTERS = 5
_ENOUGH_FOR_TWO = 9


def flat(folded: str) -> str:
    """A folded word without its umlauts: "uebergabe" and "ubergabe" are both "ubergabe"."""
    return _UMLAUT.sub("", folded)


def slips_allowed(folded: str) -> int:
    """How many slips a word of this length may hold and still be told: 0, 1 or 2."""
    if len(folded) < _FEWEST_LETTERS:
        return 0
    return 2 if len(folded) >= _ENOUGH_FOR_TWO else 1


def cost(typed: str, meant: str, most: int) -> float | None:
    """How improbable it is that who typed the one folded word meant the other.

    About 1 a slip, less for common ones; None when more than `most` slips would be needed.
    """
    ways = [_way(typed, meant, most, 0.0)]
    one, other = flat(typed), flat(meant)
    if (one, other) != (typed, meant):
        # Where both have their umlauts, those are none of what is wrong.
        same = len(typed) - len(one) == len(meant) - len(other)
        ways.append(_way(one, other, most, 0.0 if same else UMLAUT))
    return min((way for way in ways if way is not None), default=None)


def _way(one: str, other: str, most: int, extra: float) -> float | None:
    slips, weight = _aligned(one, other, most)
    if slips > most:
        return None
    first = one[:1] != other[:1] and one[:2] != other[1::-1]
    return weight + extra + (FIRST if first else 0.0)


def _aligned(one: str, other: str, most: int) -> tuple[int, float]:
    """Slips and their weight of the cheapest alignment; stops when more than `most` are needed."""
    if abs(len(one) - len(other)) > most:
        return most + 1, 0.0
    before: list[tuple[int, float]] = []
    row = [(n, n * SLIP) for n in range(len(other) + 1)]
    for at, letter in enumerate(one, start=1):
        two_before, before = before, row
        row = [(at, at * SLIP)]
        for n, theirs in enumerate(other, start=1):
            missing = DOUBLED if n > 1 and other[n - 2] == theirs else SLIP
            extra = DOUBLED if at > 1 and one[at - 2] == letter else SLIP
            wrong = SLIP if letter + theirs in _MIXED_UP else STRANGE
            same = before[n - 1] if letter == theirs else _plus(before[n - 1], wrong)
            ways = [same, _plus(row[n - 1], missing), _plus(before[n], extra)]
            if at > 1 and n > 1 and letter == other[n - 2] and one[at - 2] == theirs:
                ways.append(_plus(two_before[n - 2], SWAPPED))
            row.append(min(ways))
        if min(row)[0] > most:
            return most + 1, 0.0
    return row[-1]


def _plus(way: tuple[int, float], weight: float) -> tuple[int, float]:
    return way[0] + 1, way[1] + weight


@cache
def german_words() -> Mapping[str, str]:
    """Every single word of the glossary by its folded form, as it is written there."""
    keys: dict[str, str] = {}
    for name in FILES:
        lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
        written = [line.partition("\t")[0] for line in lines]
        for folded, word in zip(fold("\n".join(written)).split("\n"), written, strict=True):
            if folded.isalpha():
                keys.setdefault(folded, word)
    return keys


@cache
def english_words() -> frozenset[str]:
    """Every English word that the glossary gives as an equivalent."""
    texts = "\n".join(glossary().entries.values())
    return frozenset(word.text for word in words(texts) if word.text.isalpha())


@cache
def _english_stems() -> frozenset[str]:
    return frozenset(stem(word, "en") for word in english_words())


def is_known(word: str) -> bool:
    """Whether a word as written is German or English as far as this package knows.

    Numbers, stand-ins and short capitals are known too: nobody can tell what they should be.
    """
    folded = fold(word)
    if not folded.isalpha() or folded in STOPWORDS or (word.isupper() and len(word) < _SHORTEST):
        return True
    if stem(folded, "en") in _english_stems():
        return True
    return bool(glosses(word) or compound_parts(folded) or derived(folded)) or _well_formed(folded)


def _well_formed(folded: str) -> bool:
    """Whether a word that no table has is made of one that is there as German makes words: what
    looks odd to a glossary ("Altbestand", "maschinell") is no slip for that."""
    for front in _FRONTS:
        if folded.startswith(front) and _has(folded[len(front) :]):
            return True
    for ending in _ENDINGS:
        root = _DECLINED.sub("", folded)
        if root.endswith(ending) and any(_has(root[: -len(ending)] + e) for e in ("", "e", "en")):
            return True
    return False


def _has(folded: str) -> bool:
    long = len(folded) >= _FEWEST_LETTERS - 1
    return long and (entry_of(folded, lower=True) is not None or bool(compound_parts(folded)))

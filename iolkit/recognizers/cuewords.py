"""Words as signs: stems, English equivalents, cue classes of lexicon/cues.txt, shapes of numbers.

A sign is a short text, hashed; the span models (spans.py) weigh where signs stand.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

from iolkit.language import STOPWORDS, fold, glosses, stem
from iolkit.recognizers.features import first_names, word_classes

_CUES = Path(__file__).with_name("lexicon") / "cues.txt"


@cache
def _cue_stars() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The cue classes of whole words, and of word beginnings."""
    whole: dict[str, list[str]] = {}
    begun: dict[str, list[str]] = {}
    current = ""
    for line in _CUES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif not line.startswith("#"):
            for cue in line.split():
                place = begun if cue.endswith("*") else whole
                place.setdefault(cue.removesuffix("*"), []).append(current)
    return {k: tuple(v) for k, v in whole.items()}, {k: tuple(v) for k, v in begun.items()}


@lru_cache(maxsize=50_000)
def cues(folded: str) -> tuple[str, ...]:
    """The cue classes of a folded word."""
    whole, begun = _cue_stars()
    found = set(whole.get(folded, ()))
    for length in range(3, min(len(folded), 16) + 1):
        found.update(begun.get(folded[:length], ()))
    for length in range(5, min(len(folded) - 2, 14)):
        found.update(
            f"~{cue}" for cue in begun.get(folded[-length:], ()) + whole.get(folded[-length:], ())
        )
    return tuple(sorted(found))


@lru_cache(maxsize=50_000)
def word_signs(word: str, german: bool) -> tuple[int, ...]:
    """Hashed signs of one word: stem, English, cue classes, class and shape."""
    low = fold(word)
    if word[0].isdigit():
        kind = "year" if re.fullmatch(r"20[23]\d", low) else "num"
        signs = [
            f"n:{kind}",
            f"n:{kind}{min(len(low), 6)}",
            f"n:{'frac' if re.search('[.,]', low) else 'int'}",
        ]
    elif not word[0].isalpha():
        signs = [f"p:{low[:2]}"]
    else:
        signs = [f"w:{stem(low, 'de' if german else 'en')}"]
        if german:
            signs += [
                f"w:{stem(part, 'en')}"
                for english in glosses(low)[:2]
                for part in english.split()[:2]
                if part not in STOPWORDS
            ]
        else:
            signs.append(f"x:{low[:5]}")
        if low in first_names() and word[0].isupper():
            signs.append("f:name")
        named = word_classes().get(low)
        if named:
            signs.append(f"k:{named}")
    signs += [f"c:{cue}" for cue in cues(low)]
    return tuple(crc32(sign.encode()) for sign in signs)


@lru_cache(maxsize=50_000)
def pair_sign(word: str) -> int:
    """One sign that stands for a word in pairs: its strongest class, else the word."""
    low = fold(word)
    if word[0].isdigit():
        return crc32(b"#")
    found = [cue for cue in cues(low) if cue[0] != "~"]
    return crc32((found[0] if found else low).encode())

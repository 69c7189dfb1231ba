"""What the trained models see of a text: word classes, structure, and hashed words and letters.

German is read twice, as it stands and glossed into English, so that one model serves both
languages. Hashing (CRC-32) needs no vocabulary and no state. Units: counts enter as log(1 + n).
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from iolkit.embedded.cuebook import CueBook
from iolkit.embedded.cues import CueHit, TokenLine, compile_all, lay_out
from iolkit.language import gloss, stem
from iolkit.rubric import Rubric

Vector = npt.NDArray[np.float32]

BLOCKS: Mapping[str, int] = {"stems": 1 << 14, "letters": 1 << 15, "glossed_letters": 1 << 15}
"""Hashed blocks and their number of buckets."""
LETTER_RUNS = (3, 4, 5)
STRUCTURE = (
    "words", "sentences", "numbers", "enumeration", "colons", "brackets", "arrows", "quotes",
    "word_length",
)  # fmt: skip

_ENUMERATION = re.compile(r"[,/+]")
_BROKEN = re.compile(r"(?<=\w)-[ \t]*\n[ \t]*(?=[a-zäöüß])")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class View:
    """A text as the models see it: its tokens, and those of its gloss."""

    text: str
    line: TokenLine
    gloss: str
    gloss_line: TokenLine


@dataclass(frozen=True, slots=True)
class Hashed:
    """A sparse vector of a hashed block: buckets (ascending) and how often each was hit."""

    buckets: npt.NDArray[np.int64]
    counts: Vector


def view(text: str) -> View:
    """Read a text once, for all features."""
    line = lay_out(text)
    english = gloss(_SPACE.sub(" ", _BROKEN.sub("", text)))
    return View(text, line, english, lay_out(english))


class Signals:
    """The word classes of a rubric, ready to be counted, in the rubric's order; with `hints` the
    finer ones after them."""

    def __init__(self, rubric: Rubric, *, hints: bool = False) -> None:
        """Compile them. Raises HouseError("cue_unreadable") for a cue that is off."""
        classes = {**rubric.signals, **(rubric.hints if hints else {})}
        self._book = CueBook({n: compile_all(cues) for n, cues in classes.items()})
        self.names = self._book.names

    def count(self, seen: View) -> Vector:
        """How often each class is hit: the higher count of the text and its gloss."""
        counts = [_marked(hits) for hits in self._book.find(seen.line)]
        if seen.gloss_line.line != seen.line.line:
            glossed = [_marked(hits) for hits in self._book.find(seen.gloss_line)]
            counts = [max(pair) for pair in zip(counts, glossed, strict=True)]
        return np.array(counts, np.float32)


def dense(seen: View, signals: Signals) -> Vector:
    """Structure, then word classes; see STRUCTURE and `Signals.names` for the order."""
    counts = np.concatenate([_structure(seen), signals.count(seen)])
    return np.asarray(np.log1p(counts), np.float32)


def dense_names(signals: Signals) -> tuple[str, ...]:
    """What each place of `dense` holds."""
    return STRUCTURE + signals.names


def hashed(seen: View) -> dict[str, Hashed]:
    """The hashed blocks of a text: stems of the gloss (one and two in a row), runs of letters."""
    stems = [_english(w) for w in seen.gloss_line.words]
    pairs = (f"{a} {b}" for a, b in pairwise(stems))
    return {
        "stems": _bucketed([*stems, *pairs], BLOCKS["stems"]),
        "letters": _bucketed(_runs(seen.line.words), BLOCKS["letters"]),
        "glossed_letters": _bucketed(_runs(seen.gloss_line.words), BLOCKS["glossed_letters"]),
    }


def _structure(seen: View) -> Vector:
    text, words = seen.text, seen.line.words
    letters = sum(map(len, words)) / max(1, len(words))
    return np.array(
        [
            len(words),
            len(set(seen.line.sentences)),
            sum(word[0].isdigit() for word in words),
            len(_ENUMERATION.findall(text)),
            text.count(":"),
            text.count("("),
            text.count("->") + text.count("→"),
            sum(text.count(mark) for mark in '"„“”»«'),
            letters,
        ],
        np.float32,
    )


def _marked(hits: Sequence[CueHit]) -> int:
    """How many tokens begin a hit: two cues of a class on one word count once."""
    return len({hit.first for hit in hits})


def _runs(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        padded = f" {word} "
        for size in LETTER_RUNS:
            if len(padded) <= size:
                yield padded
                break
            for at in range(len(padded) - size + 1):
                yield padded[at : at + size]


@lru_cache(maxsize=65536)
def _english(word: str) -> str:
    return stem(word, "en")


def _bucketed(features: Iterable[str], size: int) -> Hashed:
    counted = Counter(zlib.crc32(f.encode("utf-8", "replace")) % size for f in features)
    buckets = np.array(sorted(counted), np.int64)
    counts = np.array([1 + math.log(counted[int(b)]) for b in buckets], np.float32)
    return Hashed(buckets, counts)


def weighed(block: Hashed, rarity: Vector) -> Vector:
    """The values of a hashed block: damped counts times rarity, scaled to length 1."""
    values = block.counts * rarity[block.buckets]
    length = float(np.linalg.norm(values))
    return (values / length if length else values).astype(np.float32)

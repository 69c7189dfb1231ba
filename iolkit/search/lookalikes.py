"""Many words at once: which of them look like one that was typed.

A vocabulary of 100,000 words is gone through in a few milliseconds. Every word is told by the set
of its letters and the set of its neighbouring pairs, kept as bits: a slip changes at most two of
the first and six of the second. Only words that pass both are compared letter by letter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from iolkit.language.misspelling import cost, flat

_LETTERS_A_SLIP, _PAIRS_A_SLIP = 2, 6
_BETWEEN = ord("\n")

Bits = npt.NDArray[np.uint64]


class Lookalike(NamedTuple):
    """A word that may have been meant: how improbable (see `misspelling.cost`), which, and in how
    many passages it stands."""

    cost: float
    word: str
    passages: int


class Lookalikes:
    """Words to compare with, each with a count; about 100 bytes a word."""

    def __init__(self, words: Sequence[str], counts: Sequence[int]) -> None:
        """`words` are folded, hold letters alone and stand in order."""
        self._words = words
        self._counts = counts
        plain = flat("\n".join(words)).split("\n") if words else []
        self._lengths, self._letters, self._pairs = _told(plain)

    def of(self, typed: str, most: int) -> list[Lookalike]:
        """The words within `most` slips of the folded word `typed`, in no order."""
        near = {int(row) for way in {typed, flat(typed)} for row in self._near(way, most)}
        found = []
        for row in sorted(near):
            how = cost(typed, self._words[row], most)
            if how is not None:
                found.append(Lookalike(how, self._words[row], self._counts[row]))
        return found

    def _near(self, typed: str, most: int) -> npt.NDArray[np.int64]:
        """Rows that may be within so many slips."""
        length, letters, pairs = (each[0] for each in _told([typed]))
        rows = np.flatnonzero(np.abs(self._lengths - length) <= most)
        differing = np.bitwise_count(self._letters[rows] ^ letters)
        rows = rows[differing <= most * _LETTERS_A_SLIP]
        differing = np.bitwise_count(self._pairs[rows] ^ pairs)
        kept: npt.NDArray[np.int64] = rows[differing <= most * _PAIRS_A_SLIP]
        return kept

    def begun(self, typed: str) -> list[Lookalike]:
        """The words that begin with what was typed; each costs nothing."""
        first = last = bisect_left(self._words, typed)
        while last < len(self._words) and self._words[last].startswith(typed):
            last += 1
        return [Lookalike(0.0, self._words[n], self._counts[n]) for n in range(first, last)]


def _told(words: Sequence[str]) -> tuple[npt.NDArray[np.int64], Bits, Bits]:
    """Of every word: length, set of letters, set of pairs."""
    if not words:
        return np.zeros(0, np.int64), np.zeros(0, np.uint64), np.zeros(0, np.uint64)
    joined = "\n" + "\n".join(words) + "\n"
    codes = np.frombuffer(joined.encode("latin-1", "replace"), dtype=np.uint8).astype(np.uint64)
    starts = np.flatnonzero(codes == _BETWEEN)
    one = np.uint64(1)
    letters = np.where(codes == _BETWEEN, np.uint64(0), one << (codes % np.uint64(32)))
    pairs = one << ((codes[:-1] * np.uint64(31) + codes[1:]) % np.uint64(61))
    return (
        np.diff(starts) - 1,
        np.bitwise_or.reduceat(letters, starts[:-1]),
        np.bitwise_or.reduceat(pairs, starts[:-1]),
    )

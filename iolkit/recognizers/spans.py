"""What the clause and amount models look at: stretches of a page as bags of hashed features.

A stretch is described by the words inside it (stems, English equivalents, cue classes, their
pairs), by what stands right before and after it, by the rest of its sentence, by the sentence
before and the beginning of its line. Training and use call the same `SpanSigns`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from iolkit.language import tongue
from iolkit.recognizers.cuewords import pair_sign, word_signs
from iolkit.recognizers.page import Page

BUCKETS = 1 << 17
Ids = npt.NDArray[np.uint32]
Index = npt.NDArray[np.int64]


class Stretch(NamedTuple):
    """A stretch `start:end` of a page's text and its kind: "clause", or a form of amounts (see
    amounts.py; "+" with its noun)."""

    start: int
    end: int
    kind: str


_GROUPS = {
    "money": 0, "scaled": 0, "rated": 0, "share": 1, "change": 1, "bare": 2,
}  # fmt: skip
_INSIDE, _PAIRS = 0, 1
_SHARED = 14
_PLACES = _SHARED + 3 * 3
"""Places around a stretch that are told apart; amounts have their own inside and neighbourhood."""
_LAYOUT = frozenset((5, 7, 10, 11, 12, 13))
"""Places that tell more of how a note is laid out than of what a stretch means."""
_SALTS = (1, 2, 4, 5, 6, 7, 8, 9, 10, 10, 11, 12, 13, 14, *range(31, 40))
_NEAR = 5
"""Tokens before and after an amount that count as its neighbourhood."""
_AROUND = 12
"""Tokens before and after the sentence that count."""
_REST = 80
"""Tokens of the sentence before and after a stretch that count: a line of numbers has no end."""


class SpanSigns:
    """The signs of every token of a page, and the places in and around stretches of it.

    All features of a place are sums over tokens, so a model scores every stretch of a page by
    differences of running sums (judge.py); `features` spells them out for training.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        german = _german_lines(page)
        signs = [word_signs(token.text, german[i]) for i, token in enumerate(page.tokens)]
        self.counts = np.array([len(row) for row in signs], dtype=np.int64)
        self.flat = np.array([sign for row in signs for sign in row], dtype=np.uint32)
        keys = np.array([pair_sign(token.text) for token in page.tokens], dtype=np.uint32)
        following = np.append(keys[1:], np.uint32(0))
        self.pairs = _mix(keys ^ _mix(following, 3), 5)
        self._hashed: dict[int, Ids] = {}
        self._pair_starts = np.arange(len(self.counts) + 1, dtype=np.int64)
        self._sign_starts = np.concatenate([[0], np.cumsum(self.counts)]).astype(np.int64)
        self._numbers = np.concatenate(
            [[0], np.cumsum([token.text[0].isdigit() for token in page.tokens])]
        )

    def hashed(self, place: int) -> Ids:
        """The feature ids of every token's signs at a place, one after another."""
        if place not in self._hashed:
            values = self.pairs if place == _PAIRS else self.flat
            mixed = _mix(values, _SALTS[place]) % np.uint32(BUCKETS)
            self._hashed[place] = np.asarray(mixed, dtype=np.int64)
        return self._hashed[place]

    def starts(self, place: int) -> npt.NDArray[np.int64]:
        """Where the signs of each token begin in `hashed(place)`, and where the last end."""
        return self._pair_starts if place == _PAIRS else self._sign_starts

    def ranges(self, stretches: Sequence[Stretch]) -> npt.NDArray[np.int64]:
        """For each stretch and place the range of tokens: (stretches, places, 2)."""
        found = np.zeros((len(stretches), _PLACES, 2), dtype=np.int64)
        if not stretches:
            return found
        first, last, begin, finish = self._placed(stretches)
        size, low, high = len(self.counts), np.minimum, np.maximum
        found[:, :_SHARED] = np.stack(
            [
                _pair(first, last), _pair(first, high(first, last - 1)),
                _pair(first, low(first + 1, last)), _pair(high(last - 1, first), last),
                _pair(high(first - 1, 0), first), _pair(high(first - 2, 0), high(first - 1, 0)),
                _pair(last, low(last + 1, finish)),
                _pair(low(last + 1, finish), low(last + 2, finish)),
                _pair(high(low(begin, first), first - _REST), first),
                _pair(last, low(finish, last + _REST)),
                _pair(high(begin - _AROUND, 0), begin),
                np.array([self._line_head(at) for at in begin.tolist()]),
                _pair(finish, low(finish + _AROUND, size)),
                np.array([self._column_head(at) for at in first.tolist()]),
            ],
            axis=1,
        )  # fmt: skip
        groups = np.array([_GROUPS.get(one.kind.rstrip("+"), -1) for one in stretches])
        before = _pair(low(high(first - _NEAR, begin), first), first)
        after = _pair(last, high(low(last + _NEAR, finish), last))
        for group in range(3):
            rows, at = groups == group, _SHARED + 3 * group
            found[rows, at] = _pair(first, last)[rows]
            found[rows, at + 1], found[rows, at + 2] = before[rows], after[rows]
        return found

    def scalars(self, stretches: Sequence[Stretch]) -> npt.NDArray[np.int64]:
        """Feature ids of length, numbers, kind and place in the sentence: (stretches, 7)."""
        if not stretches:
            return np.zeros((0, 7), dtype=np.int64)
        first, last, begin, finish = self._placed(stretches)
        count = last - first
        columns = (
            np.minimum(count, 24), np.minimum(self._numbers[last] - self._numbers[first], 4),
            first == begin, last >= finish, np.clip(finish - begin - count, 0, 24),
        )  # fmt: skip
        facts = zip(*(column.tolist() for column in columns), strict=True)
        rows = [_scalar_ids(*fact, one.kind) for fact, one in zip(facts, stretches, strict=True)]
        return np.array(rows, dtype=np.int64)

    def _placed(self, stretches: Sequence[Stretch]) -> tuple[Index, Index, Index, Index]:
        """The first and past token of each stretch, and of the sentence that it begins in."""
        tokens = np.array(self.page.starts, dtype=np.int64)
        first = np.searchsorted(tokens, [one.start for one in stretches])
        last = np.searchsorted(tokens, [one.end for one in stretches])
        sentences = self.page.sentences
        begins = np.array([sentence.start for sentence in sentences], dtype=np.int64)
        ends = np.searchsorted(tokens, [sentence.end for sentence in sentences])
        own = np.searchsorted(begins, [one.start for one in stretches], side="right") - 1
        own = np.maximum(own, 0)
        finish = np.maximum(ends[own], last)
        return first, last, np.searchsorted(tokens, begins)[own], finish

    def features(
        self, stretches: Sequence[Stretch], apart: bool = False
    ) -> list[npt.NDArray[np.int64]]:
        """The feature ids of every stretch, each once.

        `apart` gives length, layout and what is far off places of their own, so that training can
        learn words from notes without learning how those notes are laid out.
        """
        ranges = self.ranges(stretches)
        columns = [
            (_moved(self.hashed(place)) if apart and place in _LAYOUT else self.hashed(place),
             self.starts(place))
            for place in range(_PLACES)
        ]  # fmt: skip
        scalars = _moved(self.scalars(stretches)) if apart else self.scalars(stretches)
        return [
            np.unique(
                np.concatenate(
                    [scalars[row]]
                    + [
                        ids[offsets[ranges[row, place, 0]] : offsets[ranges[row, place, 1]]]
                        for place, (ids, offsets) in enumerate(columns)
                    ]
                )
            )
            for row in range(len(stretches))
        ]

    def _line_head(self, begin: int) -> tuple[int, int]:
        """The first words of the line of token `begin`, as far as they lie before it."""
        line = begin
        while line > 0 and self.page.tokens[line - 1].text != "\n" and begin - line < 40:
            line -= 1
        return line, min(line + 3, begin)

    def _column_head(self, first: int) -> tuple[int, int]:
        """The cell of the table's first row above token `first`; empty outside tables."""
        line = bisect_right(self._lines, first) - 1
        begin = self._lines[line]
        cell = bisect_left(self._bars, first) - bisect_left(self._bars, begin)
        top = self._tables[line]
        return self._cell(top, cell) if cell and top < line else (0, 0)

    @cached_property
    def _bars(self) -> list[int]:
        """The index of each token that parts two cells."""
        return [index for index, token in enumerate(self.page.tokens) if token.text == "|"]

    @cached_property
    def _lines(self) -> list[int]:
        """The index of the first token of each line."""
        ends = [index + 1 for index, token in enumerate(self.page.tokens) if token.text == "\n"]
        return [0, *ends]

    @cached_property
    def _tables(self) -> list[int]:
        """For each line the first line of the table that it is part of, itself outside tables."""
        tops: list[int] = []
        for line, begin in enumerate(self._lines):
            end = self._lines[line + 1] if line + 1 < len(self._lines) else len(self.counts)
            row = sum(token.text == "|" for token in self.page.tokens[begin:end]) > 1
            tops.append(tops[-1] if row and self._rows[-1:] == [True] else line)
            self._rows.append(row)
        return tops

    @cached_property
    def _rows(self) -> list[bool]:
        return []

    def _cell(self, line: int, number: int) -> tuple[int, int]:
        """The tokens of a line between its bars `number` and the next."""
        first = last = self._lines[line]
        bars = 0
        while last < len(self.counts) and self.page.tokens[last].text != "\n":
            if self.page.tokens[last].text == "|":
                bars += 1
                if bars > number:
                    break
                first = last + 1
            last += 1
        return (first, last) if bars >= number else (0, 0)


def _moved(ids: Ids | Index) -> Index:
    """Other places for features, as far as hashing allows."""
    return np.asarray((ids.astype(np.int64) * 31 + 977) % BUCKETS, dtype=np.int64)


def _pair(first: Index, last: Index) -> Index:
    return np.stack([first, last], axis=1)


@lru_cache(maxsize=50_000)
def _scalar_ids(
    count: int, numbers: int, first: bool, last: bool, rest: int, kind: str
) -> tuple[int, ...]:
    values = (
        "bias", f"len{count // 3}", f"num{numbers}", f"num{numbers}len{count // 6}",
        f"edge{first}{last}", f"kind{kind}", f"rest{rest // 4}",
    )  # fmt: skip
    return tuple(crc32(value.encode()) % BUCKETS for value in values)


def _german_lines(page: Page) -> list[bool]:
    german, flags = True, [True] * len(page.tokens)
    for sentence in page.sentences:
        words = sentence.of(page.text)
        german = tongue(words) == "de"
        first, last = page.token_range(sentence.start, sentence.end)
        flags[first:last] = [german] * (last - first)
    return flags


def _mix(values: Ids, salt: int) -> Ids:
    mixed = (values + np.uint32(salt * 0x9E3779B1 & 0xFFFFFFFF)) * np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(15)
    return np.asarray(mixed * np.uint32(0xC2B2AE35), dtype=np.uint32)

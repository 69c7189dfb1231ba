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
_SALTS = (1, 2, 4, 5, 6, 7, 8, 9, 10, 10, 11, 12, 13, 14, *range(31, 40))
_NEAR = 5
"""Tokens before and after an amount that count as its neighbourhood."""
_AROUND = 12
"""Tokens before and after the sentence that count."""


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
        for row, stretch in enumerate(stretches):
            first, last = self.page.token_range(stretch.start, stretch.end)
            begin, finish = self._sentence(stretch)
            found[row, :_SHARED] = (
                (first, last), (first, max(first, last - 1)), (first, min(first + 1, last)),
                (max(last - 1, first), last), (max(first - 1, 0), first),
                (max(first - 2, 0), max(first - 1, 0)), (last, min(last + 1, finish)),
                (min(last + 1, finish), min(last + 2, finish)), (min(begin, first), first),
                (last, max(finish, last)), (max(0, begin - _AROUND), begin),
                self._line_head(begin), (finish, min(finish + _AROUND, len(self.counts))),
                self._column_head(first),
            )  # fmt: skip
            kind = stretch.kind.rstrip("+")
            if kind in _GROUPS:
                group = _SHARED + 3 * _GROUPS[kind]
                found[row, group : group + 3] = (
                    (first, last),
                    (min(max(first - _NEAR, begin), first), first),
                    (last, max(min(last + _NEAR, finish), last)),
                )
        return found

    def scalars(self, stretches: Sequence[Stretch]) -> npt.NDArray[np.int64]:
        """Feature ids of length, numbers, kind and place in the sentence: (stretches, 7)."""
        rows = []
        for stretch in stretches:
            first, last = self.page.token_range(stretch.start, stretch.end)
            begin, finish = self._sentence(stretch)
            count = last - first
            numbers = min(int(self._numbers[last] - self._numbers[first]), 4)
            rows.append(
                _scalar_ids(
                    min(count, 24), numbers, first == begin, last >= finish, stretch.kind,
                    min(max(finish - begin - count, 0), 24),
                )
            )  # fmt: skip
        return np.array(rows, dtype=np.int64).reshape(len(rows), 7)

    def features(self, stretches: Sequence[Stretch]) -> list[npt.NDArray[np.int64]]:
        """The feature ids of every stretch, each once."""
        ranges = self.ranges(stretches)
        columns = [(self.hashed(place), self.starts(place)) for place in range(_PLACES)]
        scalars = self.scalars(stretches)
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

    def _sentence(self, stretch: Stretch) -> tuple[int, int]:
        sentence = self.page.sentences[self.page.sentence_at(stretch.start)]
        return self.page.token_range(sentence.start, max(sentence.end, stretch.end))

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


@lru_cache(maxsize=50_000)
def _scalar_ids(
    count: int, numbers: int, first: bool, last: bool, kind: str, rest: int
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

"""What the clause and amount models look at: stretches of a page as bags of hashed features.

A stretch is described by the words inside it (stems, English equivalents, cue classes, their pairs),
by what stands right before and after it, by the rest of its sentence, by the sentence before and the
beginning of its line. Training and use call the same `SpanSigns`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from iolkit.language import STOPWORDS, fold, glosses, stem, tongue
from iolkit.recognizers.features import first_names, word_classes
from iolkit.recognizers.page import Page

BUCKETS = 1 << 17
Ids = npt.NDArray[np.uint32]

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
def _word_signs(word: str, german: bool) -> tuple[int, ...]:
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
def _key(word: str) -> int:
    """One sign that stands for a word in pairs: its strongest class, else the word."""
    low = fold(word)
    if word[0].isdigit():
        return crc32(b"#")
    found = [cue for cue in cues(low) if cue[0] != "~"]
    return crc32((found[0] if found else low).encode())


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
        signs = [_word_signs(token.text, german[i]) for i, token in enumerate(page.tokens)]
        self.counts = np.array([len(row) for row in signs], dtype=np.int64)
        self.flat = np.array([sign for row in signs for sign in row], dtype=np.uint32)
        keys = np.array([_key(token.text) for token in page.tokens], dtype=np.uint32)
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
            np.unique(np.concatenate(
                [scalars[row]]
                + [
                    ids[offsets[ranges[row, place, 0]] : offsets[ranges[row, place, 1]]]
                    for place, (ids, offsets) in enumerate(columns)
                ]
            ))
            for row in range(len(stretches))
        ]

    def _sentence(self, stretch: Stretch) -> tuple[int, int]:
        sentence = self.page.sentences[self.page.sentence_at(stretch.start)]
        return self.page.token_range(sentence.start, max(sentence.end, stretch.end))

    def _line_head(self, begin: int) -> tuple[int, int]:
        """The first words of the line that token `begin` stands in, as far as they lie before it."""
        line = begin
        while line > 0 and self.page.tokens[line - 1].text != "\n" and begin - line < 40:
            line -= 1
        return line, min(line + 3, begin)

    def _column_head(self, first: int) -> tuple[int, int]:
        """The cell of the table's first row above token `first`; empty outside tables."""
        line = bisect_right(self._lines, first) - 1
        begin = self._lines[line]
        cell = sum(token.text == "|" for token in self.page.tokens[begin:first])
        top = self._tables[line]
        return self._cell(top, cell) if cell and top < line else (0, 0)

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


_CUT = re.compile(
    r"""[,;:()\[\]{}|"„“”«»*]+|\s[–—-]{1,2}\s|->|→|=>|\s=\s|\.\.\.|…|(?<=[.!?])\s+
    |\n\s*(?=[-*•>|+]|\d+[.)]\s|\[)
    |\b(?=(?:dass|weil|da|denn|und|aber|sondern|obwohl|wenn|that|because|but|and|so|while|if|nor|or|oder|sonst
        |wobei|wo|die|der|das|which|who|sagt|said|says)\b)""",
    re.VERBOSE,
)
_LINK = re.compile(r"(?:dass|weil|da|denn|und|aber|that|because|but|and|so|if|or|wenn)\s+")
LONGEST = 6
"""Parts of a sentence that one clause may run over."""


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Every stretch of the sentence `text[start:end]` that may be a clause, without outer signs."""
    borders, at = [], start
    for match in _CUT.finditer(text, start, end):
        if text[at : match.start()].strip():
            borders.append((at, match.start()))
        at = match.end()
    if text[at:end].strip():
        borders.append((at, end))
    found: dict[tuple[int, int], None] = {}
    for i in range(len(borders)):
        for j in range(i, min(i + LONGEST, len(borders))):
            a, b = _trimmed(text, borders[i][0], borders[j][1])
            if b - a >= 4:
                found[a, b] = None
                link = _LINK.match(text, a, b)
                if link and b - link.end() >= 4:
                    found[link.end(), b] = None
    return list(found)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".%)!?"):
        end -= 1
    return start, end

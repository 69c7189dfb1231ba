"""Tokens of a text: how many a model will count, and where to cut so that each piece fits.

Exact with tiktoken when its tables lie on disk; they are never downloaded. Otherwise an estimate
that is meant to be too high: a text that fits by it fits the model. A model with another
vocabulary than OpenAI's counts a little differently; leave it a reserve of some 15 %.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from iolkit.errors import WrongUse
from iolkit.language import sentences
from iolkit.records import Span

if TYPE_CHECKING:
    import tiktoken

_TABLES = (
    (
        "o200k_base",
        "fb374d419588a4632f3f557e76b4b70aebbca790",
        "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    ),
    (
        "cl100k_base",
        "9b5ad71b2ce5302211f9c61530b329a4922fc6a4",
        "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    ),
)
"""Vocabularies by preference: name, file name (the sha1 of where it is published), sha256."""

_LATIN = "A-Za-zªºÀ-ÖØ-öø-ʸᴀ-ᴥḀ-ỿⱠ-ⱿꜢ-ꞇＡ-Ｚａ-ｚ"
_PIECE = re.compile(
    rf"""
    (?P<latin> [{_LATIN}]+ )
    | (?P<digits> \d{{1,3}} )
    | (?P<lines> [^\S\n]* \n+ )
    | (?P<gap> [^\S\n]{{2,}} | [^\S\n] (?=\d) )      # a space joins a word, never a number
    | (?P<letter> [^\W\d_] )
    | (?P<sign> [^\s\w] | _ )
    """,
    re.VERBOSE,
)
_UNBROKEN = re.compile(r"\S{41,}")
"""Long runs without a space are keys, addresses and encoded files: hardly any whole words."""

_LATIN_BYTES = 4
_UNBROKEN_BYTES = 1.3
_LETTER, _SIGN, _RARE_SIGN = 1.5, 0.75, 2.0
_FIRST_RARE_SIGN = 0x2100
_MARGIN = 1.1
_MOST_BYTES = 4
"""Bytes of the longest code point, and so the most tokens that one can take."""

_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class TokenCount:
    """How many tokens; `exact` is False for an estimate, which is meant as an upper bound."""

    n: int
    exact: bool


def count(text: str, tables: Path | None = None) -> TokenCount:
    """The tokens of `text`.

    `tables` is a folder with tiktoken's tables; None looks into TIKTOKEN_CACHE_DIR.
    """
    encoding = _encoding(_folder(tables))
    if encoding is None:
        return TokenCount(_estimate(text), exact=False)
    return TokenCount(len(encoding.encode_ordinary(text)), exact=True)


def budget(text: str, limit: int, tables: Path | None = None) -> list[Span]:
    """Spans of at most `limit` tokens that cover `text` without a gap, cut at sentence borders.

    A sentence that is longer is cut between words, a word that is longer between letters. Raises
    WrongUse when `limit` is below 4, the tokens that a single letter may take.
    """
    if limit < _MOST_BYTES:
        raise WrongUse("token_limit_too_small", limit=limit, least=_MOST_BYTES)

    def fits(start: int, end: int) -> bool:
        return count(text[start:end], tables).n <= limit

    return list(_packed(text, Span(0, len(text)), fits, _CUTS))


def _packed(
    text: str, within: Span, fits: Callable[[int, int], bool], cuts: Sequence[_Cut]
) -> Iterator[Span]:
    """`within` in as few spans that fit as going from left to right makes."""
    if not len(within):
        return
    cut, *finer = cuts
    borders = [*cut(text, within), within.end]
    start = within.start
    at = 0
    while start < within.end:
        last = _farthest(start, borders, at, fits)
        if last < at:
            yield from _packed(text, Span(start, borders[at]), fits, finer)
            last = at
        else:
            yield Span(start, borders[last])
        start = borders[last]
        at = last + 1


def _farthest(start: int, borders: Sequence[int], at: int, fits: Callable[[int, int], bool]) -> int:
    """The index of a border up to which the text from `start` fits, `at - 1` if none does.

    Strides double while they fit and halve when they do not, so that a long text is not counted
    anew for each of its sentences.
    """
    best, stride = at - 1, 1
    while stride:
        ahead = best + stride
        if ahead < len(borders) and fits(start, borders[ahead]):
            best, stride = ahead, stride * 2
        else:
            stride //= 2
    return best


def _sentence_starts(text: str, within: Span) -> Iterator[int]:
    starts = (span.start for span in sentences(within.of(text)))
    return (within.start + start for start in starts if start)


def _word_starts(text: str, within: Span) -> Iterator[int]:
    found = re.compile(r"(?<=\s)\S").finditer(text, within.start + 1, within.end)
    return (match.start() for match in found)


def _letters(_text: str, within: Span) -> Iterator[int]:
    return iter(range(within.start + 1, within.end))


_Cut = Callable[[str, Span], Iterator[int]]
_CUTS: tuple[_Cut, ...] = (_sentence_starts, _word_starts, _letters)
"""Where a text may be cut, from the best place to the last resort."""


def _estimate(text: str) -> int:
    """An upper bound by pieces, never above the bytes: no byte-level vocabulary needs more."""
    size = len(text.encode("utf-8", "surrogatepass"))
    unbroken = sum(len(run.encode("utf-8", "surrogatepass")) for run in _UNBROKEN.findall(text))
    pieces = sum(_weight(match) for match in _PIECE.finditer(_UNBROKEN.sub(" ", text)))
    return min(math.ceil(_MARGIN * pieces + unbroken / _UNBROKEN_BYTES), size)


def _weight(piece: re.Match[str]) -> float:
    match piece.lastgroup:
        case "latin":
            return math.ceil(len(piece.group().encode()) / _LATIN_BYTES)
        case "letter":
            return _LETTER
        case "sign":
            return _SIGN if ord(piece.group()) < _FIRST_RARE_SIGN else _RARE_SIGN
        case _:
            return 1


def _folder(tables: Path | None) -> str:
    return str(tables) if tables else os.environ.get("TIKTOKEN_CACHE_DIR", "")


@cache
def _encoding(folder: str) -> tiktoken.Encoding | None:
    """The best vocabulary whose table in `folder` is whole, None if there is none."""
    if not folder:
        return None
    for name, file_name, sha256 in _TABLES:
        path = Path(folder) / file_name
        # tiktoken would delete a damaged table and download it anew, so it is checked before.
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
            import tiktoken  # lazy: most runs never count exactly

            with _tables_in(folder):
                return tiktoken.get_encoding(name)
    return None


@contextmanager
def _tables_in(folder: str) -> Iterator[None]:
    """tiktoken takes its folder from the environment only."""
    with _loading:
        before = os.environ.get("TIKTOKEN_CACHE_DIR")
        os.environ["TIKTOKEN_CACHE_DIR"] = folder
        try:
            yield
        finally:
            if before is None:
                del os.environ["TIKTOKEN_CACHE_DIR"]
            else:
                os.environ["TIKTOKEN_CACHE_DIR"] = before

"""What fits into one request, and how a longer note is parted so that nothing is lost.

Parts begin at headings or paragraphs that are chosen by what stands there, not by counting from
the top: after a change near the beginning the later parts are the same as before, and replies to
them that were kept still hold. Each part begins with the end of the one before it.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from iolkit import tokens
from iolkit.errors import Unavailable
from iolkit.language import sentences
from iolkit.llm.letter import ModelFacts
from iolkit.records import Span

REPLY_SHARE, REPLY_FIXED = 0.7, 400
"""What a reply may need: a share of the tokens it is about, and something for its frame."""
LABELS = 1.4
"""What numbering lines and another vocabulary than the one counted with add, at most."""
SMALL_PART = 1_200
"""Tokens of a part for a model that is not declared capable: small models lose the thread."""
LARGE_PART = 6_000
"""Tokens of a part for one that is: some 3,000 words."""
LEAST_ROOM = 150
EARLIEST = 0.4
"""Share of the room that a part fills before it may end."""
OVERLAP = 0.08
"""Share of the room that a part repeats of the one before."""

_BLOCK = re.compile(r"\n[ \t]*\n+|\n(?=#{1,6}[ \t])")
_HEADING = re.compile(r"#{1,6}[ \t]|[^\n.!?]{3,70}:?\n[=-]{3,}")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text. What stands before `fresh` was in the part before already."""

    span: Span
    fresh: int


def room(facts: ModelFacts, fixed: int) -> int:
    """Tokens of a note that one request has room for, where its prompt takes `fixed`.

    Raises Unavailable when the model's window is too small for the prompt.
    """
    by_window = (facts.window - facts.reply_tokens - fixed) / LABELS
    by_reply = (facts.reply_tokens - REPLY_FIXED) / REPLY_SHARE
    free = math.floor(min(by_window, by_reply, LARGE_PART if facts.capable else SMALL_PART))
    if free < LEAST_ROOM:
        raise Unavailable("model_window_small", model=facts.name, tokens=facts.window)
    return free


def parts(text: str, limit: int) -> tuple[Part, ...]:
    """The text in parts of at most `limit` tokens, the repeated ends included; together they hold
    every character that is not white space."""
    if tokens.count(text).n <= limit:
        return (Part(Span(0, len(text)), 0),) if text.strip() else ()
    repeated = math.floor(limit * OVERLAP)
    borders = [0, *_borders(text, limit - repeated), len(text)]
    made = []
    for start, end in pairwise(borders):
        if text[start:end].strip():
            made.append(Part(Span(_before(text, start, repeated), end), start))
    return tuple(made)


def _borders(text: str, limit: int) -> list[int]:
    """Where parts begin, without the first."""
    pieces = _pieces(text, limit)
    sizes = [tokens.count(piece.of(text)).n for piece in pieces]
    borders: list[int] = []
    first = 0
    while sum(sizes[first:]) > limit:
        cut = _cut(text, pieces, sizes, first, limit)
        borders.append(pieces[cut].start)
        first = cut
    return borders


def _cut(text: str, pieces: Sequence[Span], sizes: Sequence[int], first: int, limit: int) -> int:
    """The piece that begins the next part: a heading if there is one, else a paragraph, else any
    sentence; of several the one whose words have the smallest hash."""
    filled, candidates = 0, []
    for at in range(first, len(pieces)):
        if at > first and filled > limit:
            break
        if at > first and filled >= EARLIEST * limit:
            candidates.append(at)
        filled += sizes[at]
    if not candidates:
        return first + 1
    return min(candidates, key=lambda at: (_rank(text, pieces[at]), _hash(pieces[at].of(text))))


def _rank(text: str, piece: Span) -> int:
    if _HEADING.match(text, piece.start):
        return 0
    return 1 if not text[: piece.start].rstrip(" \t")[-2:].strip("\n") else 2


def _hash(words: str) -> str:
    return hashlib.sha256(words.strip().encode("utf-8", "replace")).hexdigest()


def _pieces(text: str, limit: int) -> list[Span]:
    """Paragraphs, those that are too long by their sentences, those by `tokens.budget`; gapless."""
    starts = sorted({0, *(found.end() for found in _BLOCK.finditer(text))})
    pieces: list[Span] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        block = Span(start, end)
        small = len(block) and tokens.count(block.of(text)).n <= limit * (1 - EARLIEST)
        pieces += [block] if small else _sentences(text, block, limit)
    return [piece for piece in pieces if len(piece)]


def _sentences(text: str, block: Span, limit: int) -> list[Span]:
    found = [span.shift(block.start) for span in sentences(block.of(text))]
    starts = [block.start, *(span.start for span in found[1:])]
    pieces: list[Span] = []
    for start, end in zip(starts, [*starts[1:], block.end], strict=True):
        whole = Span(start, end)
        most = max(4, math.floor(limit * (1 - EARLIEST)))
        pieces += [cut.shift(start) for cut in tokens.budget(whole.of(text), most)]
    return pieces


def _before(text: str, start: int, limit: int) -> int:
    """Where the repeated end of the part before begins: at most `limit` tokens before `start`."""
    at = start
    near = max(0, start - 12 * limit)
    for span in reversed(sentences(text[near:start])):
        if tokens.count(text[near + span.start : start]).n > limit:
            break
        at = near + span.start
    return at

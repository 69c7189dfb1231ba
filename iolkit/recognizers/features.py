"""What the name model looks at: the tokens of a view, each as a row of hashed features.

Every token has intrinsic signs (the word, its shape, beginning and ending, whether it is a known
first name, in which class of words it stands, how it is otherwise used); a feature is one sign
at one place around the token, or two or three of them together. Features are hashed into
`BUCKETS` places, so that no vocabulary has to be kept. Training and use call the same `rows`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from iolkit.language import fold

BUCKETS = 1 << 18
"""Places that features are hashed into. Place 0 holds nothing: it fills rows up."""

Ids = npt.NDArray[np.uint32]

LEXICON = Path(__file__).with_name("lexicon")

_TOKEN = re.compile(
    r"""\S+@\S+\w                                   # an address is one token
    | https?://\S+
    | \n
    | (?:[ODLodl]')?[^\W_]+(?:[-.&·_][^\W_]+)*       # O'Dowd, Lehto-Sarkar, ruth.k, B&T
    | '\w{1,2}\b
    | \S""",
    re.VERBOSE,
)
_BULLET = frozenset("-*•–·>|+#]/[(:,.0123456789")
"""What may stand before the first word of a line: bullets, numbers, time stamps."""


class Token(NamedTuple):
    """A word, number, sign or line end of a view, and where it stands in it."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of `text` in order; white space other than line ends is left out."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


@dataclass(frozen=True)
class Lexicon:
    """Word knowledge: first names, closed classes, and how words were used in training texts.

    `seen` maps the crc32 of a folded word to its usual use: 0 never met, 1 small word, 2 common
    noun, 3 both or unclear, 4 person, 5 organisation, 6 place, 7 other name.
    """

    first_names: frozenset[str]
    classes: dict[str, str]
    seen: dict[int, int]
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False)

    def use(self, folded: str) -> int:
        """How a folded word is usually used (see `seen`)."""
        return self.seen.get(crc32(folded.encode()), 0)

    def signs(self, word: str) -> tuple[int, ...]:
        """The intrinsic signs of a word, hashed: `SIGNS` columns, then letter groups."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > 200_000:
                self._known.clear()
            known = self._known[word] = self._signs(word)
        return known

    def _signs(self, word: str) -> tuple[int, ...]:
        low = fold(word)
        parts = [part for part in re.split(r"[-.&·_']", low) if part] or [low]
        known = "F" if parts[0] in self.first_names else "f" if low in self.first_names else "-"
        if len(parts) > 1 and parts[-1] in self.first_names:
            known += "l"
        use = self._usage(parts)
        shape = _shape(word)
        cap = shape[0]
        named = self.classes.get(low, "-")
        values = (
            ("w", low), ("s", shape), ("p3", low[:3]), ("e3", low[-3:]), ("e2", low[-2:]),
            ("e4", low[-4:]), ("g", f"{known}{cap}"), ("u", f"{use}{cap}"),
            ("c", named if named != "-" or word.isalnum() else low[:2]),
            ("l", f"{min(len(low), 12)}{cap}"),
        )  # fmt: skip
        framed = f"<{low}>"
        groups = {framed[i : i + 3] for i in range(len(framed) - 2)} if word[0].isalpha() else ()
        return tuple(_hash(name, value) for name, value in values) + tuple(
            _hash("t", group) for group in sorted(groups)[:GROUPS]
        )

    def _usage(self, parts: Sequence[str]) -> str:
        uses = [self._part_use(part) for part in (parts[0], parts[-1])]
        return uses[0] if uses[0] == uses[1] else "".join(uses)

    def _part_use(self, part: str) -> str:
        use = self.use(part)
        if use or not part.isalpha():
            return str(use)
        for cut in (part.removesuffix("s"), part.removesuffix("n"), part.removesuffix("en")):
            if cut != part and len(cut) > 3 and self.use(cut):
                return f"~{self.use(cut)}"
        for at in range(3, len(part) - 3):
            if self.use(part[at:]) in (1, 2, 3):
                head = part[:at]
                if any(
                    self.use(h) in (1, 2, 3) for h in (head, head[:-1], head[:-2]) if len(h) > 2
                ):
                    return "+"
        return "t" if any(self.use(part[at:]) == 2 for at in range(2, len(part) - 4)) else "0"


SIGNS = 10
GROUPS = 9
_W, _S, _P3, _E3, _E2, _E4, _G, _U, _C, _L = range(SIGNS)

_COLUMNS = (_W, _S, _E3, _G, _U, _C)
_AROUND = (
    *((column, offset) for offset in (-2, -1, 1, 2) for column in _COLUMNS),
    (_C, -3), (_C, 3), (_U, -3), (_U, 3), (_W, -3), (_W, 3),
)  # fmt: skip
_TOGETHER: tuple[tuple[tuple[int, int], ...], ...] = (
    ((_S, 0), (_C, -1)), ((_S, 0), (_C, 1)), ((_S, 0), (_W, -1)), ((_S, 0), (_W, 1)),
    ((_U, 0), (_C, -1)), ((_U, 0), (_C, 1)), ((_U, 0), (_W, -1)), ((_U, 0), (_W, 1)),
    ((_W, -1), (_W, 1)), ((_S, 0), (_W, -2), (_W, -1)), ((_U, -1), (_U, 0), (_U, 1)),
    ((_G, 0), (_G, 1)), ((_G, 0), (_G, -1)), ((_U, 0), (_C, -1), (_C, 1)),
    ((_S, -1), (_S, 0), (_S, 1)), ((_S, 0), (_W, 1), (_W, 2)), ((_G, 0), (_W, 1)),
    ((_G, 0), (_C, -1)), ((_G, 0), (_C, 1)), ((_U, 0), (_S, 0), (_C, -2)),
    ((_U, 0), (_E3, 0)), ((_G, -1), (_S, -1), (_U, 0)), ((_C, -2), (_C, -1), (_S, 0)),
    ((_S, 0), (_C, 1), (_C, 2)), ((_U, 0), (_U, 1)), ((_U, -1), (_U, 0)), ((_W, 0), (_W, 1)),
    ((_W, -1), (_W, 0)), ((_G, -2), (_S, -1), (_S, 0)), ((_E4, 0), (_S, 0)),
)  # fmt: skip
LAYOUT = 9
WIDTH = SIGNS + GROUPS + len(_AROUND) + len(_TOGETHER) + LAYOUT


def rows(found: Sequence[Token], lexicon: Lexicon) -> Ids:
    """One row of `WIDTH` feature places a token (uint32, 0 = nothing)."""
    signs = _matrix([lexicon.signs(token.text) for token in found])
    padded = np.zeros((len(found) + 6, SIGNS), dtype=np.uint32)
    padded[3:-3] = signs[:, :SIGNS]
    columns = [signs]

    def at(column: int, offset: int) -> Ids:
        return padded[3 + offset : len(padded) - 3 + offset, column]

    for index, (column, offset) in enumerate(_AROUND):
        columns.append(_mixed(at(column, offset), index + 1)[:, None])
    for index, group in enumerate(_TOGETHER):
        mixed = _mixed(at(*group[0]), 101 + index)
        for place in group[1:]:
            mixed = _mixed(mixed ^ at(*place), 7)
        columns.append(mixed[:, None])
    columns.append(_layout(found, lexicon, at(_U, 0), at(_S, 0), at(_G, 0)))
    ids = np.concatenate(columns, axis=1)
    return np.where(ids == 0, 0, ids % np.uint32(BUCKETS - 1) + 1).astype(np.uint32)


def _layout(found: Sequence[Token], lexicon: Lexicon, use: Ids, shape: Ids, name: Ids) -> Ids:
    """Signs of place and of the whole text: line beginnings, speakers, repetition, style."""
    low = [fold(token.text) for token in found]
    counts = Counter(low)
    small = {token.text for token in found if token.text.islower()}
    plain_style = _writes_small(found)
    heads, places, ends, befores = [], [], [], []
    head, place, before = "", 0, ""
    ahead = _next_line_ends(found)
    for index, token in enumerate(found):
        if token.text == "\n":
            before, head, place = head, "", 0
        elif place == 0:
            head, place = low[index][:12], 0 if token.text[0] in _BULLET else 1
        else:
            place += 1
        heads.append(_hash("h", head))
        befores.append(_hash("b", before))
        places.append(_hash("pl", f"{min(place, 4)}{min(ahead[index], 4)}"))
        seen = f"{min(counts[low[index]], 3)}{token.text.lower() in small}{plain_style}"
        ends.append(_hash("dc", seen))
    style = np.full(len(found), _hash("st", str(plain_style)), dtype=np.uint32)
    head_ids, place_ids, seen_ids, before_ids = (
        np.array(values, dtype=np.uint32) for values in (heads, places, ends, befores)
    )
    mixed = (
        _mixed(head_ids ^ use, 201), _mixed(head_ids ^ shape, 202), _mixed(place_ids ^ use, 203),
        _mixed(place_ids ^ shape, 204), _mixed(seen_ids ^ use, 205), _mixed(style ^ use, 206),
        _mixed(style ^ name, 207), _mixed(before_ids ^ place_ids ^ use, 208),
        _mixed(place_ids ^ name, 209),
    )  # fmt: skip
    return np.stack(mixed, axis=1)


def _next_line_ends(found: Sequence[Token]) -> list[int]:
    ahead, distance = [0] * len(found), 0
    for index in range(len(found) - 1, -1, -1):
        distance = 0 if found[index].text == "\n" else distance + 1
        ahead[index] = distance
    return ahead


def _writes_small(found: Sequence[Token]) -> int:
    """0..2: how far the writer does without capitals."""
    words = [token.text for token in found if token.text[0].isalpha()]
    share = sum(word[0].isupper() for word in words) / max(1, len(words))
    return 2 if share < 0.04 else 1 if share < 0.1 else 0


def _matrix(signs: list[tuple[int, ...]]) -> Ids:
    width = SIGNS + GROUPS
    filled = [row + (0,) * (width - len(row)) for row in signs]
    return np.array(filled, dtype=np.uint32).reshape(len(signs), width)


def _mixed(values: Ids, salt: int) -> Ids:
    """Well-spread places for `values` together with `salt` (multiply and shift, modulo 2**32)."""
    mixed = (values + np.uint32(salt * 0x9E3779B1 & 0xFFFFFFFF)) * np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(15)
    mixed = mixed * np.uint32(0xC2B2AE35)
    return np.asarray(mixed ^ (mixed >> np.uint32(13)), dtype=np.uint32)


@lru_cache(maxsize=50_000)
def _hash(name: str, value: str) -> int:
    return crc32(f"{name}={value}".encode()) or 1


def _shape(word: str) -> str:
    kinds = [
        "X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else c for c in word
    ]
    short: list[str] = []
    for kind in kinds:
        if short[-2:] != [kind, kind]:
            short.append(kind)
    return "".join(short)[:10]


@cache
def first_names() -> frozenset[str]:
    """The shipped first names, folded."""
    lines = (LEXICON / "first_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


@cache
def word_classes() -> dict[str, str]:
    """The shipped closed classes: folded word -> class (the first that lists it)."""
    classes: dict[str, str] = {}
    current = ""
    for line in (LEXICON / "word_classes.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif not line.startswith("#"):
            for word in line.split():
                classes.setdefault(word, current)
    return classes

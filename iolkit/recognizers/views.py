"""Views of a text: the same words without the tricks that hide them, with a way back.

Recognizers look at views and answer in spans of the text itself. The plain view undoes
compatibility forms, decomposed accents, invisible characters, look-alike letters from other
scripts, right-to-left overrides, HTML entities, "(at)" and "(dot)", and words broken over a
line; the closed view also closes l e t t e r - s p a c e d words. A view knows nothing of what
is looked for in it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from iolkit.records import Span

_LOOKALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαιν",
        "ABESIJKMHOPCTYXaesijopcyxdqwhABEZHIKMNOPTYXoaiv",
        strict=True,
    )
)
"""Cyrillic and Greek letters that look Latin; read so only in a word with Latin letters."""

_KEPT = frozenset("…–—€£¥µ²³½¼¾™®©°·“”„«»‹›•")
"""Signs whose compatibility form would say less."""

_PLAIN_SIGN = {
    "’": "'", "‘": "'", "‚": "'", "‐": "-", "\u2011": "-", "−": "-",
    "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n",
}  # fmt: skip

_BREAK = (
    r"(?<=[^\W\d_])[-\u00ad\u2010\u2011][ \t]*\r?\n[ \t>|]*"
    r"(?=[^\W\d_])(?!(?:und|oder|bzw|and|or)\b)"
)
_TRICK = (
    _BREAK
    + r"|\u202e[^\u202c\n]*\u202c?"
    + r"|&(?:[a-zA-Z]{2,8}|\#\d{2,6}|\#x[0-9a-fA-F]{2,5});"
    + r"|[ \t]*[(\[{][ \t]?(?:at|AT|ät|dot|DOT|punkt|Punkt)[ \t]?[)\]}][ \t]*"
    + r"|[^\W\d_][\u0300-\u036f]+"
)
_WORD = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(r"(?<![^\s(<\[])[\w@.+](?:[ \t\u00a0][\w@.+-]){4,}(?![^\s,;:)>\]!?])")


@dataclass(frozen=True, slots=True)
class View:
    """A text derived from another, and where each stretch of it came from.

    `starts` holds where each piece begins in `text`, `origins` the matching stretch of the source;
    a piece as long as its origin is a copy, any other stands for its origin as a whole.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """The span of the source that `text[start:end]` (not empty) came from."""
        return Span(self._first(start), self._past(end))

    def _first(self, at: int) -> int:
        piece = bisect_right(self.starts, at) - 1
        begin = self.origins[piece][0]
        return begin + at - self.starts[piece] if self._copied(piece) else begin

    def _past(self, end: int) -> int:
        piece = bisect_right(self.starts, end - 1) - 1
        begin, finish = self.origins[piece]
        return begin + end - self.starts[piece] if self._copied(piece) else finish

    def _copied(self, piece: int) -> bool:
        begin, finish = self.origins[piece]
        last = piece + 1 == len(self.starts)
        length = (len(self.text) if last else self.starts[piece + 1]) - self.starts[piece]
        return length == finish - begin


def plain(text: str) -> View:
    """The view that every recognizer looks at."""
    odd = {sign for sign in set(text) if _stand_in(sign) != sign}
    pattern = _TRICK + (f"|[{re.escape(''.join(sorted(odd)))}]+" if odd else "")
    found = [
        (m.start(), m.end(), _undone(m.group(), text[m.end() : m.end() + 1]))
        for m in re.finditer(pattern, text)
    ]
    return _lookalikes_read(_derived(text, found))


def closed(text: str) -> View | None:
    """The view of `text` with letter-spaced words closed; None when it has none."""
    found = [
        (m.start(), m.end(), re.sub(r"[ \t\u00a0]", "", m.group())) for m in _SPACED.finditer(text)
    ]
    return _derived(text, found) if found else None


def _derived(text: str, changes: list[tuple[int, int, str]]) -> View:
    parts: list[str] = []
    starts: list[int] = []
    origins: list[tuple[int, int]] = []
    length = 0

    def piece(words: str, begin: int, finish: int) -> None:
        nonlocal length
        if words:
            parts.append(words)
            starts.append(length)
            origins.append((begin, finish))
            length += len(words)

    at = 0
    for begin, finish, words in changes:
        piece(text[at:begin], at, begin)
        piece(words, begin, finish)
        at = finish
    piece(text[at:], at, len(text))
    return View("".join(parts), tuple(starts), tuple(origins))


def _chained(first: View, second: View) -> View:
    """The view `second` of `first.text`, told in places of the source of `first`."""
    if len(first.starts) <= 1:
        return second
    starts: list[int] = []
    origins: list[tuple[int, int]] = []
    for index, (begin, finish) in enumerate(second.origins):
        at = second.starts[index]
        if not second._copied(index):
            span = first.span(begin, finish)
            starts.append(at)
            origins.append((span.start, span.end))
            continue
        piece = bisect_right(first.starts, begin) - 1
        while begin < finish:
            last = piece + 1 == len(first.starts)
            border = finish if last else min(finish, first.starts[piece + 1])
            span = first.span(begin, border)
            starts.append(at)
            origins.append((span.start, span.end))
            at += border - begin
            begin, piece = border, piece + 1
    return View(second.text, tuple(starts), tuple(origins))


def _lookalikes_read(view: View) -> View:
    if not any(sign in _LOOKALIKES for sign in set(view.text)):
        return view
    changes = []
    for match in _WORD.finditer(view.text):
        word = match.group()
        if any(sign in _LOOKALIKES for sign in word) and re.search(r"[A-Za-z]", word):
            read = "".join(_LOOKALIKES.get(sign, sign) for sign in word)
            changes.append((match.start(), match.end(), read))
    return _chained(view, _derived(view.text, changes)) if changes else view


def _undone(trick: str, following: str) -> str:
    if trick[0] == "\u202e":
        return "".join(_stand_in(sign) for sign in reversed(trick))
    if trick[0] == "&" and trick[-1] == ";":
        return html.unescape(trick)
    bare = trick.strip()
    if bare[:1] in "([{" and len(bare) > 3 and bare[-1] in ")]}":
        return "@" if bare[1:-1].strip().lower() in ("at", "ät") else "."
    if "\n" in trick and trick[0] in "-\u00ad\u2010\u2011":
        return "-" if following.isupper() and trick[0] != "\u00ad" else ""
    if unicodedata.combining(trick[-1]):
        return unicodedata.normalize("NFC", trick)
    return "".join(_stand_in(sign) for sign in trick)


@lru_cache(maxsize=4096)
def _stand_in(sign: str) -> str:
    """What one character is read as: itself, its plain form, or nothing when it is invisible."""
    if sign in _PLAIN_SIGN:
        return _PLAIN_SIGN[sign]
    if sign.isascii():
        return sign if sign in "\n\t\r" or sign >= " " else ""
    if sign in _KEPT:
        return sign
    if (
        # JSON can carry half of a pair (Cs), which no file and no hash can hold.
        unicodedata.category(sign) in ("Cf", "Cc", "Cs")
        or sign == "\u034f"
        or "\ufe00" <= sign <= "\ufe0f"
    ):
        return ""
    if sign.isspace():
        return " "
    return unicodedata.normalize("NFKC", sign)

"""The same words in other clothes: a text stripped to what a reader would still recognise.

Case, accents, umlaut spellings (ä = ae = a), full-width letters, white space, hyphens, line-break
hyphenation, quotation prefixes, invisible characters, emphasis marks and thousands separators fall
away; every character that is left knows where it came from. Used to find further mentions of a
name and to prove that a value is gone.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import lru_cache

from iolkit.language import STOPWORDS, glosses
from iolkit.records import Span

_SAME = {
    "ø": "o", "æ": "a", "œ": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ſ": "s",
    ",": ".", "·": "", "‚": "", "‘": "", "’": "", "´": "", "`": "", "'": "", "ʼ": "", "′": "",
    '"': "", "“": "", "”": "", "„": "", "«": "", "»": "", "‹": "", "›": "", "*": "", "_": "",
    "~": "", "\\": "", "¬": "",
}  # fmt: skip
_GROUPS = re.compile(r"(?<=\d)[.,'’\s](?=\d{3}(?!\d))")
_PREFIXES = re.compile(r"\n[ \t]*[>|][>| \t]*")
_GENITIVE = re.compile(r"(?:['’`´]?s|es|['’`´])?(?![^\W_])")
_COUNTED = re.compile(
    r"(?<![^\W_])(?:\d+\.?|zwei|drei|vier|fünf|sechs|zehn|im|am|ein(?:e[mnrs]?)?|kein(?:e[mnrs]?)?|"
    r"jede[mnrs]?|pro|je|an?|two|three|four|five|next|last|this|every|each|per)[ \t]+$",
    re.IGNORECASE,
)
"""What stands before an ordinary noun, hardly ever before a name."""
_BREAK = re.compile(r"[\s,;:!?()\[\]/|]")
LONG = 7
"""From this many letters on, a one-word name is recognised inside a longer word too: shorter ones
are too often part of an ordinary word (Mark, Marktanteil)."""
SHORT = 4
"""Below this many characters a value is only recognised as a whole word."""


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """`text` as views compare it; values are asked for again and again, so they are kept."""
    return View(text).plain


def tellable(value: str) -> bool:
    """Whether a reader, or a proof, could tell this value from ordinary text at all.

    A single letter, a function word or a bare number below 100 says nothing by itself.
    """
    seen = plain(value)
    letters = sum(char.isalpha() for char in seen)
    digits = sum(char.isdigit() for char in seen)
    return letters + digits >= 2 and (letters > 0 or digits >= 3)


class View:
    """A text, stripped; finds values in it whatever they wear."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._at: list[int] = []
        self._silent: set[int] = set()
        """Letters and marks that say nothing beside the one before them: the e of "ae", accents."""
        self.plain = self._strip()
        self._tokens: frozenset[str] | None = None

    def spans(self, value: str) -> tuple[Span, ...]:
        """Where `value` stands in the text, genitive endings included; never overlapping."""
        sought = plain(value)
        if sought not in self.plain or not tellable(value) or not self._worth_a_look(sought):
            return ()
        whole = _is_function_word(value)
        spans: list[Span] = []
        start = self.plain.find(sought)
        while start >= 0:
            span = self._bounded(start, start + len(sought), value)
            if span and not self._ordinary(span, value, function_word=whole):
                spans.append(span)
            start = self.plain.find(sought, start + (len(sought) if span else 1))
        return tuple(spans)

    def holds(self, value: str) -> bool:
        """Whether `value` stands anywhere in the text."""
        return bool(self.spans(value))

    def _ordinary(self, span: Span, value: str, *, function_word: bool) -> bool:
        """Whether these words are plainly not the name: "may", "zwei Winter" beside Mr Winter."""
        lower = span.of(self.text).islower()
        if function_word and lower:
            return True
        if not value.isalpha() or not glosses(value):
            return False
        before = self.text[max(0, span.start - 20) : span.start]
        return bool(_COUNTED.search(before)) or (lower and not value.islower())

    def _worth_a_look(self, sought: str) -> bool:
        """Short values occur by chance all over a stripped text; its words are quick to look up."""
        if len(sought) >= SHORT:
            return True
        if self._tokens is None:
            self._tokens = self._words()
        return sought in self._tokens or not sought.isalnum()

    def _words(self) -> frozenset[str]:
        """The stripped words of the text, also without genitive s; short neighbours also joined."""
        words = [""]
        for index, char in enumerate(self.plain):
            gap = self.text[self._at[index - 1] + 1 : self._at[index]] if index else ""
            if _BREAK.search(gap) or not char.isalnum():
                words.append("")
            if char.isalnum():
                words[-1] += char
        words = [word for word in words if word]
        pairs = {a + b for a, b in itertools.pairwise(words) if len(a + b) < SHORT}
        return frozenset(words) | {word[:-1] for word in words if word.endswith("s")} | pairs

    def _bounded(self, start: int, end: int, value: str) -> Span | None:
        """The original span of a hit, or None where it is merely part of another word or number."""
        first, last = self._at[start], self._at[end - 1] + 1
        while last in self._silent:
            last += 1
        ends_in_letters = value.isalnum() and value[0].isalpha() and value[-1].isalpha()
        inside_words = ends_in_letters and end - start >= LONG
        ending = _GENITIVE.match(self.text, last) if self.text[last - 1].isalpha() else None
        if not inside_words:
            if _continues(self.text, first):
                return None
            if _continues(self.text, last) and ending is None:
                return None
        elif ending is None or _continues(self.text, first):
            return _word_around(self.text, first, last)
        return Span(first, ending.end() if ending and ending[0] in ("s", "es") else last)

    def _strip(self) -> str:
        kept: list[str] = []
        text, at = self.text, self._at
        gone = {m.start() for m in _GROUPS.finditer(text)}
        for match in _PREFIXES.finditer(text):
            gone.update(range(*match.span()))
        for index, char in enumerate(text):
            if unicodedata.combining(char):
                self._silent.add(index)
            for bare in _BARE[char] if index not in gone else "":
                if bare == "." and not _decimal(text, index):
                    continue
                if bare == "e" and kept and kept[-1] in "aou" and at[-1] == index - 1:
                    self._silent.add(index)
                    continue
                kept.append(bare)
                at.append(index)
        return "".join(kept)


class _Bare(dict[str, str]):
    """What is left of a character; filled as characters are met."""

    def __missing__(self, char: str) -> str:
        left = ""
        for part in unicodedata.normalize("NFKD", char.casefold()).casefold():
            kind = unicodedata.category(part)
            if kind not in ("Mn", "Cf", "Pd", "Cc", "Zs", "Zl", "Zp") and part not in "−‐":
                left += _SAME.get(part, part)
        self[char] = left
        return left


_BARE = _Bare()


def _decimal(text: str, index: int) -> bool:
    return 0 < index < len(text) - 1 and text[index - 1].isdigit() and text[index + 1].isdigit()


def _continues(text: str, index: int) -> bool:
    """Whether one word, or one number, runs on across this border."""
    if not 0 < index < len(text):
        return False
    before, after = text[index - 1], text[index]
    if before.isdigit() and after in ".," and text[index + 1 : index + 2].isdigit():
        return True
    if after.isdigit() and before in ".," and text[index - 2 : index - 1].isdigit():
        return True
    return (before.isalpha() and after.isalpha()) or (before.isdigit() and after.isdigit())


def _word_around(text: str, start: int, end: int) -> Span:
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return Span(start, end)


def _is_function_word(value: str) -> bool:
    return value.casefold() in STOPWORDS and not value.islower()

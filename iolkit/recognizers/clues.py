"""Clues to whose secret a finding is: pronouns, organisations, frames and places around it.

Each clue is a short text; the owner model (settling.py) weighs it by itself and for the category of
the finding. Training and use ask the same `Clues`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise, takewhile

from iolkit.language import STOPWORDS, fold
from iolkit.recognizers.features import word_classes
from iolkit.recognizers.page import Page
from iolkit.recognizers.persons import persons
from iolkit.recognizers.tables import word_set

OWN = word_set("clues.own")
THEIRS = word_set("clues.theirs")
_SELF = word_set("clues.self")
_SUBJECTS = frozenset(["die", "sie", "der", "she", "he", "er"])
_DOES = word_set("clues.does")
"""Verbs after which "die", "sie", "she" are people of the other side: "die wollen", "she said"."""

_TELLING = ("trade", "role", "say", "they", "title")
_REACH = 30
"""Tokens that a pronoun is looked for before a finding."""
_HEADINGS = 12
"""Lines that a heading is looked for above a finding."""


class Clues:
    """The clues of a page. `organisations` are the stretches that name organisations."""

    def __init__(self, page: Page, organisations: Sequence[tuple[int, int]]) -> None:
        self.page = page
        self._organisations = sorted(organisations)
        self.own_words = own_words(page)
        self._frames = {n.start: n.reason for n in persons(page)}

    def of(self, start: int, end: int, category: str) -> list[str]:
        """The clues to the owner of `text[start:end]`, each alone and with the category."""
        first, last = self.page.token_range(start, end)
        sentence = self.page.sentence_at(start)
        found = [
            "prior", *self._said_in(sentence), *self._beside(first, last),
            f"b:{self._nearest_before(first)}", f"d:{self._last_side[first]}",
            f"in:{self._pronouns(first, last)}", f"o:{self._organisation(start, end, sentence)}",
            f"l:{self._line_head(first)}", f"h:{self._heading(start)}",
            f"f:{self._frame(start, end)}", f"q:{self._quoted(start):d}",
            f"at:{4 * start // max(1, len(self.page.text))}", f"talk:{len(self.speakers) > 2:d}",
        ]  # fmt: skip
        words = [*self._around(first, last), *self._head_words(first, start)]
        return found + [f"{category} {clue}" for clue in found] + words

    def pronouns_at(self, start: int) -> str:
        """Which pronouns the sentence at `start` holds."""
        return self._pronouns(*self._tokens_of(self.page.sentence_at(start)))

    @cached_property
    def speakers(self) -> list[int]:
        """Where the names of speakers start, in order."""
        return sorted(at for at, reason in self._frames.items() if reason == "speaker")

    def _around(self, first: int, last: int) -> list[str]:
        """The words right before and after, and the small words inside."""
        low = self.page.low
        before = takewhile(_in_line, reversed(low[max(0, first - 3) : first]))
        after = takewhile(_in_line, low[last : last + 3])
        return [
            *(f"-{min(number, 2)} {_plain(word)}" for number, word in enumerate(before, 1)),
            *(f"+{min(number, 1)} {_plain(word)}" for number, word in enumerate(after)),
            *(f"i {word}" for word in low[first:last] if word in STOPWORDS),
        ]

    def _head_words(self, first: int, start: int) -> list[str]:
        """The words at the beginning of the line, and those of the heading above."""
        line = self._line_start(first)
        head = [word for word in self.page.low[line : min(line + 5, first)] if word[0].isalpha()]
        heading = fold(self._heading_line(start)).replace(":", " ").split()
        return [*(f"lh {word}" for word in head[:2]), *(f"hw {word}" for word in heading[:6])]

    def _tokens_of(self, sentence: int) -> tuple[int, int]:
        span = self.page.sentences[sentence]
        return self.page.token_range(span.start, span.end)

    def _said_in(self, sentence: int) -> list[str]:
        """What the sentence and the one before say of sides."""
        begin, end = self._tokens_of(sentence)
        low = self.page.low[begin:end]
        others = any(a in _SUBJECTS and b in _DOES for a, b in pairwise(low))
        classes = {word_classes().get(word) for word in low}
        before = self._pronouns(*self._tokens_of(sentence - 1)) if sentence else "start"
        told = [f"s:{self._pronouns(begin, end)}", f"p:{before}", f"w:{others:d}"]
        return told + [f"c:{name}" for name in _TELLING if name in classes]

    def _beside(self, first: int, last: int) -> list[str]:
        """What stands right before, and how long the finding is."""
        before = self.page.low[first - 1] if first else "^"
        kind = word_classes().get(before)
        word = before if kind in ("tie", "own", "they") else "-"
        sign = kind or ("-" if before.isalnum() else before)
        return [f"pw:{sign}", f"pt:{word}", f"nt:{min(last - first, 3)}"]

    def _pronouns(self, first: int, last: int) -> str:
        words = set(self.page.low[first:last])
        own = bool(words & OWN) or bool(words & self.own_words)
        return f"{own:d}{bool(words & THEIRS):d}{bool(words & _SELF):d}"

    def _side(self, low: str) -> str:
        if low in OWN or low in self.own_words:
            return "own"
        return "their" if low in THEIRS else ""

    @cached_property
    def _last_side(self) -> list[str]:
        """For each token which side was spoken of last before it."""
        sides, last = [], "none"
        for low in self.page.low:
            sides.append(last)
            last = self._side(low) or last
        return [*sides, last]

    def _nearest_before(self, first: int) -> str:
        for distance in range(1, min(_REACH, first) + 1):
            side = self._side(self.page.low[first - distance])
            if side:
                return f"{side}{distance // 8}"
        return "none"

    def _organisation(self, start: int, end: int, sentence: int) -> str:
        """Which organisations the sentence names before and after: own or not, near or not."""
        span = self.page.sentences[sentence]
        before = bisect_left(self._organisations, (start, start)) - 1
        after = bisect_right(self._organisations, (end, end))
        said = []
        for side, index in (("b", before), ("a", after)):
            if 0 <= index < len(self._organisations):
                a, b = self._organisations[index]
                if span.start <= a < max(span.end, end):
                    near = min(abs(start - b), abs(a - end)) < 25
                    said.append(f"{side}{self._is_own(a, b):d}{near:d}")
        return "".join(said) or f"none{before >= 0:d}"

    def _is_own(self, start: int, end: int) -> bool:
        return bool(set(fold(self.page.text[start:end]).replace("-", " ").split()) & self.own_words)

    def _line_start(self, first: int) -> int:
        line = first
        while line > 0 and self.page.tokens[line - 1].text != "\n" and first - line < 60:
            line -= 1
        return line

    def _line_head(self, first: int) -> str:
        line = self._line_start(first)
        return self._pronouns(line, min(line + 5, first))

    def _heading(self, start: int) -> str:
        """Which side the nearest heading above speaks of."""
        line = self._heading_line(start)
        if not line:
            return "none"
        words = set(fold(line).replace(":", " ").split())
        return f"{bool(words & (OWN | self.own_words)):d}{bool(words & THEIRS):d}"

    def _heading_line(self, start: int) -> str:
        """The nearest heading above; "" when there is none near."""
        end = self.page.text.rfind("\n", 0, start)
        for _ in range(_HEADINGS):
            if end <= 0:
                break
            begin = self.page.text.rfind("\n", 0, end) + 1
            line = self.page.text[begin:end]
            if _is_heading(line):
                return line
            end = begin - 1
        return ""

    def _frame(self, start: int, end: int) -> str:
        return next((self._frames[at] for at in range(start, end) if at in self._frames), "none")

    def _quoted(self, start: int) -> bool:
        begin = self.page.text.rfind("\n", 0, start) + 1
        line = self.page.text[max(begin, start - 400) : start]
        return sum(line.count(mark) for mark in '"„“”') % 2 == 1


def _in_line(word: str) -> bool:
    return word != "\n"


def _plain(word: str) -> str:
    """A word as a clue: numbers and long words are all alike."""
    return word if word.isalpha() and len(word) < 14 else "#" if word[0].isdigit() else word[0]


def _is_heading(line: str) -> bool:
    stripped = line.strip()
    if not 0 < len(line) < 50:
        return False
    numbered = line[:2].rstrip(".").isdigit()
    return stripped.endswith(":") or line[0] in "#=" or line.isupper() or numbered


def own_words(page: Page) -> frozenset[str]:
    """The words by which the own organisation is known, folded."""
    return frozenset(
        word
        for name in page.own_names
        for word in fold(name).replace("-", " ").split()
        # A short form given as a name of its own counts however short it is.
        if (len(word) > 3 or word == fold(name)) and word not in word_classes()
    )

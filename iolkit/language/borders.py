"""Sentence borders in messy notes: prose, bullets, transcripts, chats, tables, German and English.

Two steps: lines.py joins the lines that one thought was wrapped over and parts the rest; here each
such stretch is parted where a full stop, question or exclamation mark really ends a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from iolkit.language.abbreviations import (
    BEFORE_NUMBERS,
    COUNTED,
    NEVER_LAST,
    NOT_INITIALS_AFTER,
    SOMETIMES_LAST,
    UNITS,
)
from iolkit.language.lines import stretches, writes_no_capitals
from iolkit.language.spelling import fold, listed
from iolkit.language.stopwords import ENGLISH, GERMAN, STOPWORDS
from iolkit.records import Span

_CLOSERS = "\"'”“’‘»«›‹)\\]}*_"
_CANDIDATE = re.compile(rf"(?<![.!?…])(?P<mark>[.!?…]+)(?P<close>[{_CLOSERS}]*)(?=\s)")
_TOKEN = re.compile(r"[^\s(\[{\"'„“”»«‚‘]+$")
"""What stands before a mark without a space between, and without what opens before it."""
_NUMBER = re.compile(r"(?:.*[^\d.,:])?(?P<digits>\d[\d.,:]*)$")
_DAY_OR_ORDINAL = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
_NEXT = re.compile(r"\s+[\"'„“”»«‚‘(\[*_–—-]*\s?(?P<word>\w+)?")
_LEADER = 4
"""So many dots in a row lead the eye in a form ("Name ......... Aydın"), they end nothing."""
_LONGEST_DOTTED = 7
"""Letters and stops of the longest dotted abbreviation ("i.d.R", "n.Chr")."""
_NEAR = 200
"""Letters before and after a mark that are looked at, so that time stays linear."""
_ORDINAL_AFTER = listed(
    """
    am an der die das dem den des zum zur beim vom ab bis im in jeder jede jedes jeden seit vor
    nach und oder dieser diese ihr sein unser mein ein eine einen einer
    """
)


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order, without outer white space; they never overlap.

    Every character that is not white space lies in one of them: bullets, time stamps and table
    rows stay with the words they introduce. A single line break inside a sentence is no border.
    """
    lower_style = writes_no_capitals(text)
    found: list[Span] = []
    for stretch in stretches(text):
        found.extend(_part(text, stretch, lower_style))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Place:
    """A mark that may end a sentence: what stands before it and which word follows."""

    sentence: str
    """The sentence so far, up to the mark; of a long one the last stretch."""
    around: str
    """What stands around the mark."""
    mark: str
    close: str
    word: str
    lower_style: bool

    @property
    def token(self) -> str:
        found = _TOKEN.search(self.sentence)
        return found.group() if found else ""

    @property
    def previous(self) -> str:
        """The folded word before the token, "" if there is none."""
        before = self.sentence[: len(self.sentence) - len(self.token)].split()
        return fold(before[-1]) if before else ""

    @property
    def starts_clearly(self) -> bool:
        """Whether the next word is one that has a capital only where a sentence starts."""
        return self.word[:1].isupper() and fold(self.word) in STOPWORDS


def _part(text: str, stretch: Span, lower_style: bool) -> list[Span]:
    parts: list[Span] = []
    start = stretch.start
    for match in _CANDIDATE.finditer(text, stretch.start, stretch.end):
        following = _NEXT.match(text, match.end())
        word = (following and following["word"]) or ""
        near = max(start, match.start() - _NEAR)
        around = text[near : min(match.end() + _NEAR, stretch.end)]
        sentence = text[near : match.start()]
        place = _Place(sentence, around, match["mark"], match["close"], word, lower_style)
        if match.end() < stretch.end and _ends(place):
            parts.append(Span(start, match.end()))
            start = _skip_space(text, match.end())
    parts.append(Span(start, stretch.end))
    return parts


def _ends(place: _Place) -> bool:
    """Whether the mark ends its sentence."""
    if len(place.mark) >= _LEADER and not place.mark.strip("."):
        return False
    lower = place.word[:1].islower()
    if place.close[:1] in (")", "]") and _opened_inside(place.sentence, place.close[0]):
        return place.starts_clearly
    if place.mark != "." or place.close:
        asked = not place.close and not place.mark.startswith(("..", "…"))
        return not lower or (asked and (place.lower_style or place.mark[-1] in "!?"))
    token = place.token
    if not token or (lower and not place.lower_style):
        return not token and not lower
    if token[-1].isdigit():
        return _ends_after_number(place)
    return _ends_after_word(place)


def _ends_after_word(place: _Place) -> bool:
    token = re.split(r"[/:,;]", place.token)[-1]
    low = fold(token)
    if low in UNITS and place.previous[-1:].isdigit():
        return place.starts_clearly
    if low in SOMETIMES_LAST:
        return place.starts_clearly
    if low in NEVER_LAST or ("." in low and len(low) <= _LONGEST_DOTTED):
        return False
    if low in BEFORE_NUMBERS:
        return not place.word[:1].isdigit()
    if len(token) == 1 and token.isalpha():
        return place.previous in NOT_INITIALS_AFTER
    return True


def _ends_after_number(place: _Place) -> bool:
    """Whether the stop after a number ends a sentence: an ordinal ("3. Klasse") does not."""
    number = _NUMBER.match(place.token)
    digits = number["digits"] if number else place.token
    if not place.word:
        return True
    if fold(place.word) in COUNTED:
        return False
    if digits != place.token or not _DAY_OR_ORDINAL.fullmatch(digits):
        return not place.word[0].isdigit() or "." not in digits
    if not place.previous or place.previous[-1] in ",(;:/" or place.previous in _ORDINAL_AFTER:
        return False
    return place.starts_clearly or _is_english(place.around)


def _opened_inside(sentence: str, closing: str) -> bool:
    """Whether the bracket that now closes was opened after the sentence had begun."""
    return sentence.rfind({")": "(", "]": "["}[closing]) > 0


def _is_english(text: str) -> bool:
    """Whether a text looks English, where ordinals are written without a stop."""
    folded = [fold(word) for word in text.split()]
    return sum((word in ENGLISH) - (word in GERMAN) for word in folded) > 0


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at

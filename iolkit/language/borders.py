"""Sentence borders in messy notes: prose, bullets, transcripts, chats, tables, German and English.

Two steps: lines.py joins the lines that one thought was wrapped over and parts the rest; here each
such stretch is parted where a full stop, question or exclamation mark really ends a sentence.
"""

from __future__ import annotations

import re

from iolkit.language.abbreviations import (
    MONTHS_AND_DAYS,
    NEVER_LAST,
    NOT_INITIALS_AFTER,
    SOMETIMES_LAST,
)
from iolkit.language.lines import stretches
from iolkit.language.spelling import fold, listed
from iolkit.language.stopwords import STOPWORDS
from iolkit.records import Span

_CLOSERS = "\"'”“’‘»«›‹)\\]}*_"
_CANDIDATE = re.compile(rf"(?P<mark>[.!?…]+)(?P<close>[{_CLOSERS}]*)(?=\s)")
_BEFORE = re.compile(r"[^\s(\[{\"'„“”»«‚‘:;,/]+$")
"""The run of letters and stops that a mark ends, without what opens before it."""
_NEXT = re.compile(r"\s+[\"'„“”»«‚‘(\[*_–—-]*\s?(?P<word>\w+)?")
_ORDINAL_AFTER = listed(
    """am an der die das dem den des zum zur beim vom ab bis im in jeder jede jedes jeden seit vor
    nach und oder dieser diese ihr sein unser mein ein eine einen einer"""
)
_LOWER_AFTER_STOP = re.compile(r"[^\W\d_]{3,}[.!?] +[^\W\d_]")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order, without outer white space; they never overlap.

    Every character that is not white space lies in one of them: bullets, time stamps and table
    rows stay with the words they introduce. A single line break inside a sentence is no border.
    """
    lower_style = _writes_no_capitals(text)
    found: list[Span] = []
    for stretch in stretches(text):
        found.extend(_part(text, stretch, lower_style))
    return tuple(found)


def _part(text: str, stretch: Span, lower_style: bool) -> list[Span]:
    parts: list[Span] = []
    start = stretch.start
    for match in _CANDIDATE.finditer(text, stretch.start, stretch.end):
        if match.end() >= stretch.end or not _ends(text, match, start, lower_style):
            continue
        parts.append(Span(start, match.end()))
        start = _skip_space(text, match.end())
    if start < stretch.end:
        parts.append(Span(start, stretch.end))
    return parts


def _ends(text: str, match: re.Match[str], start: int, lower_style: bool) -> bool:
    """Whether the mark ends the sentence that began at `start`."""
    following = _NEXT.match(text, match.end())
    word = (following and following["word"]) or ""
    lower = word[:1].islower()
    mark = match["mark"]
    if mark != "." or match["close"]:
        if not lower:
            return True
        return (
            not match["close"]
            and not mark.startswith(("..", "…"))
            and (lower_style or mark[-1] in "!?")
        )
    before = _BEFORE.search(text, start, match.start())
    token = before.group() if before else ""
    if not token or (lower and not lower_style):
        return not token and not lower
    if token[-1].isdigit():
        return _ends_after_number(text, token, word, before.start() if before else start, start)
    return _ends_after_word(text, token, word, before.start() if before else start, start)


def _ends_after_word(text: str, token: str, word: str, at: int, start: int) -> bool:
    low = fold(token)
    if low in SOMETIMES_LAST:
        return word[:1].isupper() and (fold(word) in STOPWORDS or low in ("usw", "etc"))
    if low in NEVER_LAST or ("." in low and len(low) <= 7):
        return False
    if len(token) == 1 and token.isalpha():
        previous = text[start:at].split()
        return bool(previous) and fold(previous[-1]) in NOT_INITIALS_AFTER
    return True


def _ends_after_number(text: str, token: str, word: str, at: int, start: int) -> bool:
    """Whether the stop after a number ends a sentence: an ordinal ("3. Klasse") does not."""
    if not word or (word[0].isdigit() and token.count(".")):
        return not word
    if fold(word) in MONTHS_AND_DAYS:
        return False
    if not re.fullmatch(r"\d{1,2}(\.\d{1,2})?", token):
        return True
    before = text[start:at].rstrip()
    if not before or before[-1] in ",(;:/":
        return False
    previous = fold(before.split()[-1])
    if previous in _ORDINAL_AFTER:
        return False
    return fold(word) in STOPWORDS


def _writes_no_capitals(text: str) -> bool:
    """Whether the writer starts sentences with small letters, as in a chat."""
    starts = [m.group()[-1] for m in _LOWER_AFTER_STOP.finditer(text)]
    return len(starts) >= 2 and sum(s.islower() for s in starts) > 0.6 * len(starts)


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at

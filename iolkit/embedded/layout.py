"""How a sentence sits in its note: bullets, gaps, lines, the look of its characters.

Learning items are drawn by layout as much as by words: a bullet, a paragraph, a turn of talk. How
far down a note a sentence stands is left out on purpose: a model that knows it learns how long its
training notes were, and overlooks the one item of a short note.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from iolkit.embedded.features import Vector
from iolkit.records import Span

NAMES = (
    "line_start", "line_end", "blank_before", "blank_after", "dash", "numbered", "quoted_mail",
    "indent", "label", "clock", "line_length", "sentences_in_line", "before_length",
    "after_length", "digits", "capitals", "at_sign", "link", "money", "percent", "asks",
    "exclaims", "speech", "brackets", "lower_start", "colon_end", "hash", "table", "ellipsis",
)  # fmt: skip
"""What each place of `describe` holds, in order."""

_DASH = re.compile(r"[ \t>]*(?:[-*•·–+]|\|[ \t]*[-+]*)[ \t]+")
_NUMBERED = re.compile(r"[ \t>]*(?:\(?\d{1,2}[.):]|\(?[a-zA-Z][.)]|[A-Z]\d{1,2}\b|#\d+)[ \t]*")
_LABEL = re.compile(r"[ \t>*_\-•]*(?:[\w/&.()\-]+[ \t]){0,3}[\w/&.()\-]+[*_]*[ \t]*:[ \t\n]")
_CLOCK = re.compile(r"[ \t>\[(]*(?:\d{1,2}[:.h]\d{2}|\d{1,2}\.\d{1,2}\.(?:\d{2,4})?)")
_LINK = re.compile(r"https?://|www\.|\w\.(?:de|com|org|net|example|intern)\b")
_MONEY = re.compile(r"[€$£]|\b(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|Euro|Mio|k€|T€)\b")
_HEADING = re.compile(r"[ \t]*(?:#{1,6}[ \t]|\*\*[^*\n]+\*\*[ \t]*$)", re.M)


LOOKED_AT = 1_000
"""Code points of a line that are looked at: a book on one line must not be read once a sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the note: where it is, and how many sentences begin in it."""

    span: Span
    sentences: int


def lines_of(text: str, sentences: Sequence[Span]) -> tuple[Line, ...]:
    """For each sentence the line that it begins in."""
    starts = [0, *(at + 1 for at, c in enumerate(text) if c == "\n"), len(text) + 1]
    places = [bisect_right(starts, sentence.start) for sentence in sentences]
    begun = Counter(places)
    return tuple(Line(Span(starts[p - 1], starts[p] - 1), begun[p]) for p in places)


def gap_kind(text: str, sentences: Sequence[Span], before: int) -> str:
    """What parts sentence `before - 1` from sentence `before`: a blank line (as the start and the
    end of the note), a bullet, a line or nothing but a space."""
    if before == 0 or before == len(sentences):
        return "blank"
    gap = text[sentences[before - 1].end : sentences[before].start]
    if gap.count("\n") > 1:
        return "blank"
    if "\n" not in gap:
        return "space"
    start = text.rfind("\n", 0, sentences[before].start) + 1
    return "bullet" if _DASH.match(text, start) or _NUMBERED.match(text, start) else "line"


GAPS = ("blank", "bullet", "line", "space")


def describe(text: str, sentences: Sequence[Span], lines: Sequence[Line], at: int) -> Vector:
    """The layout of sentence `at`, one number a name of NAMES, about 0..3 each."""
    span, line = sentences[at], lines[at]
    said = span.of(text)
    whole = text[line.span.start : min(line.span.end, line.span.start + LOOKED_AT)]
    lead = text[line.span.start : min(span.start, line.span.start + LOOKED_AT)]
    starts = not lead.strip(" \t-*•·–+|>([#0123456789.)")
    gap_before, gap_after = gap_kind(text, sentences, at), gap_kind(text, sentences, at + 1)
    size = max(1, len(said))
    values = (
        starts,
        gap_after != "space",
        gap_before == "blank",
        gap_after == "blank",
        bool(_DASH.match(whole)),
        bool(_NUMBERED.match(whole)),
        whole.lstrip().startswith(">"),
        math.log1p(len(whole) - len(whole.lstrip())),
        bool(_LABEL.match(said + "\n")),
        bool(_CLOCK.match(whole)),
        math.log1p(len(line.span)) / 2,
        math.log1p(line.sentences),
        math.log1p(len(sentences[at - 1])) / 2 if at else 0,
        math.log1p(len(sentences[at + 1])) / 2 if at + 1 < len(sentences) else 0,
        4 * sum(c.isdigit() for c in said) / size,
        4 * sum(c.isupper() for c in said) / size,
        "@" in said,
        bool(_LINK.search(said)),
        bool(_MONEY.search(said)),
        "%" in said,
        said.rstrip('"”“»').endswith("?"),
        said.endswith("!"),
        any(c in said for c in '„“”»«"'),
        "(" in said,
        said[:1].islower(),
        said.endswith(":"),
        bool(_HEADING.match(whole)),
        whole.count("|") > 1 or "\t" in whole,
        "..." in said or "…" in said,
    )
    return np.array(values, np.float32)

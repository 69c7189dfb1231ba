"""Sentences of a passage that say something by themselves and can be quoted as they stand.

Headings, questions, introductions ("How it is done:"), notes on where a claim comes from and lines
that are mostly stand-ins say nothing alone; who spoke, and when, is left out of a quote.
"""

from __future__ import annotations

import re
from collections import Counter

from iolkit.embedded.segment import trimmed
from iolkit.language import sentences
from iolkit.records import Span

SHORTEST = 4
"""Words of a sentence that ends with a full stop."""
SHORTEST_OPEN = 8
"""Words of one that does not: bullets, dictation, captions. A shorter one reads as a heading."""
LONGEST = 90
"""Words; what is longer is a list or a page without stops."""
_STAND_IN = re.compile(r"\[[A-ZÄÖÜ_]+(?:_\d+)?\]")
_WORD = re.compile(r"[^\W\d_]+")
_TIME = re.compile(r"\s*[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?\s*")
_LABEL = re.compile(r"\s*(?P<name>\[[A-ZÄÖÜ_]+(?:_\d+)?\]|[^\W\d_][\w.-]{1,20}):\s+")
_HIDDEN_BEFORE = re.compile(r"(?:\[(?!PERSON_|PARTNER_|ORG_)[A-Z]+_\d+\]\s+)+(?=[A-ZÄÖÜ\"„“])")
"""A whole sentence that is hidden, before the next one."""
_SPEAKER = re.compile(r"\[(?:PERSON|PARTNER)\w*\]|(?:sprecher|speaker)\w*", re.IGNORECASE)
_CLOSED = re.compile(r"[.!…][\"'»«“”’)\]*_]*$")
_OPEN_END = re.compile(r"[:,;(–-]\s*$")
_APPARATUS = re.compile(
    r"(?:belege?|quellen?|titel|datum|programm|evidence|sources?|support|title|date|programme|"
    r"subject|betreff|wann|when|vorbehalt|caveat)\s*:",
    re.IGNORECASE,
)
_GAP = re.compile(r"[ \t]*\n[ \t]*\n\s*\S")
_MARKUP = re.compile(r"\s*(?:#{1,6}\s|\|?\s*-{3,})")


def statements(text: str) -> tuple[Span, ...]:
    """The sentences that can stand alone, in order, without bullet, time stamp and speaker; none
    where a passage has none."""
    speakers = _speakers(text)
    spans = (_told(text, trimmed(text, span), speakers) for span in sentences(text))
    return tuple(s for s in spans if is_statement(s.of(text)) and not _heads(text, s))


def is_statement(said: str) -> bool:
    """Whether a sentence says something by itself."""
    ended = said.rstrip("\"'»«“”’)]*_ ")
    if ended.endswith("?") or _OPEN_END.search(said):
        return False
    if _MARKUP.match(said) or _APPARATUS.match(said.lstrip("*_ ")) or said.isupper():
        return False
    words = len(_WORD.findall(_STAND_IN.sub(" ", said)))
    hidden = len(_STAND_IN.findall(said))
    least = SHORTEST if _CLOSED.search(said) else SHORTEST_OPEN
    return max(least, 3 * hidden) <= words <= LONGEST


def _heads(text: str, span: Span) -> bool:
    """Whether the sentence is a line without a stop that a gap parts from what it is about."""
    return not _CLOSED.search(span.of(text)) and bool(_GAP.match(text, span.end))


def _speakers(text: str) -> frozenset[str]:
    """Labels before a colon that begin more than one line: in a chat or a transcript."""
    found = (_LABEL.match(_TIME.sub("", line, count=1)) for line in text.splitlines())
    counts = Counter(label["name"] for label in found if label)
    return frozenset(name for name, n in counts.items() if n > 1)


def _told(text: str, span: Span, speakers: frozenset[str]) -> Span:
    """The span without the time and the name that it begins with."""
    start = span.start
    if time := _TIME.match(text, start, span.end):
        start = time.end()
    label = _LABEL.match(text, start, span.end)
    if label and (label["name"] in speakers or _SPEAKER.fullmatch(label["name"])):
        start = label.end()
    if hidden := _HIDDEN_BEFORE.match(text, start, span.end):
        start = hidden.end()
    return Span(start, span.end) if start < span.end else span

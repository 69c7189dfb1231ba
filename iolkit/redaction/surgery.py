"""A sentence without its blocked words: the smallest cut that leaves a sentence, else none of it.

Cuts only where writers themselves set a part apart: brackets, semicolons, dashes and arrows, a
comma before a clause that adds something, a price given with "zu" or "at". A condition is never
cut off, since what it held for would become a claim.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from iolkit.records import Span
from iolkit.redaction import amounts

ENOUGH = 4
"""Words that a part must have to stand alone."""
_BRACKETS = re.compile(r"[ \t]*\([^()\n]*\)")
_BORDERS = re.compile(r";[ \t]*|[ \t]+(?:[–—-]{1,2}|->|→|=>|\|)[ \t]+|:[ \t]+")
_ADDING = re.compile(
    r",[ \t]+(?:und|aber|denn|weil|da|was|wobei|wodurch|womit|worauf|d\w\w|welche\w?|mit|laut|"
    r"zum Preis|obwohl|zumal|and|but|which|who|whose|because|since|with|though|where|umgesetzt|"
    r"sagt\w*|meint\w*|said)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:wenn|falls|sofern|außer|solange|soweit|ohne dass|nur|bis|if|unless|provided|until|"
    r"only|except|as long as)\b",
    re.IGNORECASE,
)
_PRICED = re.compile(r"[ \t]+(?:zu|für|at|for)[ \t]+(?:[^\s,.;:]+[ \t]+){0,2}$", re.IGNORECASE)
_AFTER_PRICE = re.compile(r"[ \t]*(?:[.,;!?]|$)|[ \t]+[a-zäöüß]+[ \t]*[.!?]?$")
"""The sentence ends here, pauses, or closes with its verb ("… gekauft.")."""
_WORDS = re.compile(r"[^\W\d_]{2,}")
_ENDS = re.compile(r"[.!?…]+[\"“”’)]*$")


def without(text: str, sentence: Span, blocked: Sequence[Span]) -> tuple[Span, ...]:
    """The parts of a sentence that stay when `blocked` must go; () when the whole of it must.

    Spans count in `text`; the parts are ordered, disjoint and free of every blocked character.
    """
    for cut in (_cut_brackets, _cut_price, _cut_added_clause, _cut_segments):
        gone = cut(text, sentence, blocked)
        if gone is None:
            continue
        parts = _remaining(sentence, gone)
        clean = not any(part.overlaps(bad) for part in parts for bad in blocked)
        if clean and sum(_count(part.of(text)) for part in parts) >= ENOUGH:
            return parts
    return ()


def _cut_brackets(text: str, sentence: Span, blocked: Sequence[Span]) -> list[Span] | None:
    """Brackets that hold all that is blocked."""
    groups = [Span(*m.span()) for m in _BRACKETS.finditer(text, sentence.start, sentence.end)]
    holding = [group for group in groups if any(group.overlaps(bad) for bad in blocked)]
    covered = all(any(group.covers(_inside(bad, sentence)) for group in holding) for bad in blocked)
    return holding if holding and covered else None


def _cut_price(text: str, sentence: Span, blocked: Sequence[Span]) -> list[Span] | None:
    """ "… zu 1.150 € Tagessatz": a price that closes the sentence or stands before a comma."""
    if len(blocked) != 1:
        return None
    bad = _inside(blocked[0], sentence)
    before = _PRICED.search(text[sentence.start : bad.start])
    head = amounts.head_after(text[bad.end : sentence.end])
    end = bad.end + len(head)
    if not before or not _AFTER_PRICE.match(text[end : sentence.end]):
        return None
    return [Span(sentence.start + before.start(), end)]


def _cut_added_clause(text: str, sentence: Span, blocked: Sequence[Span]) -> list[Span] | None:
    """From the last comma that opens an adding clause before the first blocked word to the end."""
    first = min(bad.start for bad in blocked)
    commas = [m for m in _ADDING.finditer(text, sentence.start, sentence.end) if m.start() <= first]
    if not commas:
        return None
    start = commas[-1].start()
    end = _ENDS.search(text[start : sentence.end])
    stop = start + end.start() if end else sentence.end
    tail = text[start:stop]
    head = text[sentence.start : start]
    if _CONDITION.search(tail) or _count(head) < ENOUGH or head.count("(") != head.count(")"):
        return None
    return [Span(start, stop)]


def _cut_segments(text: str, sentence: Span, blocked: Sequence[Span]) -> list[Span] | None:
    """Segments between strong borders that hold blocked words; the others must stand alone."""
    borders = [Span(*m.span()) for m in _BORDERS.finditer(text, sentence.start, sentence.end)]
    edges = [Span(sentence.start, sentence.start), *borders, Span(sentence.end, sentence.end)]
    segments = [Span(a.end, b.start) for a, b in itertools.pairwise(edges)]
    stays = [
        segment
        for segment in segments
        if _count(segment.of(text)) >= ENOUGH and not any(segment.overlaps(bad) for bad in blocked)
    ]
    lost = "".join(segment.of(text) for segment in segments if segment not in stays)
    if not stays or _CONDITION.search(lost):
        return None
    # A border goes with the part it leads to; the full stop of the sentence stays.
    around = [sentence.start, *(edge for part in stays for edge in (part.start, part.end))]
    end = _ENDS.search(sentence.of(text))
    stop = sentence.start + end.start() if end else sentence.end
    cuts = [Span(a, b) for a, b in zip(around[:-1:2], around[1::2], strict=True)]
    cuts = [cut if n == 0 else _after_border(cut, borders) for n, cut in enumerate(cuts)]
    return [*cuts, Span(min(stays[-1].end, stop), stop)]


def _after_border(cut: Span, borders: Sequence[Span]) -> Span:
    """The cut between two parts that stay, without the border that will join them."""
    first = next(border for border in borders if border.start == cut.start)
    return Span(first.end, max(first.end, cut.end))


def _remaining(sentence: Span, gone: Sequence[Span]) -> tuple[Span, ...]:
    parts, start = [], sentence.start
    for cut in sorted(gone):
        parts.append(Span(start, max(start, cut.start)))
        start = max(start, cut.end)
    parts.append(Span(min(start, sentence.end), sentence.end))
    return tuple(part for part in parts if len(part))


def _inside(span: Span, sentence: Span) -> Span:
    return Span(max(span.start, sentence.start), min(span.end, sentence.end))


def _count(text: str) -> int:
    return len(_WORDS.findall(text))

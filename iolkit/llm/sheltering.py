"""What of a note a model may see: stand-ins for every secret, numbered lines, and the way back.

What the local engine flags is hidden, and every further place where the same value stands, also
where no flag marked it. Special-category text takes its whole sentence along; only a model in the
house may see it, and then by choice. Offsets of a reply come back through the masked text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from iolkit import citations, language, redaction
from iolkit.errors import NotReleased
from iolkit.llm.bridge import Bridge
from iolkit.llm.quotes import Ground, invisible
from iolkit.records import Category, Flag, Masked, Span
from iolkit.redaction.masking import LABELS, MaskedText
from iolkit.redaction.names import parts_to_hide
from iolkit.redaction.views import View, tellable

SHORTEST = 3
"""Letters and digits of a value that is looked for beyond the place where it is flagged."""
LONGEST_LINE = 600
"""Letters of a numbered line; a longer sentence is cut between words."""
_ROUNDS = 3
_STAND_IN = re.compile(rf"\[(?:{'|'.join(LABELS.values())})_\d+\]")
_FENCE = re.compile(r"<{2,}|>{2,}")
_TURNED = str.maketrans("<>", "‹›")


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of a whole note has to be hidden: flags, and the values that must stand nowhere."""

    flags: tuple[Flag, ...]
    values: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str, flags: Sequence[Flag], *, see_special: bool) -> Hidden:
        """From what the local engine flags; `see_special` leaves special-category text open."""
        kept = [flag for flag in flags if not (see_special and flag.category == "special")]
        whole = _with_sentences(text, kept)
        sought = dict(_values(text, kept))
        view = View(text)
        further = [
            replace(flag, span=span, recognizer="redaction.mention")
            for value, flag in sought.items()
            for span in (*view.spans(value), *_words(text, value))
            if not any(other.span.covers(span) for other in whole)
        ]
        return cls((*whole, *further), tuple(sought))

    def inside(self, span: Span) -> tuple[Flag, ...]:
        """The flags in a stretch, cut to it and counted from its start."""
        cut = (
            (max(flag.span.start, span.start), min(flag.span.end, span.end), flag)
            for flag in self.flags
        )
        return tuple(
            replace(flag, span=Span(start, end).shift(-span.start))
            for start, end, flag in cut
            if start < end
        )


@dataclass(frozen=True)
class Sheltered:
    """A stretch of a note as a model may read it: lines numbered from 1, secrets hidden."""

    masked: MaskedText
    start: int
    """Where the stretch begins in the note."""
    whose: str
    """Which organisation is whose, in stand-ins and owner codes; "" when none is named."""
    hidden: Mapping[Category, int]
    values: tuple[str, ...] = field(repr=False)
    """What must not stand in a letter about this note."""

    @cached_property
    def shown(self) -> str:
        """The masked text with what looks like a fence turned into harmless marks; the offsets are
        those of the masked text."""
        return unfenced(self.masked.text)

    @cached_property
    def ground(self) -> Ground:
        """Where quotes are looked for."""
        return Ground(self.shown)

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The numbered lines as spans of `shown`: the sentences of the note, long ones cut; what a
        stand-in joins is one line."""
        joined: list[Span] = []
        for sentence in language.sentences(self.masked.original):
            span = self._bridge.over(sentence)
            if joined and span.start < joined[-1].end:
                joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
            else:
                joined.append(span)
        return tuple(
            piece
            for span in joined
            for piece in pieces(self.shown, span)
            if one_line(piece.of(self.shown))
        )

    def said(self, first: int = 1, last: int | None = None) -> tuple[Masked, ...]:
        """The text of lines `first` to `last` (from 1, inclusive), each without a line break."""
        lines = [one_line(span.of(self.shown)) for span in self.lines[first - 1 : last]]
        return redaction.taken_from([self.masked.text], lines)

    def line(self, number: int) -> Span | None:
        """The span of a line in `shown`, None where there is no such line."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else None

    def find(self, quote: str, first: int, last: int) -> Span | None:
        """A quote from lines `first` to `last` as a span of `shown`; None where it is not there."""
        start, end = self.line(first), self.line(last)
        if start is None or end is None or end.end <= start.start:
            return None
        return self.ground.locate(quote, Span(start.start, end.end))

    def to_note(self, span: Span) -> Span:
        """A span of `shown` as a span of the note, widened over stand-ins that it touches."""
        return self._bridge.back(span).shift(self.start)

    def open_letters(self, span: Span) -> int:
        """Letters and digits of a span of `shown` that do not belong to a stand-in."""
        words = _STAND_IN.sub(" ", span.of(self.shown))
        return sum(char.isalnum() for char in words)

    @cached_property
    def _bridge(self) -> Bridge:
        return Bridge(self.masked)


def shelter(text: str, span: Span, hidden: Hidden) -> Sheltered:
    """The stretch `span` of a note, masked. Raises NotReleased when a value cannot be hidden."""
    said = span.of(text)
    flags = hidden.inside(span)
    masked = redaction.mask(said, flags)
    for _ in range(_ROUNDS):
        left = left_open(masked.text, hidden.values)
        if not left:
            break
        flags = (*flags, *_where(masked, left, hidden))
        masked = redaction.mask(said, flags)
    else:
        raise NotReleased("model_secret_left", n=len(left_open(masked.text, hidden.values)))
    counts = Counter(flag.category for flag in redaction.flat(flags))
    return Sheltered(masked, span.start, _whose(masked, flags), dict(counts), hidden.values)


def left_open(text: str, values: Sequence[str]) -> tuple[str, ...]:
    """The values that still stand in a masked text, whatever they wear; stand-ins say nothing."""
    said = _STAND_IN.sub("[…]", text)
    plain = (value for value in values if any(_words(said, value)))
    return tuple(dict.fromkeys((*citations.leaks(said, values), *plain)))


def _words(text: str, value: str) -> Iterator[Span]:
    """Where a value stands letter for letter as whole words, also where it plainly means something
    else ("mitten im Winter" beside a Mr Winter): what leaves need not be told so finely."""
    start = text.find(value)
    while start >= 0:
        end = start + len(value)
        before, after = text[start - 1 : start], text[end : end + 1]
        inside = (before and (before + value[0]).isalnum()) or (
            after and (value[-1] + after).isalnum()
        )
        if not inside:
            yield Span(start, end)
        start = text.find(value, start + 1)


def _values(text: str, flags: Iterable[Flag]) -> Iterable[tuple[str, Flag]]:
    """Every value that must stand nowhere in a letter: what is flagged, names also in parts."""
    for flag in flags:
        for part in parts_to_hide(flag.span.of(text), flag.category):
            if tellable(part) and sum(char.isalnum() for char in part) >= SHORTEST:
                yield part, flag


def _with_sentences(text: str, flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """The flags; those of special-category text over the whole sentences they touch."""
    if all(flag.category != "special" for flag in flags):
        return tuple(flags)
    borders = language.sentences(text)
    widened = []
    for flag in flags:
        touched = [s for s in borders if s.overlaps(flag.span)]
        if flag.category == "special" and touched:
            start = min(flag.span.start, touched[0].start)
            end = max(flag.span.end, touched[-1].end)
            flag = replace(flag, span=Span(start, end))
        widened.append(flag)
    return tuple(widened)


def _where(masked: MaskedText, values: Sequence[str], hidden: Hidden) -> list[Flag]:
    """Flags for values that a first masking left open: next to a stand-in, across its border."""
    category = hidden.flags[0]
    view = View(masked.text)
    spans = [span for value in values for span in (*view.spans(value), *_words(masked.text, value))]
    return [
        replace(category, span=Span(masked.to_original(s.start), masked.to_original(s.end)))
        for s in spans
        if masked.to_original(s.start) < masked.to_original(s.end)
    ]


def _whose(masked: MaskedText, flags: Sequence[Flag]) -> str:
    owners: dict[str, str] = {}
    for stand_in, span in masked.stand_ins:
        flag = next((f for f in flags if f.category == "partner" and f.span == span), None)
        if flag is not None:
            owners.setdefault(stand_in, flag.owner)
    return ", ".join(f"{stand_in} = {owner}" for stand_in, owner in owners.items())


def stand_ins(text: str) -> tuple[Span, ...]:
    """Where stand-ins are in a masked text."""
    return tuple(Span(*found.span()) for found in _STAND_IN.finditer(text))


def unfenced(text: str) -> str:
    """The text with what looks like a fence turned into harmless marks, as long as before."""
    return _FENCE.sub(lambda run: run[0].translate(_TURNED), text)


def one_line(text: str) -> str:
    """The text on one line, without what shows nothing, and so without a fence that this joins."""
    return unfenced(" ".join("".join(char for char in text if not invisible(char)).split()))


def pieces(text: str, span: Span) -> Iterable[Span]:
    """The span in pieces of at most LONGEST_LINE letters, cut between words where there are any."""
    start = span.start
    while span.end - start > LONGEST_LINE:
        space = text.rfind(" ", start + 1, start + LONGEST_LINE)
        end = space if space > start else start + LONGEST_LINE
        yield Span(start, end)
        start = end
    yield Span(start, span.end)

"""Reversible stand-ins: [PERSON_1], [ORG_2], [AMOUNT_1] in place of what is flagged, and back.

The same name has the same stand-in throughout a text. A stand-in never equals anything that stands
in the text already. Knows nothing of audiences: this is for readers, prompts and indexes inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from iolkit import language
from iolkit.records import Category, Flag, Masked, Span
from iolkit.redaction.merge import flat
from iolkit.redaction.names import NAMES, Cast, parts_to_hide
from iolkit.redaction.views import View
from iolkit.redaction.words import index_word

LABELS: dict[Category, str] = {
    "money": "AMOUNT", "partner": "ORG", "person": "PERSON", "contact": "CONTACT",
    "personnel": "PERSONNEL", "contract": "TERM", "strategy": "PLAN", "security": "SECURITY",
    "ip": "KNOWHOW", "figures": "FIGURE", "confidential": "MARKER", "special": "SPECIAL",
}  # fmt: skip
_LABEL = "|".join(LABELS.values())
_RETOLD = re.compile(
    rf"(?P<mark>[*_`]{{0,3}})(?:\\?[\[［])[ \t\xa0]*(?P<inner>[*_`]{{0,3}})"
    rf"(?P<label>{_LABEL})(?:[ \t\xa0]|\\?_|-){{1,3}}(?P<number>\d{{1,6}})"
    rf"(?P=inner)[ \t\xa0]*(?:\\?[\]］])(?P=mark)(?P<ending>['’ʼ]?s(?![^\W_]))?",
    re.IGNORECASE,
)
"""A stand-in as a reply may hand it back: in other case, with blanks, escaped or emphasised, with a
genitive or plural s. Never in round brackets: "(Figure 1)" is ordinary text."""


def taken_from(masked: Sequence[Masked], words: Iterable[str]) -> tuple[Masked, ...]:
    """Words made of nothing but masked text (cut, bent, translated): as safe as what they are of.

    Raises ValueError where there is no masked text they could come from.
    """
    said = tuple(Masked(word) for word in words)
    if said and not any(masked):
        raise ValueError("words of no masked text")
    return said


@dataclass(frozen=True, slots=True)
class MaskedText:
    """A masked text and the way back. Holds the raw values: for the process, never for a file."""

    text: Masked
    stand_ins: tuple[tuple[str, Span], ...]
    """Each stand-in with the span of the original it stands for, in order."""
    original: str = field(repr=False)

    def to_original(self, offset: int) -> int:
        """The original offset of a masked one; inside a stand-in, the start of what it hides."""
        for shown, hidden in self._pairs():
            if offset < shown.start:
                break
            if offset < shown.end:
                return hidden.start
        before = [(s, h) for s, h in self._pairs() if s.end <= offset]
        return offset + (before[-1][1].end - before[-1][0].end if before else 0)

    def from_original(self, span: Span) -> Span:
        """Where an original span shows in the masked text; widened over stand-ins it touches."""
        return Span(self._shown(span.start, at_start=True), self._shown(span.end, at_start=False))

    def _shown(self, offset: int, *, at_start: bool) -> int:
        shift = 0
        for shown, hidden in self._pairs():
            if offset <= hidden.start:
                break
            if offset < hidden.end:
                return shown.start if at_start else shown.end
            shift = shown.end - hidden.end
        return offset + shift

    def _pairs(self) -> tuple[tuple[Span, Span], ...]:
        return _pairs(self.stand_ins)


@lru_cache(maxsize=8)
def _pairs(stand_ins: tuple[tuple[str, Span], ...]) -> tuple[tuple[Span, Span], ...]:
    """(span in the masked text, span in the original) of every stand-in."""
    pairs, shift = [], 0
    for stand_in, hidden in stand_ins:
        start = hidden.start + shift
        pairs.append((Span(start, start + len(stand_in)), hidden))
        shift += len(stand_in) - len(hidden)
    return tuple(pairs)


def mask(text: str, flags: Iterable[Flag]) -> MaskedText:
    """`text` with a stand-in for every flag, and for every further mention of a flagged name."""
    seen = tuple(flags)
    hidden = flat((*seen, *mentions(text, seen)))
    taken = {(m["label"].upper(), int(m["number"])) for m in _RETOLD.finditer(text)}
    cast = Cast.of([(text, (*seen, *hidden))])
    numbered = _Numbering(taken)
    stand_ins = tuple(
        (numbered.stand_in(LABELS[flag.category], cast.number(flag.span.of(text), flag.category)),
         flag.span)
        for flag in hidden
    )  # fmt: skip
    shown = substitute(text, [(span, stand_in) for stand_in, span in stand_ins])
    return MaskedText(Masked(shown), stand_ins, text)


def mask_view(text: str, flags: Iterable[Flag], span: Span) -> Masked:
    """The stretch `span` of a note, masked with the stand-ins that the whole note has.

    A stand-in that the border cuts is shown whole.
    """
    return mask_views(text, flags, [span])[0]


def mask_views(text: str, flags: Iterable[Flag], spans: Sequence[Span]) -> tuple[Masked, ...]:
    """`mask_view` of many stretches; the note is masked once."""
    masked = mask(text, flags)
    return tuple(Masked(masked.from_original(span).of(masked.text)) for span in spans)


def index_text(text: str, flags: Iterable[Flag], span: Span) -> Masked:
    """The stretch `span` of a note for search: a plain category word where a flag was.

    Words, not stand-ins: an index should neither know a secret nor rank by an empty label.
    """
    return index_texts(text, flags, [span])[0]


def index_texts(text: str, flags: Iterable[Flag], spans: Sequence[Span]) -> tuple[Masked, ...]:
    """`index_text` of many stretches; further mentions are looked for once."""
    seen = tuple(flags)
    hidden = flat((*seen, *mentions(text, seen)))
    return tuple(_index_text(text, hidden, span) for span in spans)


def _index_text(text: str, hidden: Sequence[Flag], span: Span) -> Masked:
    stretch = span.of(text)
    tongue = language.tongue(stretch)
    parts = [
        (Span(max(flag.span.start, span.start), min(flag.span.end, span.end)).shift(-span.start),
         index_word(flag.category, tongue))
        for flag in hidden
        if flag.span.overlaps(span)
    ]  # fmt: skip
    return Masked(substitute(stretch, parts))


def unmask(masked_text: str, masked: MaskedText) -> str:
    """The original words back in place.

    The masked text itself comes back exactly. Any other text that uses its stand-ins (a reply, a
    stretch) gets for each the fullest form the note has, also where the reply has inflected or
    emphasised it ("[PERSON_1]s", "**[person 1]**"). What is no stand-in of this text stays.
    """
    if masked_text == masked.text:
        return masked.original
    fullest: dict[str, str] = {}
    for stand_in, span in masked.stand_ins:
        fullest[stand_in] = max(fullest.get(stand_in, ""), span.of(masked.original), key=len)

    def original(found: re.Match[str]) -> str:
        words = fullest.get(f"[{found['label'].upper()}_{int(found['number'])}]")
        if words is None:
            return found[0]
        return found["mark"] + _inflected(words, found["ending"] or "") + found["mark"]

    return _RETOLD.sub(original, masked_text)


def _inflected(words: str, ending: str) -> str:
    """With the ending, unless the words end in one already ("Vargheses", "Klaus’")."""
    if not ending or words[-1:] in "'’":
        return words
    if words[-1:].casefold() in "sxzß":
        return words + ("’" if ending == "s" else ending)
    return words + ending


def mentions(text: str, flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """Further mentions of flagged names in `text` that no flag covers, flagged like the name."""
    view = View(text)
    found: dict[Span, Flag] = {}
    sought = {
        part: flag
        for flag in flags
        if flag.category in NAMES
        for part in parts_to_hide(flag.span.of(text), flag.category)
    }
    for value, flag in sought.items():
        for span in view.spans(value):
            if not any(other.span.covers(span) for other in flags):
                found.setdefault(span, replace(flag, span=span, recognizer="redaction.mention"))
    return tuple(found.values())


def substitute(text: str, parts: Iterable[tuple[Span, str]]) -> str:
    """`text` with each span replaced. The spans are disjoint and ordered."""
    shown, end = [], 0
    for span, words in parts:
        shown += [text[end : span.start], words]
        end = span.end
    return "".join((*shown, text[end:]))


@dataclass
class _Numbering:
    """Stand-ins that no text has yet: numbers the text itself uses are passed over."""

    taken: set[tuple[str, int]]
    given: dict[tuple[str, int], str] = field(default_factory=dict)

    def stand_in(self, label: str, number: int) -> str:
        if (label, number) not in self.given:
            free = number
            while (label, free) in self.taken:
                free += 1
            self.taken.add((label, free))
            self.given[label, number] = f"[{label}_{free}]"
        return self.given[label, number]

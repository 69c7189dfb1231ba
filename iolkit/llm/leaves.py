"""A part of a note as one letter tells it, and what can be wrong with the reply to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from iolkit import tokens
from iolkit.language import tongue
from iolkit.llm import located, rating
from iolkit.llm.letter import Faults
from iolkit.llm.prompts import Name, Tongue
from iolkit.llm.replies import FlagsReply, ItemsReply, RatingReply, ReadReply
from iolkit.llm.sheltering import Sheltered
from iolkit.llm.splitting import Part
from iolkit.llm.suspicion import suspicious_lines
from iolkit.records import Note, Span

MOST_FAULTS = 12
SOFT = 3
"""Quotes that may be wrong before the one repair turn is spent on them."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of a note that is sent as one letter, and the lines of it that give orders."""

    sheltered: Sheltered
    part: Part
    orders: frozenset[int]

    @property
    def tokens(self) -> int:
        """Tokens of its lines without their numbers."""
        return tokens.count("\n".join(self.sheltered.said())).n

    def ordered(self, first: int, last: int) -> bool:
        """Whether a line from `first` to `last` gives orders to the model."""
        return not self.orders.isdisjoint(range(first, last + 1))

    def places(self) -> tuple[Span, ...]:
        """Where in the note the orders stand."""
        lines = (self.sheltered.lines[number - 1] for number in sorted(self.orders))
        return tuple(self.sheltered.to_note(line) for line in lines)


def leaf(sheltered: Sheltered, part: Part) -> Leaf:
    """The leaf of a sheltered part."""
    said = [line.of(sheltered.masked.text) for line in sheltered.lines]
    return Leaf(sheltered, part, suspicious_lines(said))


def language_of(note: Note) -> Tongue:
    """The language in which a model is asked about a note: that of the note, else the likelier."""
    return _likelier(note.text) if note.language == "mixed" else note.language


@lru_cache(maxsize=32)
def _likelier(text: str) -> Tongue:
    return tongue(text)


def check_rating(sheltered: Sheltered, reply: RatingReply) -> Faults:
    """What is wrong with the ratings of a stretch that was sent by itself."""
    seen = rating.seen(reply, sheltered, 1, len(sheltered.lines))
    return rating.faults(reply, seen, "")[:MOST_FAULTS]


def _check_read(part: Leaf, note: Note, reply: ReadReply) -> Faults:
    placed, hard = located.items(reply.items, part.sheltered)
    soft = _check_flags(part, note, reply)
    for one, place in placed:
        seen = rating.seen(one, part.sheltered, place.first, place.last)
        soft += rating.faults(one, seen, f"item of line {one.a}, ")
    soft += located.sentences(reply.summary, part.sheltered, language_of(note))[2]
    # A wrong quote or two do not pay for a second request; what is off as a whole does.
    return [*hard, *soft][:MOST_FAULTS] if hard or len(soft) > SOFT else []


def _check_items(part: Leaf, _note: Note, reply: ItemsReply) -> Faults:
    return located.items(reply.items, part.sheltered)[1][:MOST_FAULTS]


def _check_flags(part: Leaf, note: Note, reply: FlagsReply | ReadReply) -> list[str]:
    return located.flags(reply.flags, part.sheltered, note)[2][:MOST_FAULTS]


CHECKS: Mapping[Name, Callable[[Leaf, Note, Any], Faults]] = {
    "read": _check_read, "read_items": _check_items, "read_flags": _check_flags,
}  # fmt: skip
"""What is wrong with the reply to a letter about a leaf, by the letter's prompt."""

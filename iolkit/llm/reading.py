"""Reads a note with a model: one letter where it fits, else by part and, for small models, by task.

Nothing is decided here: what comes back is what the model said and where that stands in the note.
merging.py makes it one with what the local engine knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from iolkit import redaction
from iolkit.engine import Tell
from iolkit.llm import located, rating, splitting, summing
from iolkit.llm.asking import Asker, Check
from iolkit.llm.leaves import CHECKS, Leaf, check_rating, language_of, leaf
from iolkit.llm.letter import Letter
from iolkit.llm.located import Placed
from iolkit.llm.prompts import Name, Tongue, prompt
from iolkit.llm.rating import Seen
from iolkit.llm.replies import RatedItemReply
from iolkit.llm.sending import Told, letter, numbered
from iolkit.llm.sheltering import Hidden, Sheltered, shelter
from iolkit.llm.window import letter_tokens
from iolkit.records import Flag, Note, Provenance, Sentence, Span
from iolkit.rubric import Rubric

EMPTY = Told((("1", redaction.mask(".", ()).text),))


@dataclass(frozen=True, slots=True)
class _Taken:
    """An item of a reply, what the reply says of it, whether it is to be rated by itself, and
    whether it gives orders itself."""

    placed: Placed
    seen: Seen | None
    alone: bool
    ordered: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a model said of a note, all of it in its place."""

    items: tuple[tuple[Placed, Seen | None], ...] = ()
    flags: tuple[Flag, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    letter: Letter | None = None
    """The first that was sent."""
    parts: int = 0
    covered: float = 0.0
    """Share of the note, 0..1, of which there is a usable reply."""
    dropped: int = 0
    """Quotes that do not stand in the note, and what was too much."""
    left_out: int = 0
    """Sentences that their lines do not support."""
    orders: tuple[Span, ...] = ()
    """Stretches of the note that give orders to a model."""
    uniform: bool = False


class Reader:
    """Reads notes through one chat with one rubric."""

    def __init__(self, asker: Asker, rubric: Rubric, *, see_special: bool) -> None:
        self._asker = asker
        self._facts = asker.chat.facts
        self._rubric = rubric
        self._see_special = see_special
        self._frames: dict[tuple[Name, Tongue], int] = {}
        self._first: Name = "read" if self._facts.capable else "read_flags"

    def read(self, note: Note, local: Sequence[Flag], tell: Tell) -> Found:
        """All that the model says of a note; `local` are the local engine's flags."""
        hidden = self._hidden(note, local)
        leaves = self._leaves(note, hidden, self._first)
        if not leaves:
            return Found()
        tell("items")
        capable = self._facts.capable
        asked = self._letters(note, leaves, "read" if capable else "read_items")
        replies = self._asker.all(asked)
        pairs = [pair for pair in zip(leaves, replies, strict=True) if pair[1] is not None]
        items = _without_repeats(one for each, reply in pairs for one in _taken(each, reply))
        flags, dropped = self._flags(note, leaves, replies)
        tell("rating")
        rated, uniform = self._rated(note, hidden, items)
        tell("summing")
        sentences, left_out = self._summed(note, hidden, pairs, [one.span for one, _ in rated])
        return Found(
            items=tuple(rated),
            flags=tuple(flags),
            sentences=tuple(sentences),
            letter=asked[0][0],
            parts=len(leaves),
            covered=_covered(note, leaves, replies),
            dropped=dropped + sum(one.dropped for _, one in rated if one),
            left_out=left_out,
            orders=tuple(place for leaf in leaves for place in leaf.places()),
            uniform=uniform,
        )

    def flags(self, note: Note, local: Sequence[Flag]) -> tuple[Flag, ...]:
        """The flags of the same replies that `read` uses; nothing else is asked."""
        leaves = self._leaves(note, self._hidden(note, local), self._first)
        replies: list[Any | None] = []
        if self._facts.capable:
            replies = self._asker.all(self._letters(note, leaves, "read"))
        return tuple(self._flags(note, leaves, replies)[0])

    def rate_text(self, note: Note, local: Sequence[Flag]) -> tuple[Seen | None, Provenance | None]:
        """What the model says of a text as one item, and who said it; nothing of a text without
        words, one that gives orders, or one that does not fit."""
        leaves = self._leaves(note, self._hidden(note, local), "rate")
        if len(leaves) != 1 or leaves[0].orders or not leaves[0].sheltered.lines:
            return None, None
        alone = leaves[0].sheltered
        asked = self.letter(note, alone, "rate")
        reply = self._asker.ask(asked, partial(check_rating, alone))
        if reply is None:
            return None, None
        return rating.seen(reply, alone, 1, len(alone.lines)), self._asker.made_by(asked)

    def _summed(
        self, note: Note, hidden: Hidden, pairs: Sequence[tuple[Leaf, Any]], items: Sequence[Span]
    ) -> tuple[list[Sentence], int]:
        """The sentences of a summary that hold, and how many do not: those of the one reply, or
        of a letter of their own about the items of all parts."""
        language = language_of(note)
        if self._facts.capable and len(pairs) == 1 and not pairs[0][0].part.fresh:
            leaf, reply = pairs[0]
            return located.sentences(reply.summary, leaf.sheltered, language)[:2]
        if not items:
            return [], 0
        whole = shelter(note.text, Span(0, len(note.text)), hidden)
        room = splitting.room(self._facts, self._fixed("summarise", note))
        asked = summing.letter_about(note, whole, items, room, language)
        reply = self._asker.ask(asked, partial(summing.check, whole, language))
        if reply is None:
            return [], 0
        return located.sentences(reply.summary, whole, language)[:2]

    def _hidden(self, note: Note, local: Sequence[Flag]) -> Hidden:
        return Hidden.of(note.text, local, see_special=self._see_special)

    def _leaves(self, note: Note, hidden: Hidden, name: Name) -> list[Leaf]:
        room = splitting.room(self._facts, self._fixed(name, note))
        limit = room
        while True:
            leaves = [
                leaf(shelter(note.text, part.span, hidden), part)
                for part in splitting.parts(note.text, limit)
            ]
            # Stand-ins may be longer than what they hide: a list of initials grows.
            if limit < splitting.LEAST_ROOM or all(each.tokens <= room for each in leaves):
                return leaves
            limit = limit * 3 // 4

    def _fixed(self, name: Name, note: Note) -> int:
        """Tokens of this prompt around an empty note; counted once."""
        language = language_of(note)
        if (name, language) not in self._frames:
            values = {"whose": "", **self._values(note)}
            empty = letter(prompt(name, language), [EMPTY], values=values)
            self._frames[name, language] = letter_tokens(empty, self._facts).n
        return self._frames[name, language]

    def _values(self, note: Note) -> dict[str, object]:
        return {"criteria": rating.criteria(self._rubric, language_of(note))}

    def _letters(
        self, note: Note, leaves: Sequence[Leaf], name: Name
    ) -> list[tuple[Letter, Check]]:
        return [
            (self.letter(note, each.sheltered, name), partial(CHECKS[name], each, note))
            for each in leaves
        ]

    def letter(self, note: Note, sheltered: Sheltered, name: Name) -> Letter:
        """The letter about a whole sheltered stretch of a note."""
        told = Told(numbered(sheltered.said()), sheltered.values, sheltered.hidden)
        return letter(
            prompt(name, language_of(note)),
            [told],
            note_id=note.id,
            values={"whose": sheltered.whose, **self._values(note)},
        )

    def rate(self, note: Note, hidden: Hidden, spans: Sequence[Span]) -> list[Seen | None]:
        """What the model says of stretches, each rated by itself, in order."""
        alone = [shelter(note.text, span, hidden) for span in spans]
        asked = [(self.letter(note, each, "rate"), partial(check_rating, each)) for each in alone]
        return [
            None if reply is None else rating.seen(reply, each, 1, len(each.lines))
            for each, reply in zip(alone, self._asker.all(asked), strict=True)
        ]

    def _flags(
        self, note: Note, leaves: Sequence[Leaf], replies: Sequence[Any | None]
    ) -> tuple[list[Flag], int]:
        """The flags of the replies, or of letters of their own for a model that is asked by task;
        and how many quotes are nowhere."""
        if not self._facts.capable:
            replies = self._asker.all(self._letters(note, leaves, "read_flags"))
        found: list[Flag] = []
        dropped = 0
        for each, reply in zip(leaves, replies, strict=True):
            if reply is not None:
                flags, lost, _ = located.flags(reply.flags, each.sheltered, note)
                found, dropped = found + flags, dropped + lost
        return found, dropped

    def _rated(
        self, note: Note, hidden: Hidden, items: Sequence[_Taken]
    ) -> tuple[list[tuple[Placed, Seen | None]], bool]:
        """Each item with what the model says of it; None where its own words gave orders, or the
        levels are no judgement. Items beside such orders are rated by themselves."""
        seen = {one.placed.span: one.seen for one in items}
        again = [one.placed.span for one in items if one.alone and not one.ordered]
        seen |= dict(zip(again, self.rate(note, hidden, again), strict=True))
        uniform = rating.uniform([one for one in seen.values() if one])
        if uniform:
            seen = dict.fromkeys(seen)
        return [
            (one.placed, None if one.ordered else seen[one.placed.span]) for one in items
        ], uniform


def _taken(leaf: Leaf, reply: Any) -> list[_Taken]:  # noqa: ANN401 - two shapes
    """The items of a reply that end in the fresh stretch of its part."""
    taken = []
    for one, placed in located.items(reply.items, leaf.sheltered)[0]:
        if placed.span.end > leaf.part.fresh:
            seen = None
            if isinstance(one, RatedItemReply):
                seen = rating.seen(one, leaf.sheltered, placed.first, placed.last)
            ordered = leaf.ordered(placed.first, placed.last)
            taken.append(_Taken(placed, seen, bool(leaf.orders) or seen is None, ordered))
    return taken


def _without_repeats(items: Iterable[_Taken]) -> list[_Taken]:
    """The items in order, disjoint; of two that overlap, the longer."""
    kept: list[_Taken] = []
    for one in sorted(items, key=lambda taken: taken.placed.span):
        if kept and kept[-1].placed.span.overlaps(one.placed.span):
            kept[-1] = max(kept[-1], one, key=lambda taken: len(taken.placed.span))
        else:
            kept.append(one)
    return kept


def _covered(note: Note, leaves: Sequence[Leaf], replies: Sequence[object]) -> float:
    """The share of the note's letters in parts with a usable reply."""
    sizes = [
        len("".join(note.text[leaf.part.fresh : leaf.part.span.end].split())) for leaf in leaves
    ]
    told = sum(size for size, reply in zip(sizes, replies, strict=True) if reply is not None)
    return told / max(1, sum(sizes))

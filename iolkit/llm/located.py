"""What a reply says of a note, brought back to the places it speaks of.

Line numbers and quotes become spans of the note; what has no place there is dropped and counted.
Each function also says what is wrong, one English sentence each, for the one repair turn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args

from iolkit import redaction
from iolkit.language.lines import BULLET
from iolkit.llm import proof
from iolkit.llm.proof import Source
from iolkit.llm.replies import FlagReply, ItemReply, SentenceReply
from iolkit.llm.sheltering import Sheltered
from iolkit.recognizers.concerns import concern
from iolkit.records import (
    Category,
    Flag,
    Kind,
    Note,
    Owner,
    Reason,
    Sentence,
    Span,
    mark_id,
)

RECOGNIZER = "llm"
SCORE = 0.6
"""Of a flag that a model adds: more likely right than not. Never a number of its own."""
MOST_ITEMS, MOST_FLAGS, MOST_SENTENCES = 60, 80, 6
MOST_LINES = 14
"""Lines of an item; a longer one is no single thought."""
LONGEST_FLAG = 300
LONGEST_HEADLINE = 90
FEWEST_LETTERS = 12
"""Letters of an item that no stand-in covers; a mere secret teaches nobody anything."""
AnItem = TypeVar("AnItem", bound=ItemReply)
_LABEL = re.compile(r"#{1,6}[ \t]+|[>|][ \t]*")


@dataclass(frozen=True, slots=True)
class Placed:
    """An item of a reply: its lines (from 1, inclusive), its span and headline in the note."""

    first: int
    last: int
    span: Span
    kind: Kind
    headline: Span


def items(
    replies: Sequence[AnItem], sheltered: Sheltered
) -> tuple[list[tuple[AnItem, Placed]], list[str]]:
    """The items that have their place, in order and disjoint, and what is wrong with the others."""
    placed: list[tuple[AnItem, Placed]] = []
    faults: list[str] = []
    last = 0
    for at, reply in sorted(enumerate(replies[:MOST_ITEMS]), key=lambda pair: pair[1].a):
        if not 1 <= reply.a <= reply.b <= len(sheltered.lines):
            faults.append(f"items[{at}]: a and b must be lines from 1 to {len(sheltered.lines)}.")
        elif reply.b - reply.a >= MOST_LINES:
            faults.append(f"items[{at}]: an item has at most {MOST_LINES} lines; part it.")
        elif reply.a <= last:
            faults.append(f"items[{at}]: items must not overlap; line {reply.a} is in two of them.")
        else:
            last = reply.b
            one = _placed(reply, sheltered)
            if one is not None:
                placed.append((reply, one))
    return placed, faults


def flags(
    replies: Sequence[FlagReply], sheltered: Sheltered, note: Note
) -> tuple[list[Flag], int, list[str]]:
    """The flags whose quote stands in the note, how many do not, and what is wrong."""
    found: list[Flag] = []
    faults: list[str] = []
    dropped = max(0, len(replies) - MOST_FLAGS)
    for at, reply in enumerate(replies[:MOST_FLAGS]):
        place = _quoted(reply, sheltered)
        if reply.c not in get_args(Category):
            faults.append(f"flags[{at}].c: must be one of {', '.join(get_args(Category))}.")
        elif place is None:
            dropped += 1
            faults.append(f"flags[{at}].q: does not stand word for word in the lines.")
        elif sheltered.open_letters(place) >= 2:
            found.append(_flag(reply, sheltered.to_note(place), note))
    return found, dropped, faults


def sentences(
    replies: Sequence[SentenceReply], sheltered: Sheltered, tongue: str
) -> tuple[list[Sentence], int, list[str]]:
    """The sentences of a summary that their lines support, how many do not, what is wrong."""
    kept: list[Sentence] = []
    faults: list[str] = []
    left_out = max(0, len(replies) - MOST_SENTENCES)
    for at, reply in enumerate(replies[:MOST_SENTENCES]):
        numbers = [n for n in dict.fromkeys(reply.n) if sheltered.line(n)][:3]
        lines = [span for n in numbers if (span := sheltered.line(n))]
        source = Source("", "\n".join(span.of(sheltered.shown) for span in lines))
        verdict = proof.judged(reply.t, [source]) if lines else "own"
        if not lines:
            faults.append(f"summary[{at}].n: must be lines from 1 to {len(sheltered.lines)}.")
        elif verdict not in ("verbatim", "supported"):
            faults.append(f"summary[{at}].t: says more than lines {numbers}; stay close to them.")
        elif verdict != "verbatim" and proof.wrong_language(reply.t, tongue):
            faults.append(f"summary[{at}].t: must be in the language of the note ({tongue}).")
        else:
            said = redaction.unmask(reply.t.strip(), sheltered.masked)
            evidence = tuple(sorted(sheltered.to_note(span) for span in lines))
            kept.append(Sentence(said, evidence))
            continue
        left_out += 1
    return kept, left_out, faults


def _placed(reply: ItemReply, sheltered: Sheltered) -> Placed | None:
    whole = Span(sheltered.lines[reply.a - 1].start, sheltered.lines[reply.b - 1].end)
    shown = _trimmed(sheltered.shown, whole)
    if sheltered.open_letters(shown) < FEWEST_LETTERS:
        return None
    kind: Kind = reply.k if reply.k in get_args(Kind) else "practice"  # type: ignore[assignment]
    named = sheltered.find(reply.h, reply.a, reply.b)
    if named is None or len(named) > 2 * LONGEST_HEADLINE or not shown.covers(named):
        named = _beginning(sheltered.shown, shown)
    span = sheltered.to_note(shown)
    headline = sheltered.to_note(named)
    return Placed(reply.a, reply.b, span, kind, headline if span.covers(headline) else span)


def _trimmed(text: str, span: Span) -> Span:
    """Without bullet, heading marks and outer white space."""
    start = span.start
    while match := (BULLET.match(text, start, span.end) or _LABEL.match(text, start, span.end)):
        if match.end() in (start, span.end):
            break
        start = match.end()
    said = text[start : span.end]
    return Span(start + len(said) - len(said.lstrip()), span.end - len(said) + len(said.rstrip()))


def _beginning(text: str, span: Span) -> Span:
    """The first words of an item, where no quote names it."""
    said = span.of(text).split("\n", 1)[0]
    if len(said) > LONGEST_HEADLINE:
        space = said.rfind(" ", 1, LONGEST_HEADLINE)
        said = said[: space if space > 0 else LONGEST_HEADLINE]
    kept = said.rstrip(" ,;:–—-(.")
    return Span(span.start, span.start + (len(kept) or len(said)))


def _quoted(reply: FlagReply, sheltered: Sheltered) -> Span | None:
    """The place of a flag's quote: in its line, else wherever it stands."""
    if len(reply.q) > LONGEST_FLAG:
        return None
    near = sheltered.find(reply.q, reply.n, reply.n)
    return near or sheltered.find(reply.q, 1, len(sheltered.lines))


def _flag(reply: FlagReply, span: Span, note: Note) -> Flag:
    category: Category = reply.c  # type: ignore[assignment]  # checked by the caller
    # What a model calls nobody's secret is handled as somebody else's: with more care.
    owner: Owner = reply.o if reply.o in get_args(Owner) else "partner"  # type: ignore[assignment]
    return Flag(
        id=mark_id(note.id, span, category),
        span=span,
        category=category,
        concern=concern(category, span.of(note.text)),
        owner=owner,
        org=None,
        score=SCORE,
        recognizer=RECOGNIZER,
        why=Reason("llm_flag", {"category": f"@category.{category}"}),
    )

"""Short everyday notes drawn from gold notes, so that the segmenter does not only learn long ones.

Gold notes are long and their items are several sentences each. What people paste first is a line,
a few bullets, a chat. Each draw takes a few passages of a gold note, cuts items to what a hurried
writer keeps, and lays them out anew. The same note gives the same draws.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from iolkit.embedded.segment import trimmed
from iolkit.evaluation.gold import GoldItem, GoldNote
from iolkit.language import sentences
from iolkit.records import Note, Span, note_id

MOST_ITEMS = 3
"""Items of a short note."""
MOST_OTHERS = 5
"""Passages of a short note that are in no item."""
FEWEST_WORDS = 5
"""A cut item with fewer words no longer says what to do."""
LEADS = ("- ", "- ", "* ", "• ", "{n}. ", "{n}) ", "", "", "[18:{m}] Jo: ", "Jo: ")
"""What stands before each line of a short note."""

_SPACE = re.compile(r"\s+")
_CLAUSE = re.compile(r"[,;:]\s|\s[-–—]+\s|\s\(")
_FINAL = re.compile(r"[.!]+$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a gold note on one line, and whether it is (part of) an item."""

    said: str
    item: bool


def drawn(gold: GoldNote, draws: int) -> Iterator[GoldNote]:
    """Short notes made of passages of `gold`, in their order, with their items; no flags."""
    passages = _passages(gold)
    if not passages:
        return
    for draw in range(draws):
        # A text as seed gives the same numbers on every machine.
        dice = Random(f"{gold.note.text}{draw}")  # noqa: S311  # no secret hangs on it
        chosen = _chosen(passages, dice)
        text, spans = _laid_out(chosen, dice, gold.note.session.title or "")
        note = Note(note_id(text), text, gold.note.language, gold.note.session)
        items = (GoldItem(f"L{n}", span, None) for n, span in enumerate(spans, 1))
        yield GoldNote(note, (), tuple(items))


def _passages(gold: GoldNote) -> list[Passage]:
    text = gold.note.text
    found = [(item.span, True) for item in gold.items]
    for part in sentences(text):
        if not any(part.overlaps(item.span) for item in gold.items):
            found.append((trimmed(text, part), False))
    found.sort(key=lambda each: each[0].start)
    return [Passage(_SPACE.sub(" ", span.of(text)).strip(), item) for span, item in found]


def _chosen(passages: Sequence[Passage], dice: Random) -> list[Passage]:
    """Zero to three items, zero to five other passages; at least one passage."""
    items = [at for at, each in enumerate(passages) if each.item]
    others = [at for at, each in enumerate(passages) if not each.item]
    wanted = dice.choices(range(MOST_ITEMS + 1), (3, 4, 3, 2))[0]
    taken = dice.sample(items, min(wanted, len(items)))
    fewest = 0 if taken else 1
    wanted = dice.randint(fewest, MOST_OTHERS)
    taken += dice.sample(others, min(wanted, len(others)))
    return [
        Passage(_shortened(passages[at].said, dice), True) if passages[at].item else passages[at]
        for at in sorted(taken)
    ]


def _shortened(item: str, dice: Random) -> str:
    """The whole item, its first one or two sentences, or the first clauses of it."""
    parts = sentences(item)
    way = dice.choices(("whole", "one", "two", "clause"), (2, 4, 2, 3))[0]
    if way == "whole" or not parts:
        return item
    cut = item[: parts[min(len(parts), 2 if way == "two" else 1) - 1].end]
    if way == "clause":
        borders = [m.start() for m in _CLAUSE.finditer(cut)]
        long = [at for at in borders if len(cut[:at].split()) >= 2 * FEWEST_WORDS]
        cut = cut[: long[0]] if long else cut
    return cut if len(cut.split()) >= FEWEST_WORDS else item


def _laid_out(passages: Sequence[Passage], dice: Random, title: str) -> tuple[str, list[Span]]:
    """The text of the note, now and then under its title, and where its items are."""
    prose = dice.random() < 0.35
    lead = "" if prose else dice.choice(LEADS)
    between = " " if prose else dice.choice(("\n", "\n", "\n\n"))
    lower, stopless = dice.random() < 0.2, not prose and dice.random() < 0.5
    titled = bool(title) and dice.random() < 0.3
    text = dice.choice(("# ", "")) + title + dice.choice(("\n", "\n\n")) if titled else ""
    spans: list[Span] = []
    for number, passage in enumerate(passages, 1):
        said = passage.said.lower() if lower else passage.said
        if stopless:
            said = _FINAL.sub("", said)
        elif prose and said[-1:] not in ".!?…":
            said += "."
        text += (between if number > 1 else "") + lead.format(n=number, m=10 + number)
        if passage.item:
            spans.append(Span(len(text), len(text) + len(said)))
        text += said
    return text, spans

"""Mentions of the same words brought together, so that a person decides once for all of them.

Knows records alone, no page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from iolkit.records import Category, Flag

State = Literal["accepted", "dismissed"]
NAMES: frozenset[Category] = frozenset(("person", "partner"))
UNSURE = 0.5
"""A flag with a lower score is more likely wrong than right: it is put as a question."""
_TITLES = frozenset(
    (
        "frau", "herr", "herrn", "fr", "hr", "dr", "prof", "dipl", "ing", "mr", "mrs", "ms", "mx",
        "gmbh", "ag", "kg", "se", "co", "ltd", "inc",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Group:
    """Flags of one category with the same words, in the order of the text."""

    flags: tuple[Flag, ...]
    words: tuple[str, ...]
    """Every spelling, the longest first."""

    @property
    def id(self) -> str:
        """Stays the same while its mentions do."""
        return self.flags[0].id

    @property
    def first(self) -> Flag:
        """The mention that stands for all."""
        return self.flags[0]

    @property
    def score(self) -> float:
        """How sure the least sure mention is, 0..1."""
        return min(flag.score for flag in self.flags)

    def open(self, states: Mapping[str, State]) -> tuple[Flag, ...]:
        """The mentions nobody has decided on."""
        return tuple(flag for flag in self.flags if flag.id not in states)

    def state(self, states: Mapping[str, State]) -> State | None:
        """What was decided for all of them; None when something is open or they differ."""
        given = {states.get(flag.id) for flag in self.flags}
        return next(iter(given)) if len(given) == 1 else None


def grouped(text: str, flags: Iterable[Flag], states: Mapping[str, State]) -> list[Group]:
    """The groups of a note: open ones first, of those the least sure first."""
    by_words: dict[tuple[Category, str], list[Flag]] = {}
    for flag in flags:
        by_words.setdefault((flag.category, _folded(flag.span.of(text))), []).append(flag)
    for short, full in _fuller(list(by_words)):
        by_words[full] += by_words.pop(short)
    made = [_group(text, each) for each in by_words.values()]
    return sorted(made, key=lambda group: (not group.open(states), group.score, group.first.span))


def _group(text: str, flags: Sequence[Flag]) -> Group:
    ordered = sorted(flags, key=lambda flag: flag.span)
    spelled = dict.fromkeys(" ".join(flag.span.of(text).split()) for flag in ordered)
    return Group(tuple(ordered), tuple(sorted(spelled, key=len, reverse=True)))


def _fuller(
    keys: Sequence[tuple[Category, str]],
) -> list[tuple[tuple[Category, str], tuple[Category, str]]]:
    """Short forms of a name with the one full form that holds them; two full forms hold none."""
    names = [(key, frozenset(key[1].split()) - _TITLES) for key in keys if key[0] in NAMES]
    pairs = []
    for key, words in names:
        holders = [
            (other, full) for other, full in names if other[0] == key[0] and words and words < full
        ]
        widest = [one for one, full in holders if all(rest <= full for _, rest in holders)]
        if len(widest) == 1:
            pairs.append((key, widest[0]))
    # A full form is never short for another: chains end at the widest.
    return [(short, full) for short, full in pairs if full not in {one for one, _ in pairs}]


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(re.findall(r"[^\W_]+", plain)) or plain.strip()

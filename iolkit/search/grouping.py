"""Hits that say the same: what ten people wrote down at one table fills one place on a page.

Two hits go together when they come from one meeting and are as near as paraphrases are, when they
stand beside each other in one note and are nearly that near, or when one is a copy of the other.
What several meetings say alike stays apart: that others found the same is what a reader looks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from iolkit.engine import Matrix
from iolkit.outcomes import Passage

PARAPHRASE = 0.56
"""Cosine of passages alone from which two of one meeting say the same. Of thirty pairs of sentences
that three people might write at one table (tests/search/round_table.tsv, German and English) 27
reach it and none of 405 others; of 1,195 pairs of items of one training note 2 do."""
BESIDE = 0.45
"""The same for items that follow each other in one note: three in a hundred do."""
COPY = 0.92
"""From here two passages are one text, wherever they come from."""
_GAP = 40
"""Code points between items that follow each other: a line end, a heading, a label."""


def grouped(passages: Sequence[Passage], own: Mapping[str, Matrix]) -> tuple[tuple[str, ...], ...]:
    """The keys of `passages`, those that say the same together, in order of the first of each.

    `own` = the vectors (1 x dimension) of passages alone, by key; without one a passage is alone.
    """
    groups: list[list[Passage]] = []
    for passage in passages:
        mine = own.get(passage.key)
        same = next((group for group in groups if _alike(group[0], passage, mine, own)), None)
        if same is None:
            groups.append([passage])
        else:
            same.append(passage)
    return tuple(tuple(passage.key for passage in group) for group in groups)


def _alike(
    first: Passage, other: Passage, vector: Matrix | None, own: Mapping[str, Matrix]
) -> bool:
    """Whether a passage says what the first of a group says; not what any of it does, since a
    chain of small steps leads anywhere."""
    if first.text == other.text:
        return True
    if vector is None or first.key not in own:
        return False
    cosine = float(np.sum(own[first.key] * vector))
    if cosine >= COPY:
        return True
    if _beside(first.facts, other.facts):
        return cosine >= BESIDE
    return cosine >= PARAPHRASE and _one_meeting(first.facts, other.facts)


def _one_meeting(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """One note, or notes of the same day and of the same title or programme. Without dates the
    title and the programme have to be the same."""

    def same(name: str) -> bool:
        return bool(one.get(name)) and one.get(name) == other.get(name)

    if same("note_id"):
        return True
    if same("held_on"):
        return same("title") or same("programme")
    dated = one.get("held_on") or other.get("held_on")
    return not dated and same("title") and same("programme")


def _beside(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    if not one.get("note_id") or one.get("note_id") != other.get("note_id"):
        return False
    first, second = sorted((_span(one), _span(other)))
    return 0 <= second[0] - first[1] <= _GAP


def _span(facts: Mapping[str, str]) -> tuple[int, int]:
    return int(facts.get("start", 0)), int(facts.get("end", 0))

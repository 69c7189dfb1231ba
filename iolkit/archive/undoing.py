"""What goes along when a step of review is taken back, and what may not be.

A step can be taken back at any time, unless a later one stands on it: borders that were drawn
where an item had made room. What was said of a mark that the step had made goes along with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from iolkit.archive.reviewed import Anchored, Desk
from iolkit.records import Analysis, Review, Span, mark_id


@dataclass(frozen=True, slots=True)
class Said:
    """A standing review with its place in the log and the number of its step."""

    seq: int
    step: int
    anchored: Anchored


def with_dependents(said: Sequence[Said], chosen: int) -> frozenset[int]:
    """The step and every later one that says something of what it, or one of those, had made."""
    gone: set[int] = set()
    made: set[str] = set()
    for step, group in groupby(said, key=lambda each: each.step):
        reviews = [each.anchored.review for each in group]
        if step == chosen or any(_about(review) & made for review in reviews):
            gone.add(step)
            made.update(mark for review in reviews for mark in _made(review))
    return frozenset(gone)


def breaks(analysis: Analysis, said: Sequence[Said]) -> frozenset[tuple[str, str]]:
    """Items that would lie across each other after any of these steps."""
    desk = Desk(analysis)
    found: set[tuple[str, str]] = set()
    for _, group in groupby(said, key=lambda each: each.step):
        for each in group:
            desk.take(each.anchored)
        found |= desk.clashes()
    return frozenset(found)


def _about(review: Review) -> set[str]:
    mark = review.subject_id.partition(":")[0]
    return {mark, f"span:{mark}"} if review.field == "span" else {mark}


def _made(review: Review) -> set[str]:
    if review.subject == "note":
        start, end, what, *_ = review.value.split(":")
        kind = "item" if review.field == "item" else what
        return {mark_id(review.subject_id, Span(int(start), int(end)), kind)}
    if review.field == "span":
        return {f"span:{review.subject_id}"}
    return set()

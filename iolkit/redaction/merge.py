"""Overlapping flags made one account of a text: what is marked stays marked, once.

A name, an amount or a number inside a clause ("der Kauf von [Alpha]") stays as a flag of its own:
both are facts, and a person may dismiss one without the other. Everything else that overlaps
becomes one flag over both ranges. `flat` gives the disjoint view that masking needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from iolkit.policy import Policy
from iolkit.records import Category, Flag, Span

CLAUSES: frozenset[Category] = frozenset(
    ("personnel", "contract", "strategy", "security", "ip", "special", "confidential")
)
"""Categories whose flags are clauses: a meaning, not a value."""


def merge(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """The flags without duplicates, ordered by start, the longer first.

    Two flags of the result are disjoint, or a value lies wholly inside a clause. No character that
    was flagged is lost. Where flags join, the graver and surer one (severity times score, then
    length) says what it is; it keeps its id.
    """
    ordered = sorted(flags, key=lambda flag: (flag.span.start, -flag.span.end))
    clauses = _joined([flag for flag in ordered if flag.category in CLAUSES], _overlap)
    values = _joined([flag for flag in ordered if flag.category not in CLAUSES], _overlap)
    whole = _joined(sorted((*clauses, *values), key=_place), _collide)
    return tuple(sorted(whole, key=_place))


def flat(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """The flags of `merge` that do not lie inside another: disjoint, ordered, covering the same."""
    kept: list[Flag] = []
    for flag in merge(flags):
        if not (kept and kept[-1].span.covers(flag.span)):
            kept.append(flag)
    return tuple(kept)


def _joined(ordered: list[Flag], clash: Callable[[Flag, Flag], bool]) -> list[Flag]:
    """All that clash joined. Joining can cause new clashes, so until none is left."""
    apart: list[Flag] = []
    live: list[Flag] = []
    for flag in ordered:
        # What ended before this flag begins can meet none of those that follow.
        apart += [other for other in live if other.span.end < flag.span.start]
        live = [other for other in live if other.span.end >= flag.span.start]
        for other in [other for other in live if clash(other, flag)]:
            live.remove(other)
            flag = _one(other, flag)
        live.append(flag)
    joined = apart + live
    return ordered if len(joined) == len(ordered) else _joined(sorted(joined, key=_place), clash)


def _overlap(one: Flag, other: Flag) -> bool:
    return one.span.overlaps(other.span) or one.span == other.span


def _collide(one: Flag, other: Flag) -> bool:
    """Overlapping, and not a value inside a longer clause."""
    if not _overlap(one, other):
        return False
    inner, outer = sorted((one, other), key=lambda flag: len(flag.span))
    nested = inner.category not in CLAUSES and outer.category in CLAUSES
    return not (nested and outer.span.covers(inner.span) and outer.span != inner.span)


def _one(one: Flag, other: Flag) -> Flag:
    severity = Policy.shipped().severity
    winner = max(
        one, other, key=lambda flag: (severity(flag) * flag.score, len(flag.span), flag.id)
    )
    hull = Span(min(one.span.start, other.span.start), max(one.span.end, other.span.end))
    return replace(winner, span=hull)


def _place(flag: Flag) -> tuple[int, int]:
    return flag.span.start, -flag.span.end

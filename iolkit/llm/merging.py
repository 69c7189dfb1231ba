"""What the model said and what the local engine knows, made one analysis.

The local flags all stay exactly as they are; the model's come beside them. Items, ratings and
summary are the model's where they have their place in the note, and the local ones elsewhere.
Remarks tell a reviewer what was filled, dropped or disputed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from iolkit import rubric as rubrics
from iolkit.llm import rating
from iolkit.llm.rating import Seen
from iolkit.llm.reading import Found
from iolkit.records import (
    Analysis,
    Flag,
    Item,
    Note,
    Provenance,
    Ratings,
    Reason,
    Remark,
    Span,
    Summary,
    mark_id,
)
from iolkit.redaction import merge
from iolkit.redaction.merge import CLAUSES
from iolkit.rubric import Rubric

Rate = Callable[[Span], Ratings]
"""The local ratings of a stretch of the note, their evidence counted in the note."""
FEWEST_LETTERS = 3
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class _Row:
    """An item, what the model says of it, and its local ratings."""

    item: Item
    seen: Seen | None
    local: Ratings


def analysis(
    local: Analysis, found: Found, made_by: Provenance, rate: Rate, rubric: Rubric
) -> Analysis:
    """Both engines' words on a note. `made_by` is who answered the letters."""
    note = local.note
    rows, remarks = _rows(local, found, rate)
    assessments = []
    filled = 0
    for row in rows:
        joined = rating.joined(row.seen, row.local, made_by)
        filled += joined.filled
        assessments.append(rubrics.assess(row.item.id, joined.ratings, rubric))
        remarks += [_apart(row.item, dim, *levels) for dim, levels in joined.apart.items()]
    summary = Summary(found.sentences) if found.sentences else local.summary
    return Analysis(
        note=note,
        flags=flags(note, local.flags, found.flags),
        items=tuple(row.item for row in rows),
        assessments=tuple(assessments),
        summary=summary,
        made_by=made_by if found.covered else local.made_by,
        remarks=(*_of_note(note, found), *_filled(note, found, filled), *remarks),
    )


def flags(note: Note, local: Sequence[Flag], added: Iterable[Flag]) -> tuple[Flag, ...]:
    """The local flags, unchanged, and what the model's add outside of them.

    A value inside a clause, or a clause around values, stands beside them as a flag of its own.
    """
    extra = merge(added)
    for _ in range(_ROUNDS):
        # What is left of two flags may be the same place: then it is one flag again.
        rest = merge(piece for flag in extra for piece in _pieces(note, flag, local))
        if rest == extra:
            break
        extra = rest
    return tuple(sorted((*local, *extra), key=lambda f: (f.span.start, -f.span.end)))


def _pieces(note: Note, flag: Flag, local: Sequence[Flag]) -> list[Flag]:
    """What is left of an added flag outside of the local ones; trimmed, a piece may cross one that
    it held before, so it is cut until it crosses none."""
    trimmed = _worded(note.text, flag.span)
    if trimmed is None:
        return []
    piece = replace(flag, id=mark_id(note.id, trimmed, flag.category), span=trimmed)
    meets = [one.span for one in local if _meets(piece, one)]
    if not meets:
        return [piece]
    rest = (replace(piece, span=span) for span in _outside(trimmed, meets))
    return [each for part in rest for each in _pieces(note, part, local)]


def _meets(added: Flag, local: Flag) -> bool:
    """Whether a flag must not be where a local one is: they overlap, and the local one is no value
    wholly inside of the added clause."""
    if not added.span.overlaps(local.span):
        return False
    nested = added.category in CLAUSES and local.category not in CLAUSES
    return not (nested and added.span.covers(local.span) and added.span != local.span)


def _outside(span: Span, taken: Iterable[Span]) -> list[Span]:
    """What is left of a span without these stretches."""
    left, start = [], span.start
    for other in sorted(taken):
        if other.start > start:
            left.append(Span(start, min(other.start, span.end)))
        start = max(start, other.end)
    if start < span.end:
        left.append(Span(start, span.end))
    return left


def _worded(text: str, span: Span) -> Span | None:
    """The span without outer white space and marks; None when hardly a letter is in it."""
    said = span.of(text)
    inside = [place for place, char in enumerate(said) if char.isalnum()]
    if len(inside) < FEWEST_LETTERS:
        return None
    return Span(span.start + inside[0], span.start + inside[-1] + 1)


def _rows(local: Analysis, found: Found, rate: Rate) -> tuple[list[_Row], list[Remark]]:
    """The items that stand: the model's; the local ones where it gave none, and, in a note that
    gives orders to models, those that it left out."""
    note = local.note
    known = {
        item.id: Ratings(said.ratings, said.clarity, said.missing, said.filled)
        for item, said in zip(local.items, local.assessments, strict=True)
    }
    rows = []
    for placed, seen in found.items:
        name = mark_id(note.id, placed.span, "item")
        item = Item(name, note.id, placed.span, placed.kind, placed.headline)
        rows.append(_Row(item, seen, known.get(name) or rate(placed.span)))
    kept = [
        _Row(item, None, known[item.id])
        for item in local.items
        if not rows or (found.orders and not _taken(item.span, rows))
    ]
    remarks = []
    if kept:
        key = "llm_items_kept" if rows else "llm_items_filled"
        remarks = [Remark("note", note.id, Reason(key, {"n": str(len(kept))}))]
    return sorted((*rows, *kept), key=lambda row: row.item.span), remarks


def _taken(span: Span, rows: Sequence[_Row]) -> bool:
    return any(row.item.span.overlaps(span) for row in rows)


def _apart(item: Item, dimension: str, model: int | None, local: int) -> Remark:
    """Two engines see a property differently: shown to the reviewer, not hidden."""
    if model is None:
        reason = Reason("llm_rating_silent", {"embedded": str(local)})
    else:
        reason = Reason("llm_rating_differs", {"model": str(model), "embedded": str(local)})
    return Remark("rating", f"{item.id}:{dimension}", reason)


def _of_note(note: Note, found: Found) -> list[Remark]:
    """How the note was read."""
    told: list[Reason] = []
    if found.parts > 1 or found.covered < 1:
        share = str(int(100 * found.covered))
        told.append(Reason("llm_covered", {"share": share, "parts": str(found.parts)}))
    if found.orders:
        told.append(Reason("llm_orders_found", {"n": str(len(found.orders))}))
    if found.dropped:
        told.append(Reason("llm_quotes_dropped", {"n": str(found.dropped)}))
    return [Remark("note", note.id, reason) for reason in told]


def _filled(note: Note, found: Found, ratings: int) -> list[Remark]:
    """What the local engine gave in the model's place."""
    told = []
    if found.uniform:
        told.append(Remark("note", note.id, Reason("llm_ratings_uniform")))
    if ratings and found.items:
        told.append(Remark("note", note.id, Reason("llm_ratings_filled", {"n": str(ratings)})))
    if found.left_out:
        count = {"n": str(found.left_out)}
        told.append(Remark("summary", note.id, Reason("llm_sentences_left_out", count)))
    if not found.sentences:
        told.append(Remark("summary", note.id, Reason("llm_summary_filled")))
    return told

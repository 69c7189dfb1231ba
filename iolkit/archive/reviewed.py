"""A person's word put on top of an engine's: reviews applied to an analysis, in their order.

Pure: an analysis and reviews in, a Reviewed out. A review names its subject by id; after a new
analysis the subject may be gone or moved, so each review keeps what it was said of (its anchor).
Where in doubt the more careful reading holds: a dismissal covers no text it was not given for,
and what a person accepted or changed comes back even if no engine finds it any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, cast, get_args

from iolkit.archive import codec
from iolkit.errors import WrongUse
from iolkit.outcomes import Reviewed
from iolkit.records import (
    Analysis,
    Assessment,
    Category,
    Dimension,
    Flag,
    Item,
    Kind,
    Note,
    Owner,
    Provenance,
    Rating,
    Ratings,
    Reason,
    Review,
    Rule,
    Session,
    Span,
    mark_id,
)

State = Literal["accepted", "dismissed"]
Anchor = dict[str, Any]
"""{"flag": ...} or {"item": ..., "assessment": ... | None} as JSON objects, or {}."""

BY_PERSON = "human"
SAME = 0.5
"""Intersection over union from which two spans count as the same mark."""
_LISTS = ("partners", "participants", "competitors")
_TEXTS = ("title", "programme", "format", "own_org", "host", "industry")


@dataclass(frozen=True, slots=True)
class Anchored:
    """A review and what it was said of."""

    review: Review
    anchor: Anchor


def apply(analysis: Analysis, reviews: Iterable[Anchored]) -> Reviewed:
    """The analysis with every review applied. Raises WrongUse("review_invalid") for a bad value."""
    desk = _Desk(analysis)
    for anchored in reviews:
        desk.take(anchored)
    return desk.result()


class _Desk:
    """What is being reviewed, by id, while reviews are applied one after the other."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.session = analysis.note.session
        self.flags = {flag.id: flag for flag in analysis.flags}
        self.items = {item.id: item for item in analysis.items}
        self.assessments = {a.item_id: a for a in analysis.assessments}
        self.states: dict[str, State] = {}

    def take(self, anchored: Anchored) -> None:
        review = anchored.review
        if review.subject == "flag":
            self._flag(review, anchored.anchor)
        elif review.subject == "item":
            self._item(review, anchored.anchor)
        elif review.subject == "rating":
            self._rating(review, anchored.anchor)
        elif review.subject == "session":
            self.session = corrected(self.session, review)
        else:
            flag = added_flag(self.analysis.note, review)
            self.flags[flag.id] = flag
            self.states[flag.id] = "accepted"

    def result(self) -> Reviewed:
        flags = sorted(self.flags.values(), key=lambda f: (f.span, f.id))
        items = sorted(self.items.values(), key=lambda i: (i.span, i.id))
        rated = {item.id for item in items}
        return Reviewed(
            replace(
                self.analysis,
                note=replace(self.analysis.note, session=self.session),
                flags=tuple(flags),
                items=tuple(items),
                assessments=tuple(a for i, a in self.assessments.items() if i in rated),
            ),
            self.states,
        )

    def _flag(self, review: Review, anchor: Anchor) -> None:
        if review.field == "state" and review.value == "dismissed":
            for flag_id in self._dismissed(review.subject_id, anchor):
                self.states[flag_id] = "dismissed"
            return
        flag = self._standing_flag(review.subject_id, anchor)
        if review.field == "state":
            self.states[flag.id] = _one_of(review, State)
        elif review.field == "owner":
            self.flags[flag.id] = replace(flag, owner=_one_of(review, Owner))
        elif review.field == "category":
            self.flags[flag.id] = replace(flag, category=_one_of(review, Category), concern=None)
        else:
            raise _invalid(review)

    def _dismissed(self, flag_id: str, anchor: Anchor) -> list[str]:
        if flag_id in self.flags:
            return [flag_id]
        if not anchor:
            return []
        was = codec.flag(anchor["flag"])
        return [
            flag.id
            for flag in self.flags.values()
            if flag.category == was.category and was.span.covers(flag.span)
        ]

    def _standing_flag(self, flag_id: str, anchor: Anchor) -> Flag:
        if flag_id in self.flags:
            return self.flags[flag_id]
        was = codec.flag(anchor["flag"])
        near = [f for f in self.flags.values() if f.category == was.category]
        best = max(near, key=lambda f: _shared(f.span, was.span), default=None)
        if best is not None and _shared(best.span, was.span) >= SAME:
            return best
        self.flags[was.id] = was
        return was

    def _item(self, review: Review, anchor: Anchor) -> None:
        item = self._standing_item(review.subject_id, anchor)
        if review.field == "state":
            self.states[item.id] = _one_of(review, State)
        elif review.field == "kind":
            self.items[item.id] = replace(item, kind=_one_of(review, Kind))
        elif review.field == "span":
            self.items[item.id] = _moved(item, span_in(review, self.analysis.note))
        else:
            raise _invalid(review)

    def _standing_item(self, item_id: str, anchor: Anchor) -> Item:
        if item_id in self.items:
            return self.items[item_id]
        was = codec.item(anchor["item"])
        best = max(self.items.values(), key=lambda i: _shared(i.span, was.span), default=None)
        if best is not None and _shared(best.span, was.span) >= SAME:
            return best
        self.items[was.id] = was
        if anchor["assessment"]:
            self.assessments[was.id] = codec.assessment(anchor["assessment"])
        return was

    def _rating(self, review: Review, anchor: Anchor) -> None:
        item_id, _, dimension = review.subject_id.partition(":")
        item = self._standing_item(item_id, anchor)
        if dimension not in get_args(Dimension) or review.field != "level":
            raise _invalid(review)
        old = self.assessments.get(item.id)
        self.assessments[item.id] = _rated(item.id, old, _rating_of(review, dimension))


def corrected(session: Session, review: Review) -> Session:
    """The session with one fact corrected; lists come one entry a line, or separated by ";"."""
    if review.field in _TEXTS:
        return replace(session, **{review.field: review.value})  # type: ignore[arg-type]  # texts
    if review.field in _LISTS:
        names = (part.strip() for part in review.value.replace(";", "\n").splitlines())
        return replace(session, **{review.field: tuple(n for n in names if n)})  # type: ignore[arg-type]  # lists of names
    if review.field == "rule":
        return replace(session, rule=_one_of(review, Rule))
    if review.field == "held_on":
        try:
            return replace(
                session, held_on=date.fromisoformat(review.value) if review.value else None
            )
        except ValueError as error:
            raise _invalid(review) from error
    raise _invalid(review)


def added_flag(note: Note, review: Review) -> Flag:
    """The flag a person added: value "start:end:category:owner"."""
    parts = review.value.split(":")
    if review.field != "flag" or len(parts) != 4:
        raise _invalid(review)
    start, end, category, owner = parts
    span = span_in(replace(review, value=f"{start}:{end}"), note)
    return Flag(
        id=mark_id(note.id, span, category),
        span=span,
        category=_one_of(replace(review, value=category), Category),
        concern=None,
        owner=_one_of(replace(review, value=owner), Owner),
        org=None,
        score=1.0,
        recognizer=BY_PERSON,
        why=Reason("flagged_by_person"),
    )


def span_in(review: Review, note: Note) -> Span:
    """The span "start:end" of a review's value, which must cover some text of the note."""
    start, _, end = review.value.partition(":")
    if not (start.isdecimal() and end.isdecimal()):
        raise _invalid(review)
    if not int(start) < int(end) <= len(note.text):
        raise _invalid(review)
    return Span(int(start), int(end))


def _moved(item: Item, span: Span) -> Item:
    # The headline stays where it is when it can; else the new borders' start is the headline.
    headline = item.headline if span.covers(item.headline) else Span(span.start, span.end)
    return replace(item, span=span, headline=headline)


def _rating_of(review: Review, dimension: str) -> Rating:
    if review.value not in ("1", "2", "3", "4", "5", "null"):
        raise _invalid(review)
    return Rating(
        dimension=cast(Dimension, dimension),
        level=None if review.value == "null" else int(review.value),
        confidence=1.0,
        evidence=(),
        reason=Reason("rated_by_person"),
        made_by=Provenance(BY_PERSON),
    )


def _rated(item_id: str, old: Assessment | None, rating: Rating) -> Assessment:
    # Loaded late: the rubric reads its file and pydantic, which no search needs.
    from iolkit import rubric

    kept = tuple(r for r in old.ratings if r.dimension != rating.dimension) if old else ()
    clarity, missing = (old.clarity, old.missing) if old else (0, ())
    return rubric.assess(item_id, Ratings((*kept, rating), clarity, missing))


def _shared(one: Span, other: Span) -> float:
    """Intersection over union, 0..1."""
    inner = min(one.end, other.end) - max(one.start, other.start)
    outer = max(one.end, other.end) - min(one.start, other.start)
    return max(0, inner) / outer if outer else 1.0


def _one_of(review: Review, choice: Any) -> Any:  # noqa: ANN401  # a Literal, one of its values
    if review.value not in get_args(choice):
        raise _invalid(review)
    return review.value


def _invalid(review: Review) -> WrongUse:
    return WrongUse("review_invalid", subject=review.subject, field=review.field)

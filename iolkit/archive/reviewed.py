"""A person's word put on top of an engine's: reviews applied to an analysis, in their order.

Pure: an analysis and reviews in, a Reviewed out. A review names its subject by id; after a new
analysis the subject may be gone or moved, so each review keeps what it was said of (its anchor).
Where in doubt the more careful reading holds: a dismissal covers no text it was not given for,
and what a person accepted or changed comes back even if no engine finds it any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from iolkit.archive import codec
from iolkit.archive.review_values import (
    NULL,
    added_flag,
    added_item,
    answered,
    corrected,
    invalid,
    moved,
    of_fit,
    of_plan,
    one_of,
    rating_of,
    span_in,
)
from iolkit.errors import NotFound
from iolkit.outcomes import PlanWords, Reviewed
from iolkit.records import (
    Analysis,
    Assessment,
    Audience,
    Category,
    Dimension,
    Flag,
    Item,
    Kind,
    Owner,
    Rating,
    Ratings,
    Review,
    Span,
)

State = Literal["accepted", "dismissed"]
Anchor = dict[str, Any]
"""{"flag": ...} or {"item": ..., "assessment": ... | None} as JSON objects: what the review was
said of. Where a review draws an item's borders, also {"rated": assessment}: what the engine then
said of the text within them."""

SAME = 0.5
"""Intersection over union from which two spans count as the same mark."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """A review and what it was said of."""

    review: Review
    anchor: Anchor


def apply(analysis: Analysis, reviews: Iterable[Anchored]) -> Reviewed:
    """The analysis with every review applied. Raises WrongUse("review_invalid") for a bad value."""
    desk = Desk(analysis)
    for anchored in reviews:
        desk.take(anchored)
    return desk.result()


class Desk:
    """What is being reviewed, by id, while reviews are applied one after the other."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.session = analysis.note.session
        self.flags = {flag.id: flag for flag in analysis.flags}
        self.items = {item.id: item for item in analysis.items}
        self.assessments = {a.item_id: a for a in analysis.assessments}
        self.states: dict[str, State] = {}
        self.answers: dict[str, tuple[tuple[Audience, bool], ...]] = {}
        self.fits: dict[str, dict[str, str]] = {}
        self.plans: dict[str, dict[str, PlanWords]] = {}
        self._levels: dict[str, dict[Dimension, Rating]] = {}
        self._placed: dict[str, None] = {}
        """Items that lie where a person put them, the last one last."""

    def take(self, anchored: Anchored) -> None:
        """Apply one review."""
        review, anchor = anchored.review, anchored.anchor
        if review.subject == "flag":
            self._flag(review, anchor)
        elif review.subject == "item":
            self._item(review, anchor)
        elif review.subject == "rating":
            self._rating(review, anchor)
        elif review.subject == "session":
            self.session = corrected(self.session, review)
        elif review.subject in ("fit", "plan"):
            self._home(review, anchor)
        elif review.field == "item":
            item = added_item(self.analysis.note, review)
            self.assessments.pop(item.id, None)
            self._levels.pop(item.id, None)
            self._place(item, anchor)
            self.states[item.id] = "accepted"
        else:
            flag = added_flag(self.analysis.note, review)
            self.flags[flag.id] = flag
            self.states[flag.id] = "accepted"

    def anchor(self, review: Review) -> Anchor:
        """What a new review is said of. Raises NotFound("mark_unknown")."""
        mark = review.subject_id.partition(":")[0]
        if review.subject == "flag":
            if mark not in self.flags:
                raise NotFound("mark_unknown", mark=mark)
            return {"flag": codec.from_flag(self.flags[mark])}
        if review.subject in ("item", "rating", "fit", "plan"):
            if mark not in self.items:
                raise NotFound("mark_unknown", mark=mark)
            rated = self.assessments.get(mark)
            return {
                "item": codec.from_item(self.items[mark]),
                "assessment": codec.from_assessment(rated) if rated else None,
            }
        return {}

    def clashes(self) -> frozenset[tuple[str, str]]:
        """Pairs of standing items with text in common, one of which a person put there."""
        ordered = sorted(self._standing(), key=lambda item: item.span)
        return frozenset(
            (one.id, other.id)
            for place, one in enumerate(ordered)
            for other in _from(ordered, place + 1, one.span.end)
            if one.span.overlaps(other.span) and {one.id, other.id} & self._placed.keys()
        )

    def result(self) -> Reviewed:
        """The analysis as it stands now; of items with text in common the person's last counts."""
        hidden = self._hidden()
        flags = sorted(self.flags.values(), key=lambda f: (f.span, f.id))
        items = sorted(self.items.values(), key=lambda i: (i.span, i.id))
        items = [item for item in items if item.id not in hidden]
        rated = {item.id for item in items}
        return Reviewed(
            replace(
                self.analysis,
                note=replace(self.analysis.note, session=self.session),
                flags=tuple(flags),
                items=tuple(items),
                assessments=tuple(a for i, a in self.assessments.items() if i in rated),
            ),
            {mark: state for mark, state in self.states.items() if mark not in hidden},
            self.answers,
            fits={mark: dict(said) for mark, said in self.fits.items() if mark not in hidden},
            plans={mark: dict(said) for mark, said in self.plans.items() if mark not in hidden},
        )

    def _standing(self) -> list[Item]:
        return [i for i in self.items.values() if self.states.get(i.id) != "dismissed"]

    def _hidden(self) -> set[str]:
        # Only a new analysis can bring items that a person's own ones lie across.
        clashes = self.clashes()
        if not clashes:
            return set()
        lost: set[str] = set()
        for chosen in reversed(self._placed):
            if chosen not in lost:
                lost |= {mark for pair in clashes if chosen in pair for mark in pair} - {chosen}
        return lost

    def _flag(self, review: Review, anchor: Anchor) -> None:
        if review.field == "state" and review.value == "dismissed":
            for flag_id in self._dismissed(review.subject_id, anchor):
                self.states[flag_id] = "dismissed"
            return
        flag = self._standing_flag(review.subject_id, anchor)
        if review.field == "state":
            self.states[flag.id] = one_of(review, State)
        elif review.field == "owner":
            self.flags[flag.id] = replace(flag, owner=one_of(review, Owner))
        elif review.field == "release":
            self.answers[flag.id] = (*self.answers.get(flag.id, ()), answered(review))
        elif review.field == "org":
            self.flags[flag.id] = replace(flag, org=review.value.strip() or None)
        elif review.field == "category":
            self.flags[flag.id] = replace(flag, category=one_of(review, Category), concern=None)
        else:
            raise invalid(review)

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
            self.states[item.id] = one_of(review, State)
        elif review.field == "kind":
            self.items[item.id] = replace(item, kind=one_of(review, Kind))
        elif review.field == "span":
            note = self.analysis.note
            self._place(moved(item, span_in(review, note), note.text), anchor)
        else:
            raise invalid(review)

    def _standing_item(self, item_id: str, anchor: Anchor) -> Item:
        if item_id in self.items:
            return self.items[item_id]
        was = codec.item(anchor["item"])
        best = max(self.items.values(), key=lambda i: _shared(i.span, was.span), default=None)
        if best is not None and _shared(best.span, was.span) >= SAME:
            return best
        if anchor["assessment"]:
            self.assessments[was.id] = codec.assessment(anchor["assessment"])
        self._place(was, {})
        return was

    def _place(self, item: Item, anchor: Anchor) -> None:
        self.items[item.id] = item
        self._placed.pop(item.id, None)
        self._placed[item.id] = None
        if anchor.get("rated"):
            rated = codec.assessment(anchor["rated"])
            self.assessments[item.id] = replace(rated, item_id=item.id)
            for level in self._levels.get(item.id, {}).values():
                self._level(item.id, level)

    def _rating(self, review: Review, anchor: Anchor) -> None:
        item = self._standing_item(review.subject_id.partition(":")[0], anchor)
        rating = rating_of(review)
        self._levels.setdefault(item.id, {})[rating.dimension] = rating
        self._level(item.id, rating)

    def _home(self, review: Review, anchor: Anchor) -> None:
        """A word on how an item fits here, or on its plan; the empty one takes it back."""
        item = self._standing_item(review.subject_id.partition(":")[0], anchor)
        field, value = of_fit(review) if review.subject == "fit" else of_plan(review)
        self.fits.get(item.id, {}).pop(field, None)
        self.plans.get(item.id, {}).pop(field, None)
        if value in ("", NULL):
            return
        if review.subject == "fit":
            self.fits.setdefault(item.id, {})[field] = value
        else:
            flags = tuple(codec.flag(raw) for raw in anchor.get("flags", ()))
            self.plans.setdefault(item.id, {})[field] = PlanWords(value, flags)

    def _level(self, item_id: str, rating: Rating) -> None:
        self.assessments[item_id] = _rated(item_id, self.assessments.get(item_id), rating)


def _from(ordered: list[Item], place: int, end: int) -> Iterator[Item]:
    """The items from `place` on that begin before `end`."""
    for item in ordered[place:]:
        if item.span.start >= end:
            return
        yield item


def _rated(item_id: str, old: Assessment | None, rating: Rating) -> Assessment:
    # Loaded late: the rubric reads its file and pydantic, which no search needs.
    from iolkit import rubric

    kept = tuple(r for r in old.ratings if r.dimension != rating.dimension) if old else ()
    clarity, missing = (old.clarity, old.missing) if old else (0, ())
    filled = old.filled if old else ()
    return rubric.assess(item_id, Ratings((*kept, rating), clarity, missing, filled))


def _shared(one: Span, other: Span) -> float:
    """Intersection over union, 0..1."""
    inner = min(one.end, other.end) - max(one.start, other.start)
    outer = max(one.end, other.end) - min(one.start, other.start)
    return max(0, inner) / outer if outer else 1.0

"""What the value of a review means: spans, marks, levels and session facts read from its text.

Each reader raises WrongUse("review_invalid") for a value that makes no sense.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any, cast, get_args

from iolkit.errors import WrongUse
from iolkit.outcomes import DISTANCES, FARTHEST, PLAN_DAYS, PLAN_FIELDS, READINESS
from iolkit.outcomes.transferring import Said
from iolkit.records import (
    Audience,
    Category,
    Dimension,
    Flag,
    Item,
    Kind,
    Note,
    Owner,
    Provenance,
    Rating,
    Reason,
    Review,
    Rule,
    Session,
    Span,
    mark_id,
)

BY_PERSON = "human"
LONGEST_HEADLINE = 90
"""Code points of the headline of an item whose borders a person drew."""
LONGEST_ENTRY = 2000
"""Code points of an entry of a plan."""
STARTED = "started"
NULL = "null"
_FAR = (*(str(far) for far in range(FARTHEST + 1)), NULL)
_LONGEST_KEY = 64
_LISTS = ("partners", "participants", "competitors")
_TEXTS = ("title", "programme", "format", "own_org", "host", "industry")
_CLAUSE_END = re.compile(r"[.!?;:](?=\s)|\n")
_SHORTEST_CLAUSE = 15


def corrected(session: Session, review: Review) -> Session:
    """The session with one fact corrected; lists come one entry a line, or separated by ";"."""
    if review.field in _TEXTS:
        return replace(session, **{review.field: review.value})  # type: ignore[arg-type]  # texts
    if review.field in _LISTS:
        names = (part.strip() for part in review.value.replace(";", "\n").splitlines())
        return replace(session, **{review.field: tuple(n for n in names if n)})  # type: ignore[arg-type]  # lists of names
    if review.field == "rule":
        return replace(session, rule=one_of(review, Rule))
    if review.field == "held_on":
        try:
            return replace(
                session, held_on=date.fromisoformat(review.value) if review.value else None
            )
        except ValueError as error:
            raise invalid(review) from error
    raise invalid(review)


def added_flag(note: Note, review: Review) -> Flag:
    """The flag a person added: value "start:end:category:owner"."""
    parts = review.value.split(":")
    if review.field != "flag" or len(parts) != 4:
        raise invalid(review)
    start, end, category, owner = parts
    span = span_in(replace(review, value=f"{start}:{end}"), note)
    return Flag(
        id=mark_id(note.id, span, category),
        span=span,
        category=one_of(replace(review, value=category), Category),
        concern=None,
        owner=one_of(replace(review, value=owner), Owner),
        org=None,
        score=1.0,
        recognizer=BY_PERSON,
        why=Reason("flagged_by_person"),
    )


def added_item(note: Note, review: Review) -> Item:
    """The learning item a person added: value "start:end:kind"."""
    parts = review.value.split(":")
    if review.field != "item" or len(parts) != 3:
        raise invalid(review)
    start, end, kind = parts
    span = span_in(replace(review, value=f"{start}:{end}"), note)
    return Item(
        id=mark_id(note.id, span, "item"),
        note_id=note.id,
        span=span,
        kind=one_of(replace(review, value=kind), Kind),
        headline=headline_in(note.text, span),
    )


def drawn(note: Note, review: Review) -> Span | None:
    """The borders a review gives to an item, new or known; None when it is about anything else."""
    if (review.subject, review.field) == ("item", "span"):
        return span_in(review, note)
    if (review.subject, review.field) == ("note", "item"):
        return added_item(note, review).span
    return None


def moved(item: Item, span: Span, text: str) -> Item:
    """The item with new borders; a headline that is still inside stays."""
    inside = span.covers(item.headline)
    return replace(item, span=span, headline=item.headline if inside else headline_in(text, span))


def headline_in(text: str, span: Span) -> Span:
    """The first clause of a passage, at most 90 code points, cut between words."""
    end = min(span.end, span.start + LONGEST_HEADLINE)
    clause = _CLAUSE_END.search(text, min(end, span.start + _SHORTEST_CLAUSE), end)
    if clause:
        return Span(span.start, clause.start())
    if end < span.end and not text[end].isspace():
        space = text.rfind(" ", span.start + 1, end)
        end = space if space > span.start else end
    return Span(span.start, end)


def rating_of(review: Review) -> Rating:
    """The level a person gave: subject_id "ITEM:DIMENSION", value 1..5 or null."""
    dimension = review.subject_id.partition(":")[2]
    known = dimension in get_args(Dimension) and review.field == "level"
    if not known or review.value not in ("1", "2", "3", "4", "5", "null"):
        raise invalid(review)
    return Rating(
        dimension=cast(Dimension, dimension),
        level=None if review.value == "null" else int(review.value),
        confidence=1.0,
        evidence=(),
        reason=Reason("rated_by_person"),
        made_by=Provenance(BY_PERSON),
    )


def answered(review: Review) -> tuple[Audience, bool]:
    """Whether an audience may read a flag's words: value "AUDIENCE:yes" or "AUDIENCE:no"."""
    audience, _, answer = review.value.rpartition(":")
    if not audience or answer not in ("yes", "no"):
        raise invalid(review)
    return audience, answer == "yes"


def of_fit(review: Review) -> tuple[str, str]:
    """What a person said of an item's fit: a field and its value, as in outcomes.transferring."""
    subject, _, name = review.field.partition(".")
    if subject == "distance":
        known = name in DISTANCES and review.value in _FAR
    elif subject == "readiness":
        known = name in READINESS and review.value in (*get_args(Said), NULL)
    else:
        known = subject == "precondition" and bool(name) and review.value in ("yes", "no", NULL)
    if not known or len(name) > _LONGEST_KEY:
        raise invalid(review)
    return review.field, review.value


def of_plan(review: Review) -> tuple[str, str]:
    """What a person wrote into a plan: a field and its words; days as YYYY-MM-DD or empty."""
    words = review.value.strip()
    if review.field in (*PLAN_DAYS, STARTED):
        try:
            return review.field, date.fromisoformat(words).isoformat() if words else ""
        except ValueError as error:
            raise invalid(review) from error
    if review.field not in PLAN_FIELDS or len(words) > LONGEST_ENTRY:
        raise invalid(review)
    return review.field, words


def span_in(review: Review, note: Note) -> Span:
    """The span "start:end" of a review's value, which must cover some text of the note."""
    start, _, end = review.value.partition(":")
    if not (start.isdecimal() and end.isdecimal()):
        raise invalid(review)
    if not int(start) < int(end) <= len(note.text):
        raise invalid(review)
    span = Span(int(start), int(end))
    if not span.of(note.text).strip():
        raise invalid(review)
    return span


def one_of(review: Review, choice: Any) -> Any:  # noqa: ANN401  # a Literal, one of its values
    """The value, which must be one of a Literal's."""
    if review.value not in get_args(choice):
        raise invalid(review)
    return review.value


def invalid(review: Review) -> WrongUse:
    """The error for a review that makes no sense."""
    return WrongUse("review_invalid", subject=review.subject, field=review.field)

"""Learning items drawn anew by a person: each change as the reviews that make it.

Pure: a reviewed note in, words of a person out (subject, its id, field, value). Borders lie where
somebody asked for them, without the white space and the bullet that stand before the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from typing import Literal

from iolkit.errors import NotFound, WrongUse
from iolkit.outcomes import Reviewed
from iolkit.records import Item, Kind, Review, Session, Span

Word = tuple[Literal["item", "note", "session"], str, str, str]
"""Subject, its id, field and value of a review to be."""

_LEAD = re.compile(r"(?:\s*(?:[-*•·–+>|]+|\(?\d{1,2}[.)])(?=\s))*\s*")


def split(reviewed: Reviewed, item_id: str, at: int) -> list[Word]:
    """Two items out of one, the second from offset `at` on. Raises WrongUse("split_empty")."""
    item = _item(reviewed, item_id)
    text = reviewed.analysis.note.text
    if not item.span.start < at < item.span.end:
        raise WrongUse("split_empty")
    first = trimmed(text, Span(item.span.start, at))
    second = trimmed(text, Span(at, item.span.end))
    if not len(first) or not len(second):
        raise WrongUse("split_empty")
    return [
        ("item", item_id, "span", _borders(first)),
        ("note", item.note_id, "item", f"{_borders(second)}:{item.kind}"),
    ]


def merge(reviewed: Reviewed, item_id: str) -> list[Word]:
    """One item out of this and the next one that stands. Raises NotFound("item_is_last")."""
    item = _item(reviewed, item_id)
    after = following(reviewed, item)
    if after is None:
        raise NotFound("item_is_last")
    return [
        ("item", item_id, "span", _borders(Span(item.span.start, after.span.end))),
        ("item", after.id, "state", "dismissed"),
    ]


def redraw(reviewed: Reviewed, item_id: str, span: Span) -> list[Word]:
    """New borders for an item. Raises WrongUse("split_empty") when nothing stands within."""
    _item(reviewed, item_id)
    return [("item", item_id, "span", _borders(_filled(reviewed, span)))]


def draw(reviewed: Reviewed, span: Span, kind: Kind) -> list[Word]:
    """A new item. Raises WrongUse("split_empty") when nothing stands within."""
    borders = _borders(_filled(reviewed, span))
    return [("note", reviewed.analysis.note.id, "item", f"{borders}:{kind}")]


def corrections(reviewed: Reviewed, session: Session) -> list[Word]:
    """The facts in which `session` differs from what is known."""
    note = reviewed.analysis.note
    return [
        ("session", note.id, each.name, _fact(session, each.name))
        for each in fields(Session)
        if getattr(session, each.name) != getattr(note.session, each.name)
    ]


def following(reviewed: Reviewed, item: Item) -> Item | None:
    """The standing item after this one."""
    after = (each for each in reviewed.items if each.span.start >= item.span.end)
    return min(after, key=lambda each: each.span, default=None)


def signed(words: Sequence[Word], by: str, at: str) -> list[Review]:
    """The words as reviews of a person at a time."""
    return [
        Review(subject, mark, field, value, by=by, at=at) for subject, mark, field, value in words
    ]


def trimmed(text: str, span: Span) -> Span:
    """The span without bullets and white space before, and white space behind; maybe empty."""
    lead = _LEAD.match(text, span.start, span.end)
    start = lead.end() if lead else span.start
    kept = text[start : span.end].rstrip()
    return Span(start, start + len(kept))


def _item(reviewed: Reviewed, item_id: str) -> Item:
    found = next((each for each in reviewed.analysis.items if each.id == item_id), None)
    if found is None:
        raise NotFound("mark_unknown", mark=item_id)
    return found


def _filled(reviewed: Reviewed, span: Span) -> Span:
    kept = trimmed(reviewed.analysis.note.text, span)
    if not len(kept):
        raise WrongUse("split_empty")
    return kept


def _borders(span: Span) -> str:
    return f"{span.start}:{span.end}"


def _fact(session: Session, name: str) -> str:
    value = getattr(session, name)
    if isinstance(value, tuple):
        return "\n".join(value)
    return "" if value is None else str(value)

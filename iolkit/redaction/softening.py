"""The words that come in place of a mark: softer ones, a noun phrase for a name, or a label."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from iolkit.phrases import Tongue
from iolkit.records import Span
from iolkit.redaction import amounts, frames, words
from iolkit.redaction.edits import Edit
from iolkit.redaction.marks import Mark
from iolkit.redaction.names import NAMES
from iolkit.redaction.secrets import Secrets

AMOUNTS = frozenset(("money", "figures"))


def edits(
    text: str, marks: Sequence[Mark], secrets: Secrets, tongue_at: Callable[[Span], Tongue]
) -> tuple[tuple[Mark, Edit], ...]:
    """One edit a mark, in order. Marks are disjoint, none is kept or blocked.

    An edit may take in words around its mark (an article, a title, "rund"), never another mark.
    """
    made: list[tuple[Mark, Edit]] = []
    for number, mark in enumerate(marks):
        start = marks[number - 1].span.end if number else 0
        end = marks[number + 1].span.start if number + 1 < len(marks) else len(text)
        tongue = tongue_at(mark.span)
        if mark.flag.category in NAMES:
            edit = _name(text, mark, secrets, tongue, Span(start, end))
        elif mark.flag.category == "money" or (
            mark.flag.category in AMOUNTS and mark.handling == "generalise"
        ):
            edit = _amount(text, mark, tongue, Span(start, end))
        else:
            edit = Edit(mark.span, words.label(mark.flag.category, tongue))
        made.append((mark, edit))
    return tuple(made)


def _name(text: str, mark: Mark, secrets: Secrets, tongue: Tongue, room: Span) -> Edit:
    place = frames.place_name(text, mark.span, mark.flag.category, tongue)
    if place.noun and not room.covers(place.span):
        place = frames.Place(mark.span, "gen", opens=place.opens)
    if mark.flag.category == "person":
        wider = frames.with_role(text, place)
        place = wider if room.covers(wider.span) else place
    if not room.covers(place.span):
        place = frames.Place(mark.span, place.case)
    if place.bare or place.compound:
        shown = secrets.bare_word(mark.flag, mark.value, tongue, compound=place.compound)
        return Edit(place.span, shown[0].upper() + shown[1:] if place.opens else shown)
    shown = secrets.name_words(mark.flag, mark.value, place.case, tongue)
    shown = place.before + (f"{place.noun} {shown}" if place.noun else shown)
    return Edit(place.span, shown[0].upper() + shown[1:] if place.opens else shown)


def _amount(text: str, mark: Mark, tongue: Tongue, room: Span) -> Edit:
    """Softer words for an amount or a figure; words that say nothing of one that is hidden; a label
    where it cannot be read or stands in a list."""
    label = Edit(mark.span, words.label(mark.flag.category, tongue))
    if mark.flag.category == "figures" and (moved := _moved(text, mark, tongue, room)):
        return moved
    read = amounts.read(mark.value, is_money=mark.flag.category == "money")
    if read is None:
        return label
    span, frame = frames.place_amount(text, mark.span)
    after = "" if read.head else amounts.head_after(text[mark.span.end : room.end])
    if after:
        span = Span(span.start, mark.span.end + len(after))
        read = amounts.Amount(read.value, read.kind, after.strip(), read.per)
    if not room.covers(span):
        return label
    if mark.handling == "generalise":
        return _fitted(text, span, amounts.soften(read, frame, tongue), room)
    if frames.stands_apart(text, span.start) or (frame == "range" and tongue == "de"):
        return label
    return _fitted(text, span, amounts.conceal(read, frame, tongue), room)


def _moved(text: str, mark: Mark, tongue: Tongue, room: Span) -> Edit | None:
    span = frames.place_trend(text, mark.span)
    told = frames.told_by_verb(text, span)
    moved = amounts.trend(mark.value, tongue, told=told)
    if moved is None:
        return None
    opens = told and frames.opens_sentence(text, span.start)
    shown = moved[0].upper() + moved[1:] if opens else moved
    return Edit(span if room.covers(span) else mark.span, shown)


def _fitted(text: str, span: Span, shown: str, room: Span) -> Edit:
    """With a capital where it opens a sentence, and the verb after it in the singular."""
    if not frames.opens_sentence(text, span.start):
        return Edit(span, shown)
    verb = frames.verb_after(text, span.end)
    if verb and room.covers(verb[0]):
        span, shown = Span(span.start, verb[0].end), f"{shown} {verb[1]}"
    return Edit(span, shown[0].upper() + shown[1:])

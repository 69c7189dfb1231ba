"""A note whose items leave things open, and answers to questions about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from iolkit.archive.supplements import placed
from iolkit.outcomes import Reviewed, Supplement
from iolkit.records import Flag, Reason, Span, mark_id, note_id
from iolkit.rubric import SLOTS
from tests.handover import samples

SAID = "Tunde Adeyemi zählte 12 Fälle weniger."


def note(*missing: Sequence[str]) -> Reviewed:
    """The handover's sample; item n leaves `missing[n]` open, goal and evidence where none is
    given. Every slot that is told is quoted by the item's first words."""
    whole = samples.reviewed()
    rated = []
    for place, each in enumerate(whole.analysis.assessments):
        gone = tuple(missing[place]) if place < len(missing) else each.missing
        start = whole.analysis.items[place].span.start
        told = tuple((slot, Span(start, start + 30)) for slot in SLOTS if slot not in gone)
        rated.append(replace(each, missing=gone, clarity=len(told), filled=told))
    return replace(whole, analysis=replace(whole.analysis, assessments=tuple(rated)))


def person(text: str, name: str = "Tunde Adeyemi") -> Flag:
    """A flag on a name in an answer."""
    span = Span(text.index(name), text.index(name) + len(name))
    why = Reason("name", {})
    mark = mark_id(note_id(text), span, "person")
    return Flag(mark, span, "person", "S6", "partner", None, 0.9, "names", why)


def answered(reviewed: Reviewed, *said: Supplement) -> Reviewed:
    """The note with answers, each a turn of its own where none is told."""
    every = [replace(each, turn=each.turn or at) for at, each in enumerate(said, 1)]
    return placed(replace(reviewed, supplements=()), every)


def answer(
    reviewed: Reviewed, what: str, text: str = SAID, *, item: int = 0, **more: object
) -> Supplement:
    """An answer about an item."""
    about = reviewed.analysis.items[item]
    flags = (person(text),) if "Tunde Adeyemi" in text else ()
    told = Supplement(about.id, about.span, "slot", what, text, flags, "ana", "2026-08-15")
    return replace(told, **more)  # type: ignore[arg-type]  # whatever the test changes

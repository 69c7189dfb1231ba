"""What people added to an item when they were asked, and the note's own words for a part that no
whole sentence fills; both through the release door."""

from __future__ import annotations

from collections.abc import Mapping

from iolkit import language as tongues
from iolkit import redaction
from iolkit.handover import terms
from iolkit.handover.desk import Desk
from iolkit.handover.slots import Part
from iolkit.outcomes import Cleared, Reviewed, Supplement
from iolkit.records import Item

_PART_OF: Mapping[str, str] = {"evidence": "result"}
"""Where an answer stands whose slot is no part of its own."""


def answers(reviewed: Reviewed, item: Item, desk: Desk) -> Mapping[str, tuple[Cleared, ...]]:
    """By part ("step" included): what people added, cleared for the audience; of what may not be
    said nothing is left."""
    told: dict[str, tuple[Cleared, ...]] = {}
    for answer in reviewed.added(item.id):
        asked = answer.what.partition("+")[0]
        part = _PART_OF.get(asked, asked)
        if (cleared := _cleared(reviewed, answer, desk)).text:
            told[part] = (*told.get(part, ()), cleared)
    return told


def marked(answer: Cleared, desk: Desk) -> Cleared:
    """An answer with the sign that a person added it later."""
    return redaction.together([desk.own(desk.say("added")), answer])


def quoted(reviewed: Reviewed, item: Item, part: Part, desk: Desk) -> tuple[Cleared, ...]:
    """The words of the note that fill a part, where its sentences belong to another."""
    note = reviewed.analysis.note
    rated = (each for each in reviewed.analysis.assessments if each.item_id == item.id)
    spans = [span for each in rated for slot, span in each.filled if slot == part]
    made = terms.decisions(reviewed, desk.audience, desk.terms, desk.policy) if spans else ()
    tongue = tongues.tongue(item.span.of(note.text))
    cleared = (
        redaction.release(note.text, made, desk.audience, tongue, span, desk.secrets).cleared
        for span in spans
    )
    return tuple(piece for each in cleared for piece in redaction.pieces(each))


def _cleared(reviewed: Reviewed, answer: Supplement, desk: Desk) -> Cleared:
    made = terms.of_answer(reviewed, answer, desk.audience, desk.terms, desk.policy)
    tongue = tongues.tongue(answer.text)
    released = redaction.release(answer.text, made, desk.audience, tongue, None, desk.secrets)
    parts = redaction.pieces(released.cleared)
    return redaction.together(parts) if parts else released.cleared

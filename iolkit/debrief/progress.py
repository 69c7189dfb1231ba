"""How far a debrief is: what is asked next, and how complete each item is, masked for readers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from iolkit import redaction
from iolkit.debrief.asking import gaps
from iolkit.debrief.wording import worded
from iolkit.outcomes import Completeness, Debrief, Decision, Reviewed, SlotState, Supplement
from iolkit.phrases import Tongue
from iolkit.records import Assessment, Item, Masked
from iolkit.rubric import SLOTS, Rubric


def debrief(
    reviewed: Reviewed,
    decisions: Sequence[Decision],
    language: Tongue,
    *,
    item_ids: Collection[str] | None = None,
    rubric: Rubric | None = None,
) -> Debrief:
    """The debrief of a note, or of some of its items, as it stands. See `asking.gaps`."""
    rules = rubric or Rubric.shipped()
    items = [item for item in reviewed.items if item_ids is None or item.id in item_ids]
    open_now = gaps(reviewed, decisions, item_ids, rules)
    ours = [each for each in reviewed.supplements if each.item_id in {item.id for item in items}]
    turns = {each.turn: each.skipped for each in ours}
    steps = {each.turn: each for each in ours if each.matter == "step" and each.text}
    return Debrief(
        note_id=reviewed.analysis.note.id,
        questions=tuple(worded(gap, reviewed, language, rules) for gap in open_now),
        answered=sum(not skipped for skipped in turns.values()),
        skipped=sum(turns.values()),
        items=tuple(completeness(reviewed, items).values()),
        next_steps=redaction.added_views(reviewed, tuple(steps.values())),
    )


def completeness(reviewed: Reviewed, items: Sequence[Item]) -> Mapping[str, Completeness]:
    """By item that an engine rated: its slots with the words that fill them, masked."""
    rated = {each.item_id: each for each in reviewed.analysis.assessments}
    ours = [item for item in items if item.id in rated]
    quotes = [(item, *quote) for item in ours for quote in rated[item.id].filled]
    spans = [item.headline for item in ours] + [span for _, _, span in quotes]
    shown = redaction.mask_views(reviewed.analysis.note.text, reviewed.flags, spans)
    told = {
        (item.id, slot): words
        for (item, slot, _), words in zip(quotes, shown[len(ours) :], strict=True)
    }
    added = [each for item in ours for each in reviewed.added(item.id)]
    said = _by_slot(added, redaction.added_views(reviewed, added))
    return {
        item.id: Completeness(
            item.id, headline, tuple(_slot(slot, rated[item.id], told, said) for slot in SLOTS)
        )
        for item, headline in zip(ours, shown, strict=False)
    }


def _by_slot(
    added: Sequence[Supplement], views: Sequence[Masked]
) -> Mapping[tuple[str, str], Masked]:
    return {
        (each.item_id, slot): words
        for each, words in zip(added, views, strict=True)
        for slot in each.what.split("+")
    }


def _slot(
    slot: str,
    assessment: Assessment,
    told: Mapping[tuple[str, str], Masked],
    said: Mapping[tuple[str, str], Masked],
) -> SlotState:
    """What a person added is shown before what the note tells: it was said to make it clear."""
    key = (assessment.item_id, slot)
    if key in said:
        return SlotState(slot, "person", said[key])
    if slot in assessment.missing:
        return SlotState(slot)
    return SlotState(slot, "note", told.get(key))

"""Debriefs and rows to train on -> JSON: a contract, keys are added and never changed."""

from __future__ import annotations

from typing import Any

from iolkit import phrases
from iolkit.outcomes import Completeness, Debrief, DebriefQuestion, TrainingRow

Json = dict[str, Any]


def debrief(state: Debrief, tongue: phrases.Tongue) -> Json:
    """How far a debrief is: the open questions, and each item with its slots."""
    return {
        "note": state.note_id,
        "answered": state.answered,
        "skipped": state.skipped,
        "questions": [question(each, tongue) for each in state.questions],
        "items": [completeness(each) for each in state.items],
        "next_steps": list(state.next_steps),
    }


def question(asked: DebriefQuestion, tongue: phrases.Tongue) -> Json:
    """A question with its reason, an example and what to choose from."""
    return {
        "about": asked.matter,
        "what": asked.what,
        "items": list(asked.items),
        "question": asked.text,
        "why": phrases.say_reason(asked.why, tongue),
        "example": asked.example,
        "choices": [{"value": each.value, "text": each.words} for each in asked.choices],
    }


def completeness(item: Completeness) -> Json:
    """An item's slots: who told them, with words that are masked."""
    return {
        "id": item.item_id,
        "headline": item.headline,
        "filled": item.filled,
        "slots": {
            each.slot: {"told_by": each.told_by or None, "text": each.words or None}
            for each in item.slots
        },
    }


def training_row(row: TrainingRow) -> Json:
    """What people decided about an item, without names, ids and days."""
    return {
        "text": row.text,
        "language": row.language,
        "kind": row.kind,
        "before": dict(row.before),
        "after": dict(row.after),
        "open_slots": list(row.open_slots),
        "answers": dict(row.answers),
        "rubric": row.rubric,
    }

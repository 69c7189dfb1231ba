"""Fit and plan -> the JSON that others rely on: keys are added and never changed."""

from __future__ import annotations

from typing import Any

from iolkit import phrases
from iolkit.outcomes import Fit, Gauge, Plan


def shaped_fit(said: Fit, one_figure: Gauge | None, tongue: phrases.Tongue) -> dict[str, Any]:
    """A fit as JSON."""
    verdict = said.verdict
    gauges = [*said.gauges, *([one_figure] if one_figure else [])]
    return {
        "item": said.item_id,
        "gauges": {g.name: {"value": g.value, "low": g.low, "high": g.high} for g in gauges},
        "distances": {
            d.name: {"low": d.low, "high": d.high, "origin": d.origin, "cost": d.cost}
            for d in said.distances
        },
        "readiness": dict(said.readiness.answers),
        "preconditions": [
            {"key": each.key, "text": each.words, "met": each.met} for each in said.preconditions
        ],
        "verdict": verdict
        and {
            "advice": verdict.advice,
            "best": verdict.best,
            "worst": verdict.worst,
            "reasons": [phrases.say_reason(each, tongue) for each in verdict.reasons],
        },
        "flips": [
            {
                "subject": flip.subject,
                "name": flip.name,
                "was": flip.was,
                "value": flip.value,
                "advice": flip.advice,
                "better": flip.better,
            }
            for flip in said.flips
        ],
        "version": said.version,
    }


def shaped_plan(planned: Plan) -> dict[str, Any]:
    """A plan as JSON, masked."""
    return {
        "item": planned.item_id,
        "language": planned.language,
        "advice": planned.advice,
        "dixon": planned.dixon,
        "interventions": [
            {"key": each.key, "name": each.name, "seci": each.seci, "human": each.human}
            for each in planned.interventions
        ],
        "lines": {line.field: {"text": line.text, "origin": line.origin} for line in planned.lines},
        "days": {day.name: day.on.isoformat() for day in planned.days},
        "started": planned.started.isoformat() if planned.started else None,
        "version": planned.version,
    }

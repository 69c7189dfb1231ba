"""How far an item travels: five properties as a chart and in words, each with its grounds.

The chart, the dots and the words say the same, so nothing hangs on colour or on eyesight.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from iolkit.phrases import Tongue, say, say_reason
from iolkit.records import Assessment, Rating
from safe_text import safe, shortened

LEVELS = 5
LABELS = {"light": "#475353", "dark": "#b8c4c4"}
"""The theme's own grey is too faint on white, its bars are black on dark."""
QUOTES_SHOWN = 2
HURDLE = 3
"""The level from which a property is worth naming as the main obstacle."""
SURE, FAIRLY = 0.75, 0.5
"""Confidence from which a level is called sure, and fairly sure."""


def verdict(assessment: Assessment, tongue: Tongue) -> str:
    """The transferability in one sentence: band, score, range and what makes it hard."""
    if assessment.band is None or assessment.score is None:
        return safe(say("transfer.unknown", tongue))
    words = say(f"transfer.band_{assessment.band}", tongue)
    parts = [say("transfer.score", tongue, band=words, score=assessment.score)]
    low, high = assessment.low, assessment.high
    if low is not None and high is not None and low != high:
        parts.append(say("transfer.range", tongue, low=low, high=high))
    hurdle = next((r for r in assessment.ratings if r.dimension == assessment.bottleneck), None)
    if hurdle is not None and (hurdle.level or 0) >= HURDLE:
        parts.append(say("transfer.bottleneck", tongue, what=f"@items.dim_{hurdle.dimension}"))
    return safe(" ".join(parts))


def draw(assessment: Assessment, text: str, tongue: Tongue) -> None:
    """Chart and grounds; quotes are cut from `text`, the text that the evidence counts in."""
    rows = [_row(rating, text, tongue) for rating in assessment.ratings]
    spec = chart(assessment, tongue)
    if label := LABELS.get(str(st.context.theme.type)):
        grey = {"color": label}
        spec["config"] = {"axis": {"labelColor": label}, "rule": grey, "text": grey}
    st.vega_lite_chart(spec=spec, alt=say("items.chart_alt", tongue), width="stretch")
    st.caption(safe(say("items.chart_key", tongue)))
    st.markdown("\n\n".join(rows))
    if assessment.missing:
        slots = ", ".join(say(f"transfer.slot_{slot}", tongue) for slot in assessment.missing)
        st.caption(safe(say("transfer.missing", tongue, slots=slots)))


def chart(assessment: Assessment, tongue: Tongue) -> dict[str, Any]:
    """A row a property: a dot at its level, a bar as long as the level is unsure, "?" for none."""
    rows = [_mark(rating, tongue) for rating in assessment.ratings]
    ends = f"datum.value == 1 ? '1 {say('items.easy', tongue)}' : datum.value == 5 ? '{say('items.hard', tongue)} 5' : datum.label"  # noqa: E501
    x = {
        "type": "quantitative",
        "scale": {"domain": [0.7, 5.3], "nice": False},
        "axis": {"values": [1, 2, 3, 4, 5], "title": None, "labelExpr": ends, "grid": True},
    }
    y = {
        "field": "name",
        "type": "nominal",
        "sort": None,
        "axis": {"title": None, "labelLimit": 220},
    }
    known, silent = "datum.level != null", "datum.level == null"
    return {
        "data": {"values": rows},
        "height": {"step": 30},
        "encoding": {"y": y},
        "layer": [
            {
                "transform": [{"filter": known}],
                "mark": {"type": "rule", "strokeWidth": 5, "opacity": 0.35, "strokeCap": "round"},
                "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}},
            },
            {
                "transform": [{"filter": known}],
                "mark": {"type": "point", "filled": True, "size": 160, "opacity": 1},
                "encoding": {"x": {"field": "level", **x}},
            },
            {
                "transform": [{"filter": silent}],
                "mark": {"type": "text", "text": "?", "fontSize": 16, "fontWeight": "bold"},
                "encoding": {"x": {"datum": 3, **x}},
            },
        ],
    }


def dots(level: int | None) -> str:
    """3 -> "●●●○○"; five empty dots when unknown."""
    return "●" * (level or 0) + "○" * (LEVELS - (level or 0))


def level_words(level: int | None, tongue: Tongue) -> str:
    """A level in words, with its number."""
    if level is None:
        return say("transfer.silent", tongue)
    return say(f"transfer.level_{level}", tongue, level=level)


def _mark(rating: Rating, tongue: Tongue) -> dict[str, Any]:
    level = rating.level
    around = 0.0 if _by_person(rating) else 0.15 + 1.5 * (1 - rating.confidence)
    return {
        "name": say(f"items.dim_{rating.dimension}", tongue),
        "level": level,
        "low": None if level is None else max(1.0, level - around),
        "high": None if level is None else min(5.0, level + around),
    }


def _row(rating: Rating, text: str, tongue: Tongue) -> str:
    name = safe(say(f"items.dim_{rating.dimension}", tongue))
    words = level_words(rating.level, tongue)
    if rating.level is not None:
        words = f"{words}, {_sure(rating, tongue)}"
    lines = [f"{dots(rating.level)} **{name}**: {safe(words)}  "]
    lines += [f":small[{quote}]  " for quote in _quotes(rating, text, tongue)]
    if not rating.evidence and rating.level is not None:
        lines.append(f":small[{safe(say_reason(rating.reason, tongue))}]  ")
    if (rating.level or 0) >= HURDLE:
        lines.append(f":small[→ {safe(say(f'items.high_{rating.dimension}', tongue))}]  ")
    return "\n".join(lines)


def _quotes(rating: Rating, text: str, tongue: Tongue) -> list[str]:
    quotes = (safe(shortened(span.of(text), 160)) for span in rating.evidence[:QUOTES_SHOWN])
    return [say("transfer.quote", tongue, words=quote) for quote in quotes]


def _sure(rating: Rating, tongue: Tongue) -> str:
    if _by_person(rating):
        return say("transfer.by_person", tongue)
    if rating.confidence >= SURE:
        return say("transfer.sure", tongue)
    return say("transfer.fairly_sure" if rating.confidence >= FAIRLY else "transfer.unsure", tongue)


def _by_person(rating: Rating) -> bool:
    return rating.made_by.engine == "human"

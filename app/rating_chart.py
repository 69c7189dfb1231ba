"""How far an item travels: five properties as a chart and in words, each with its grounds.

The chart, the dots and the words say the same, so nothing hangs on colour or on eyesight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

import range_chart
from chart_look import looked
from iolkit.outcomes import Profile, ProfileLine
from iolkit.phrases import Tongue, number, say, say_reason
from iolkit.records import Assessment, Dimension, Rating
from safe_text import plain, safe, shortened
from stand_ins import worded

Quotes = Mapping[Dimension, Sequence[str]]
"""The words of a note that each property rests on."""
LEVELS = 5
QUOTES_SHOWN = 2
LONGEST = 160
HURDLE = 3
"""The level from which it is worth saying what a high one means."""


def verdict(assessment: Assessment, tongue: Tongue) -> str:
    """The transferability in one sentence: band, score, range and what makes it hard."""
    if assessment.band is None or assessment.score is None:
        return safe(say("transfer.unknown", tongue))
    words = say(f"transfer.band_{assessment.band}", tongue)
    parts = [say("transfer.score", tongue, band=words, score=assessment.score)]
    low, high = assessment.low, assessment.high
    if low is not None and high is not None and low != high:
        parts.append(say("transfer.range", tongue, low=low, high=high))
    if hurdle := Profile.of(assessment).hurdle:
        parts.append(say("transfer.bottleneck", tongue, what=f"@items.dim_{hurdle}"))
    return safe(" ".join(parts))


def raw_quotes(assessment: Assessment, text: str) -> Quotes:
    """Quotes cut from `text`, the text that the evidence counts in."""
    return {r.dimension: [span.of(text) for span in r.evidence] for r in assessment.ratings}


def draw(
    assessment: Assessment, shown: Quotes, tongue: Tongue, masked: Quotes | None = None
) -> None:
    """Chart and grounds. `shown` are the quotes in words; `masked` those that appear beside the
    pointer, where others may look on; none given = the same."""
    hovered = shown if masked is None else masked
    spec = looked(chart(assessment, tongue, hovered))
    st.vega_lite_chart(spec=spec, alt=say("items.chart_alt", tongue), width="stretch")
    st.caption(safe(say("items.chart_key", tongue)))
    rows = [_row(rating, shown.get(rating.dimension, ()), tongue) for rating in assessment.ratings]
    st.markdown("\n\n".join(rows))
    if assessment.missing:
        slots = ", ".join(say(f"transfer.slot_{slot}", tongue) for slot in assessment.missing)
        st.caption(safe(say("transfer.missing", tongue, slots=slots)))


def chart(assessment: Assessment, tongue: Tongue, quotes: Quotes | None = None) -> dict[str, Any]:
    """A row a property: a sign with the level in it, a bar as far as the level may reach; a square
    that a person set, "?" on a dashed line where nothing is known."""
    lines = Profile.of(assessment).lines
    rows = [_mark(line, (quotes or {}).get(line.dimension, ()), tongue) for line in lines]
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
    shapes = {"domain": [False, True], "range": ["circle", "square"]}
    sign = {"shape": {"field": "person", "type": "nominal", "legend": None, "scale": shapes}}
    silent = [{"filter": "datum.level == null"}]
    dashed = {"type": "rule", "strokeWidth": 2, "strokeDash": [3, 4]}
    asked = {"type": "text", "text": "?", "fontSize": 20, "fontWeight": "bold", "dy": -9}
    return {
        "data": {"values": rows},
        "height": {"step": 34},
        "encoding": {"y": y, "tooltip": _tooltip(tongue)},
        "layer": [
            *range_chart.layers("level", x, 420, sign),
            {
                "transform": silent,
                "mark": dashed,
                "encoding": {"x": {"field": "least", **x}, "x2": {"field": "most"}},
            },
            {"transform": silent, "mark": asked, "encoding": {"x": {"datum": 3, **x}}},
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


def _tooltip(tongue: Tongue) -> list[dict[str, str]]:
    return [
        {"field": field, "type": "nominal", "title": say(f"items.tip_{field}", tongue)}
        for field in ("name", "said", "reach", "words")
    ]


def _mark(line: ProfileLine, quotes: Sequence[str], tongue: Tongue) -> dict[str, Any]:
    words = [worded(plain(shortened(quote, LONGEST)), tongue) for quote in quotes[:QUOTES_SHOWN]]
    told = " … ".join(say("transfer.quote", tongue, words=each) for each in words)
    return {
        "name": say(f"items.dim_{line.dimension}", tongue),
        "level": line.level,
        # An unknown level has no bar but a dashed line: nothing speaks for any place on it.
        "low": None if line.level is None else line.low,
        "high": None if line.level is None else line.high,
        "least": line.low,
        "most": line.high,
        "person": line.sure == "by_person",
        "said": _said(line, tongue),
        "reach": _reach(line, tongue),
        "words": told or say("items.no_quote", tongue),
    }


def _row(rating: Rating, quotes: Sequence[str], tongue: Tongue) -> str:
    name = safe(say(f"items.dim_{rating.dimension}", tongue))
    said = safe(_said(ProfileLine.of(rating), tongue))
    lines = [f"{dots(rating.level)} **{name}**: {said}  "]
    for quote in quotes[:QUOTES_SHOWN]:
        words = worded(safe(shortened(quote, LONGEST)), tongue)
        lines.append(f":small[{say('transfer.quote', tongue, words=words)}]  ")
    if not rating.evidence and rating.level is not None:
        lines.append(f":small[{safe(say_reason(rating.reason, tongue))}]  ")
    if (rating.level or 0) >= HURDLE:
        lines.append(f":small[→ {safe(say(f'items.high_{rating.dimension}', tongue))}]  ")
    return "\n".join(lines)


def _said(line: ProfileLine, tongue: Tongue) -> str:
    words = level_words(line.level, tongue)
    if line.level is None:
        return words
    return f"{words}, {say(f'transfer.{line.sure}', tongue)}"


def _reach(line: ProfileLine, tongue: Tongue) -> str:
    """From which to which level it may lie, to the half."""
    low, high = (round(each * 2) / 2 for each in (line.low, line.high))
    ends = [number(each, tongue, 0 if each == int(each) else 1) for each in (low, high)]
    return ends[0] if low == high else say("items.between", tongue, low=ends[0], high=ends[1])

"""Three gauges side by side: the knowledge, the two organisations, how ready we are. Each with the
range that the unknown leaves open, as a number, in words and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

import range_chart
from chart_look import looked
from iolkit.outcomes import Gauge
from iolkit.phrases import Tongue, number, say

NARROW = 180
"""Pixels that a gauge needs."""


def draw(tongue: Tongue, gauges: Sequence[Gauge]) -> None:
    """The figures, then the same as a picture."""
    with st.grid(len(gauges), min_column_width=NARROW):
        for gauge in gauges:
            st.metric(
                say(f"gauge.{gauge.name}", tongue),
                value(gauge, tongue),
                delta=reach(gauge, tongue),
                delta_color="off",
                delta_arrow="off",
                border=True,
                help=say(f"here.{gauge.name}_help", tongue),
            )
    spec = looked(chart(gauges, tongue))
    st.vega_lite_chart(spec=spec, alt=say("here.gauges_alt", tongue), width="stretch")


def value(gauge: Gauge, tongue: Tongue) -> str:
    """The figure, or that it is open."""
    if gauge.value is None:
        return say("gauge.unknown", tongue)
    return number(gauge.value, tongue)


def reach(gauge: Gauge, tongue: Tongue) -> str:
    """What the unknown leaves open."""
    if gauge.low == gauge.high:
        return say("here.certain", tongue)
    return say("here.between", tongue, low=gauge.low, high=gauge.high)


def chart(gauges: Sequence[Gauge], tongue: Tongue) -> dict[str, Any]:
    """A row a gauge: a bar for the range, a sign with the figure."""
    rows = [
        {
            "name": say(f"gauge.{gauge.name}", tongue),
            "value": gauge.value,
            "low": gauge.low,
            "high": gauge.high,
            "said": f"{value(gauge, tongue)}, {reach(gauge, tongue)}",
        }
        for gauge in gauges
    ]
    x = {
        "type": "quantitative",
        "scale": {"domain": [-4, 104], "nice": False},
        "axis": {"values": [0, 25, 50, 75, 100], "title": None},
    }
    y = {"field": "name", "type": "nominal", "sort": None}
    tip = [
        {"field": field, "type": "nominal", "title": say(title, tongue)}
        for field, title in (("name", "here.gauge"), ("said", "items.tip_reach"))
    ]
    return {
        "data": {"values": rows},
        "height": {"step": 34},
        "encoding": {
            "y": {**y, "axis": {"title": None, "labelLimit": 200, "labelFlush": False}},
            "tooltip": tip,
        },
        "layer": range_chart.layers("value", x, 700),
    }

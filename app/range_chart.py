"""Rows with a sign each and the range around it: a bar for where a value may lie, a sign with the
value in it. Levels and gauges are drawn alike, so that people read both the same way."""

from __future__ import annotations

from typing import Any

from chart_look import shade

RANGE = {"light": "#8fb9bb", "dark": "#2f6f6d"}
INSIDE = {"light": "#ffffff", "dark": "#0f1515"}

Layer = dict[str, Any]


def layers(
    value: str, x: dict[str, Any], size: int, sign: dict[str, Any] | None = None
) -> list[Layer]:
    """Bars from `low` to `high`, signs at the field `value` and the number in them.

    `x` is the scale, `sign` what else a sign is told; rows without a value have the bar alone.
    """
    known = [{"filter": f"datum.{value} != null"}]
    at = {"x": {"field": value, **x}}
    reach = {"x": {"field": "low", **x}, "x2": {"field": "high"}}
    bar = {"type": "rule", "strokeWidth": 7, "strokeCap": "round", "color": RANGE[shade()]}
    point = {"type": "point", "filled": True, "size": size, "opacity": 1}
    number = {"type": "text", "fontWeight": "bold", "color": INSIDE[shade()]}
    return [
        {"mark": bar, "encoding": reach},
        {"transform": known, "mark": point, "encoding": {**at, **(sign or {})}},
        {"transform": known, "mark": number, "encoding": {**at, "text": {"field": value}}},
    ]

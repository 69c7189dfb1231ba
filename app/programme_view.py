"""How far items travel, by the occasion they come from: a row a group, with its spread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

import streamlit as st

import session_facts
from chart_look import BAND_STARTS, looked, table
from iolkit.outcomes import ItemPoint
from iolkit.phrases import Tongue, number, say
from safe_text import plain, safe, shortened
from stand_ins import worded

FEW = 5
"""Items below which a spread says little."""
DOTTED = 400
"""Up to so many items each one is drawn as a dot."""
NAME = 40
ENDS = ("lowest", "lower", "middle", "upper", "highest")


@dataclass(frozen=True)
class Spread:
    """A group: how many items of it are assessed, how many are not, and five marks of the score."""

    name: str
    rated: int
    unrated: int
    marks: tuple[float, ...]
    """Lowest, lower quarter, middle, upper quarter, highest; empty where none is assessed."""


def draw(tongue: Tongue, points: Sequence[ItemPoint]) -> None:
    """Choose what to group by, see the spread, read the same numbers."""
    by = st.segmented_control(
        say("map.group", tongue),
        list(NAMED),
        default="format",
        required=True,
        format_func=lambda code: say(f"map.by_{code}", tongue),
        wrap=True,
        key="map_group",
        persist_state="session",
    )
    groups = _grouped(points, NAMED[by or "format"], tongue)
    spreads = [_spread(name, some) for name, some in groups.items()]
    spreads.sort(key=lambda each: (-each.marks[2] if each.marks else 1, each.name))
    if any(each.marks for each in spreads):
        st.markdown(safe(say("map.spread_what", tongue)))
        spec = looked(chart(groups, spreads, tongue))
        st.vega_lite_chart(spec=spec, alt=say("map.spread_alt", tongue), width="stretch")
    if any(each.rated < FEW for each in spreads):
        st.caption(safe(say("map.spread_few", tongue, n=FEW)))
    names = (*ENDS, "rated", "open_count")
    head = [
        say(f"map.by_{by or 'format'}", tongue),
        *(say(f"map.{name}", tongue) for name in names),
    ]
    table(head, [_cells(each, tongue) for each in spreads])


def chart(
    groups: Mapping[str, Sequence[ItemPoint]], spreads: Sequence[Spread], tongue: Tongue
) -> dict[str, Any]:
    """A row a group: line from lowest to highest, box around the middle half, a dot an item."""
    shown = [each for each in spreads if each.marks]
    x = {
        "type": "quantitative",
        "scale": {"domain": [-2, 102], "nice": False},
        "axis": {"values": [0, *BAND_STARTS, 100], "title": say("map.transfer", tongue)},
    }
    y = {
        "field": "name",
        "type": "nominal",
        "sort": [each.name for each in shown],
        "axis": {"title": None, "labelLimit": 130},
    }
    layers = _boxes(shown, x, tongue)
    dots = [
        {"name": name, "score": point.score, "item": _headline(point, tongue)}
        for name, some in groups.items()
        for point in some
        if point.score is not None
    ]
    if len(dots) <= DOTTED:
        layers.append(_dots(dots, x, tongue))
    return {"height": {"step": 46}, "encoding": {"y": y}, "layer": layers}


def _boxes(shown: Sequence[Spread], x: dict[str, Any], tongue: Tongue) -> list[dict[str, Any]]:
    boxes = [{"name": each.name, **dict(zip(ENDS, each.marks, strict=True))} for each in shown]
    tip = [
        {"field": end, "type": "quantitative", "title": say(f"map.{end}", tongue)} for end in ENDS
    ]
    line = {"type": "rule", "strokeWidth": 2}
    box = {"type": "bar", "height": 20, "opacity": 0.35, "cornerRadius": 4}
    middle = {"type": "tick", "thickness": 4, "size": 26}
    drawn: list[tuple[dict[str, Any], dict[str, Any]]] = [
        (line, {"x": {"field": "lowest", **x}, "x2": {"field": "highest"}}),
        (box, {"x": {"field": "lower", **x}, "x2": {"field": "upper"}}),
        (middle, {"x": {"field": "middle", **x}}),
    ]
    return [
        {"data": {"values": boxes}, "mark": mark, "encoding": {**place, "tooltip": tip}}
        for mark, place in drawn
    ]


def _dots(
    dots: Sequence[Mapping[str, object]], x: dict[str, Any], tongue: Tongue
) -> dict[str, Any]:
    tip = [
        {"field": "item", "type": "nominal", "title": say("map.item", tongue)},
        {"field": "score", "type": "quantitative", "title": say("map.score", tongue)},
    ]
    return {
        "data": {"values": list(dots)},
        "mark": {"type": "point", "size": 45, "filled": False, "strokeWidth": 1.6},
        "encoding": {"x": {"field": "score", **x}, "tooltip": tip},
    }


def _grouped(
    points: Sequence[ItemPoint], named: Callable[[ItemPoint, Tongue], str], tongue: Tongue
) -> dict[str, list[ItemPoint]]:
    groups: defaultdict[str, list[ItemPoint]] = defaultdict(list)
    for point in points:
        groups[named(point, tongue) or say("map.unnamed", tongue)].append(point)
    return dict(groups)


def _spread(name: str, points: Sequence[ItemPoint]) -> Spread:
    scores = sorted(point.score for point in points if point.score is not None)
    marks: tuple[float, ...] = ()
    if len(scores) == 1:
        marks = (float(scores[0]),) * 5
    elif scores:
        lower, middle, upper = quantiles(scores, n=4, method="inclusive")
        marks = (scores[0], lower, middle, upper, scores[-1])
    return Spread(name, len(scores), len(points) - len(scores), marks)


def _cells(spread: Spread, tongue: Tongue) -> list[str]:
    marks = [number(mark, tongue) for mark in spread.marks] or [
        say("map.score_unknown", tongue)
    ] * 5
    return [spread.name, *marks, number(spread.rated, tongue), number(spread.unrated, tongue)]


def _headline(point: ItemPoint, tongue: Tongue) -> str:
    return shortened(worded(plain(point.headline), tongue), 100)


def _format(point: ItemPoint, tongue: Tongue) -> str:
    return session_facts.format_name(point.format, tongue) if point.format else ""


NAMED: Mapping[str, Callable[[ItemPoint, Tongue], str]] = {
    "format": _format,
    "programme": lambda point, _: shortened(plain(point.programme), NAME),
    "kind": lambda point, tongue: say(f"kind.{point.kind}", tongue),
    "year": lambda point, _: f"{point.year}" if point.year else "",
}

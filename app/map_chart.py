"""The map as a chart: a sign an item, its shape the band, its size the organisations behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from chart_look import BAND_STARTS, shade
from iolkit.outcomes import ItemPoint
from iolkit.phrases import Tongue, number, say
from safe_text import plain, shortened
from stand_ins import worded

PICK = "pick"
BANDS = ("A", "B", "C", "D")
SHAPES = ("circle", "square", "triangle-up", "diamond")
COLOURS = {
    "light": ("#0b6e6e", "#2f5fa8", "#9a5b00", "#5b6b75"),
    "dark": ("#5cc4bf", "#8ab4f8", "#f0b35a", "#aab8bd"),
}
CLEAREST = 6
APART = 4.0
"""Points of the score that two signs on one line need between them."""
SPREAD = 0.38
"""How far signs of the same clarity may move off their line."""
LARGEST = 5
"""Organisations from which a sign grows no more."""


def spec(points: Sequence[ItemPoint], tongue: Tongue) -> dict[str, Any]:
    """The chart; all `points` have a score. One layer, since only that can be clicked."""
    names = [_band(band, tongue) for band in BANDS]
    colours = COLOURS[shade()]
    return {
        "data": {"values": _rows(points, tongue)},
        "height": 420,
        "params": [{"name": PICK, "select": {"type": "point", "fields": ["id"]}}],
        "mark": {"type": "point", "filled": True, "stroke": None},
        "encoding": {
            "x": {
                "field": "score",
                "type": "quantitative",
                "scale": {"domain": [-2, 102], "nice": False},
                "axis": {
                    "title": say("map.transfer", tongue),
                    "values": [0, *BAND_STARTS, 100],
                },
            },
            "y": {
                "field": "place",
                "type": "quantitative",
                "scale": {"domain": [-0.5, CLEAREST + 0.5], "nice": False},
                "axis": {
                    "title": say("map.clarity", tongue),
                    "values": list(range(CLEAREST + 1)),
                },
            },
            "shape": _by_band(names, SHAPES),
            "color": _by_band(names, colours),
            "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
            "opacity": {"condition": {"param": PICK, "value": 0.95, "empty": True}, "value": 0.35},
            "tooltip": _tooltip(tongue),
        },
    }


def score_words(point: ItemPoint, tongue: Tongue) -> str:
    """The score with its range where there is one."""
    if point.score is None:
        return say("map.score_unknown", tongue)
    if point.low is None or point.high is None or point.low == point.high:
        return number(point.score, tongue)
    return say("map.score_range", tongue, score=point.score, low=point.low, high=point.high)


def _band(band: str, tongue: Tongue) -> str:
    """The letter with the short words that documents use too."""
    return f"{band}: {say(f'picture.band_{band}', tongue)}"


def _by_band(names: Sequence[str], looks: Sequence[str]) -> dict[str, Any]:
    return {
        "field": "band",
        "type": "nominal",
        "scale": {"domain": list(names), "range": list(looks)},
        "legend": {"orient": "bottom", "columns": 2, "title": None, "labelLimit": 220},
    }


def _tooltip(tongue: Tongue) -> list[dict[str, str]]:
    return [
        {"field": field, "type": "nominal", "title": say(f"map.{title}", tongue)}
        for field, title in (
            ("name", "item"), ("kind", "kind"), ("band", "band"), ("said", "score"),
            ("clear", "clarity"), ("behind", "organisations"),
        )
    ]  # fmt: skip


def _rows(points: Sequence[ItemPoint], tongue: Tongue) -> list[dict[str, object]]:
    lanes = _lanes(points)
    return [_row(point, lanes[point.item_id], tongue) for point in points]


def _row(point: ItemPoint, off: float, tongue: Tongue) -> dict[str, object]:
    behind = point.organisations
    return {
        "id": point.item_id,
        "score": point.score,
        "place": round(point.clarity + off, 3),
        "size": 70 + 75 * min(behind, LARGEST),
        "band": _band(point.band or "", tongue),
        "name": shortened(worded(plain(point.headline), tongue), 120),
        "kind": say(f"kind.{point.kind}", tongue),
        "said": score_words(point, tongue),
        "clear": say("map.clarity_of", tongue, n=point.clarity),
        "behind": number(behind, tongue) if behind else say("map.organisations_none", tongue),
    }


def _lanes(points: Sequence[ItemPoint]) -> dict[str, float]:
    """By item how far off its line it stands, so that signs cover one another as little as can be:
    items of one clarity lie on so many lines that those of one line are apart."""
    ends: defaultdict[int, list[float]] = defaultdict(list)
    lane: dict[str, int] = {}
    for point in sorted(points, key=lambda each: (each.score or 0, each.item_id)):
        taken, score = ends[point.clarity], float(point.score or 0)
        free = next((n for n, end in enumerate(taken) if score - end >= APART), len(taken))
        taken[free : free + 1] = [score]
        lane[point.item_id] = free
    off = {}
    for point in points:
        count = len(ends[point.clarity])
        step = min(0.22, 2 * SPREAD / max(count - 1, 1))
        off[point.item_id] = step * (lane[point.item_id] - (count - 1) / 2)
    return off

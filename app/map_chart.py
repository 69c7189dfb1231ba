"""The map as a chart: a sign an item, its shape the band, its size the organisations behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from chart_look import BAND_STARTS, shade
from iolkit.outcomes import Gauge, ItemPoint
from iolkit.phrases import Tongue, number, say
from safe_text import plain, shortened
from stand_ins import worded

Fits = Mapping[str, Gauge]
"""By item how alike the other organisation and ours are."""
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


def spec(points: Sequence[ItemPoint], tongue: Tongue, fits: Fits | None = None) -> dict[str, Any]:
    """The chart; all `points` have a score. Upwards stands the clarity, or the fit where `fits` are
    given. One layer, since only that can be clicked."""
    names = [_band(band, tongue) for band in BANDS]
    colours = COLOURS[shade()]
    return {
        "data": {"values": _rows(points, tongue, fits)},
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
            "y": _upwards(tongue, fits),
            "shape": _by_band(names, SHAPES),
            "color": _by_band(names, colours),
            "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
            "opacity": {"condition": {"param": PICK, "value": 0.95, "empty": True}, "value": 0.35},
            "tooltip": _tooltip(tongue, fits),
        },
    }


def score_words(point: ItemPoint, tongue: Tongue) -> str:
    """The score with its range where there is one."""
    if point.score is None:
        return say("map.score_unknown", tongue)
    if point.low is None or point.high is None or point.low == point.high:
        return number(point.score, tongue)
    return say("map.score_range", tongue, score=point.score, low=point.low, high=point.high)


def fit_words(gauge: Gauge, tongue: Tongue) -> str:
    """The fit with its range where something is open."""
    middle = gauge.value if gauge.value is not None else (gauge.low + gauge.high) // 2
    if gauge.low == gauge.high:
        return number(middle, tongue)
    return say("map.score_range", tongue, score=middle, low=gauge.low, high=gauge.high)


def _upwards(tongue: Tongue, fits: Fits | None) -> dict[str, Any]:
    ends, title = (
        ([-0.5, CLEAREST + 0.5], "map.clarity") if fits is None else ([-3, 103], "map.fit")
    )
    values = list(range(CLEAREST + 1)) if fits is None else [0, 25, 50, 75, 100]
    return {
        "field": "place",
        "type": "quantitative",
        "scale": {"domain": ends, "nice": False},
        "axis": {"title": say(title, tongue), "values": values},
    }


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


def _tooltip(tongue: Tongue, fits: Fits | None) -> list[dict[str, str]]:
    fields = {
        "name": "item", "kind": "kind", "band": "band", "said": "score", "clear": "clarity",
        **({} if fits is None else {"fits": "fit"}), "behind": "organisations",
    }  # fmt: skip
    return [
        {"field": field, "type": "nominal", "title": say(f"map.{title}", tongue)}
        for field, title in fields.items()
    ]


def _rows(
    points: Sequence[ItemPoint], tongue: Tongue, fits: Fits | None = None
) -> list[dict[str, object]]:
    lanes = _lanes(points) if fits is None else {}
    rows = []
    for point in points:
        row = _row(point, tongue)
        gauge = (fits or {}).get(point.item_id)
        if fits is None:
            row["place"] = round(point.clarity + lanes[point.item_id], 3)
        elif gauge is not None:
            row |= {"place": gauge.value, "fits": fit_words(gauge, tongue)}
        rows.append(row)
    return rows


def _row(point: ItemPoint, tongue: Tongue) -> dict[str, object]:
    behind = point.organisations
    return {
        "id": point.item_id,
        "score": point.score,
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

"""Several items on one map: how far each travels (to the right) and how clearly it is told (up).

A sign carries the item's number and has the shape of its band. Signs never cover one another: what
would lie on the same spot stands one above the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing
from reportlab.lib.utils import simpleSplit

from iolkit.handover.pictures import ink
from iolkit.handover.pictures.ink import Sheet
from iolkit.outcomes import ItemMap, MapPoint
from iolkit.phrases import Tongue, say
from iolkit.rubric import Rubric

LEFT, RIGHT = 58.0, 462.0
TOP = 34.0
LANE = 19.0
HALF = 9.5
"""Half the width that a sign needs on its line."""
SLOTS = 6
BANDS = ("D", "C", "B", "A")
Lane = list[MapPoint]


def draw(shown: ItemMap, language: Tongue) -> Drawing:
    """The picture; empty for a map without points."""
    sheet = Sheet()
    if not shown.points:
        sheet.down_to(10)
        return sheet.drawing()
    rows = {clarity: _lanes(shown.points, clarity) for clarity in range(SLOTS, -1, -1)}
    bottom = TOP + sum(_height(lanes) for lanes in rows.values())
    _zones(sheet, bottom, language)
    y = TOP
    for clarity, lanes in rows.items():
        height = _height(lanes)
        sheet.words((LEFT - 8, y + height / 2 + 2.5), str(clarity), 7.5, ink.SOFT, anchor="end")
        for place, lane in enumerate(lanes):
            middle = y + LANE * (place + 0.5) + 2
            _ranges(sheet, lane, middle)
            for point in lane:
                _sign(sheet, point, middle)
        y += height
        sheet.line((LEFT, y), (RIGHT, y))
    sheet.words((0, TOP - 5), say("picture.clear_axis", language), 7.5, bold=True)
    sheet.words(
        (RIGHT, y + 20), say("picture.transfer_axis", language), 7.5, bold=True, anchor="end"
    )
    y = sheet.paragraph(y + 24, _key(shown, language), 7)
    return sheet.drawing()


def words(shown: ItemMap, language: Tongue) -> str:
    """The same in words, for those who do not see it."""
    said = [
        say("picture.point", language, number=each.number, score=each.score, clarity=each.clarity)
        for each in shown.points
    ]
    return " ".join([say("picture.map", language), *said, *_unrated(shown, language)])


def _zones(sheet: Sheet, bottom: float, language: Tongue) -> None:
    bands = Rubric.shipped().bands
    starts = [*(getattr(bands, band) for band in BANDS), 100]
    for place, band in enumerate(BANDS):
        low, high = _along(starts[place]), _along(starts[place + 1])
        if place % 2:
            sheet.box(low, TOP, high, bottom, ink.WASH)
        sheet.words(((low + high) / 2, TOP - 23), band, 8, bold=True, anchor="middle")
        told = simpleSplit(say(f"picture.band_{band}", language), ink.PLAIN, 6.8, high - low - 6)
        for line, part in enumerate(told):
            sheet.words(
                ((low + high) / 2, TOP - 14 + 8 * line), part, 6.8, ink.SOFT, anchor="middle"
            )
        sheet.words((low, bottom + 9), str(starts[place]), 7, ink.SOFT, anchor="middle")
        sheet.line((low, TOP), (low, bottom))
    sheet.words((RIGHT, bottom + 9), "100", 7, ink.SOFT, anchor="end")
    sheet.line((LEFT, TOP), (RIGHT, TOP))
    sheet.line((RIGHT, TOP), (RIGHT, bottom))


def _ranges(sheet: Sheet, lane: Sequence[MapPoint], y: float) -> None:
    for point in lane:
        if point.low < point.high:
            sheet.line((_along(point.low), y), (_along(point.high), y), ink.RANGE, 2.4)


def _sign(sheet: Sheet, point: MapPoint, y: float) -> None:
    x, triangle = _along(point.score), point.band == "C"
    sheet.mark(x, y, point.band, 7.5)
    at = (x, y + (4.2 if triangle else 2.6))
    size = 6.2 if triangle and point.number > 9 else 7.2
    sheet.words(at, str(point.number), size, ink.WHITE, bold=True, anchor="middle")


def _lanes(points: Sequence[MapPoint], clarity: int) -> list[Lane]:
    """Points of one row on so many lines that no two of a line touch, their ranges included."""
    lanes: list[Lane] = []
    for point in sorted(points, key=lambda each: (_reach(each), each.number)):
        if point.clarity != clarity:
            continue
        free = (lane for lane in lanes if _reach(point)[0] > _reach(lane[-1])[1])
        lane = next(free, None)
        if lane is None:
            lanes.append([point])
        else:
            lane.append(point)
    return lanes


def _reach(point: MapPoint) -> tuple[float, float]:
    """From where to where a point's sign and range lie on its line."""
    at = _along(point.score)
    return min(_along(point.low), at - HALF), max(_along(point.high), at + HALF)


def _height(lanes: Sequence[Lane]) -> float:
    return LANE * len(lanes) + 4 if lanes else 11


def _key(shown: ItemMap, language: Tongue) -> str:
    parts = [say("picture.map_key", language)]
    if any(point.low < point.high for point in shown.points):
        parts.append(say("picture.map_range", language))
    return " ".join([*parts, *_unrated(shown, language)])


def _unrated(shown: ItemMap, language: Tongue) -> list[str]:
    if not shown.unrated:
        return []
    numbers = ", ".join(str(each) for each in shown.unrated)
    return [say("picture.unrated", language, numbers=numbers)]


def _along(score: float) -> float:
    return LEFT + (RIGHT - LEFT) * score / 100

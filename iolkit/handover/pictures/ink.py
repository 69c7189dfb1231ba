"""Fonts, colours and the few shapes that every picture is drawn with.

A picture is a reportlab Drawing of lines, shapes and strings: drawn once, it goes into a PDF as it
is, and becomes SVG or PNG for the other formats. Nothing in it hangs on colour.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import reportlab
from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from iolkit.records import Band

INK, SOFT, TONE = HexColor("#1d2a33"), HexColor("#5b6b75"), HexColor("#0f5c63")
WASH, LINE, RANGE, WHITE = (HexColor(c) for c in ("#f2f6f6", "#c9d4d8", "#8fb9bb", "#ffffff"))
COLOURS = (WHITE, WASH, INK, SOFT, TONE, LINE, RANGE)
WIDTH = 470.0
"""Points; the text of a page of A4 is as wide."""
PLAIN, BOLD = "Vera", "VeraBd"


@cache
def fonts() -> None:
    """Makes the two embedded fonts known; both come with reportlab."""
    folder = Path(reportlab.__file__).parent / "fonts"
    pdfmetrics.registerFont(TTFont(PLAIN, folder / "Vera.ttf"))
    pdfmetrics.registerFont(TTFont(BOLD, folder / "VeraBd.ttf"))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN)


class Sheet:
    """A drawing that grows downwards: y is counted from its top, in points."""

    def __init__(self) -> None:
        fonts()
        self._height = 0.0
        self._shapes: list[Callable[[float], object]] = []

    def drawing(self) -> Drawing:
        """What was drawn so far, on white."""
        made = Drawing(WIDTH, self._height)
        made.add(Rect(0, 0, WIDTH, self._height, fillColor=WHITE, strokeColor=None))
        for shape in self._shapes:
            made.add(shape(self._height))
        return made

    def down_to(self, y: float) -> None:
        """Make room down to `y`."""
        self._height = max(self._height, y)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: Color = LINE,
        width: float = 0.6,
        dashes: tuple[int, int] | None = None,
    ) -> None:
        """A straight line, with round ends when it is thick."""
        self._add(
            lambda top: Line(
                start[0], top - start[1], end[0], top - end[1], strokeColor=colour,
                strokeWidth=width, strokeDashArray=dashes, strokeLineCap=int(width > 2),
            )
        )  # fmt: skip

    def box(self, left: float, y: float, right: float, bottom: float, colour: Color) -> None:
        """A filled rectangle."""
        self._add(
            lambda top: Rect(
                left, top - bottom, right - left, bottom - y, fillColor=colour, strokeColor=None
            )
        )

    def words(
        self,
        at: tuple[float, float],
        text: str,
        size: float = 8,
        colour: Color = INK,
        *,
        bold: bool = False,
        anchor: str = "start",
    ) -> None:
        """Words on a line; `anchor` start, middle or end says what of them stands at its point."""
        font = BOLD if bold else PLAIN
        self._add(
            lambda top: String(
                at[0],
                top - at[1],
                text,
                fontName=font,
                fontSize=size,
                fillColor=colour,
                textAnchor=anchor,
            )
        )

    def paragraph(self, y: float, text: str, size: float = 7.5, *, left: float = 0) -> float:
        """Words over the whole width, broken into lines; the y below them."""
        leading = size * 1.4
        for part in simpleSplit(text, PLAIN, size, WIDTH - left):
            y += leading
            self.words((left, y), part, size, SOFT)
        self.down_to(y + size * 0.5)
        return y + size * 0.5

    def mark(self, x: float, y: float, band: Band | None, size: float = 7) -> None:
        """The sign of a band around a point: circle A, square B, triangle C, diamond D."""

        def shape(top: float) -> object:
            at = top - y
            if band == "B":
                side = size * 0.9
                return Rect(x - side, at - side, 2 * side, 2 * side, **_filled())
            if band == "C":
                tall = size * 1.25
                corners = [x, at + tall, x - tall, at - tall * 0.8, x + tall, at - tall * 0.8]
                return Polygon(corners, **_filled())
            if band == "D":
                far = size * 1.3
                return Polygon([x, at + far, x - far, at, x, at - far, x + far, at], **_filled())
            return Circle(x, at, size, **_filled())

        self._add(shape)

    def ring(self, x: float, y: float, size: float = 7) -> None:
        """An empty circle: nothing is known."""
        self._add(
            lambda top: Circle(x, top - y, size, fillColor=WHITE, strokeColor=TONE, strokeWidth=1)
        )

    def arrow(self, x: float, y: float, size: float = 5) -> None:
        """A small triangle that points to the right."""
        self._add(
            lambda top: Polygon(
                [x, top - y + size, x, top - y - size, x + size * 1.4, top - y], **_filled()
            )
        )

    def _add(self, shape: Callable[[float], object]) -> None:
        self._shapes.append(shape)


def _filled() -> dict[str, object]:
    return {"fillColor": TONE, "strokeColor": WHITE, "strokeWidth": 0.8}

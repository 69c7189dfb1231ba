"""A drawing as SVG and as PNG, with nothing in it but shapes and strings.

The SVG is written here and not by reportlab, whose own places right-aligned words by the widths of
a font that the reader may not have.
"""

from __future__ import annotations

import io
from functools import cache
from threading import Lock
from xml.sax.saxutils import escape, quoteattr

from PIL import Image
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, Shape, String
from reportlab.lib.colors import Color

from iolkit.handover.pictures import ink

SHARPNESS = 2.5
"""Pixels a point: 180 dots an inch."""
STEPS = 8
"""Shades between a colour and the ground it lies on, for smooth edges."""
_FONTS = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
_CAPS = ("butt", "round")
PDFIUM = Lock()
"""The library that makes pixels may not be used by two threads at once."""


def svg(drawing: Drawing, words: str) -> str:
    """The drawing as one svg element for an HTML page; `words` are read out in its place."""
    width, height = drawing.width, drawing.height
    shapes = "".join(_shape(each, height) for each in drawing.contents)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f"aria-label={quoteattr(words)} font-family={quoteattr(_FONTS)}>{shapes}</svg>"
    )


def png(drawing: Drawing) -> bytes:
    """The drawing as a PNG in few colours, the same bytes for the same drawing."""
    # Only a Word file needs pixels.
    import pypdfium2

    page = io.BytesIO()
    renderPDF.drawToFile(drawing, page, "", showBoundary=False)
    with PDFIUM:
        document = pypdfium2.PdfDocument(page.getvalue())
        try:
            picture = document[0].render(scale=SHARPNESS).to_pil()
        finally:
            document.close()
    file = io.BytesIO()
    picture.convert("RGB").quantize(palette=_palette(), dither=0).save(file, "PNG")
    return file.getvalue()


@cache
def _palette() -> Image.Image:
    """Every colour of ours and its shades on white and on the wash: looking for the best few
    colours in each picture would take forty times as long."""
    grounds = [_bytes(each) for each in (ink.WHITE, ink.WASH)]
    shades = dict.fromkeys(
        tuple((c * step + g * (STEPS - step)) // STEPS for c, g in zip(one, ground, strict=True))
        for one in map(_bytes, ink.COLOURS)
        for ground in grounds
        # Grounds have no shades: one so near to white would take its place.
        for step in ((STEPS,) if one in grounds else range(2, STEPS + 1))
    )
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for shade in shades for part in shade])
    return palette


def _bytes(colour: Color) -> tuple[int, ...]:
    return tuple(round(255 * part) for part in colour.rgb())


def _shape(shape: Shape, top: float) -> str:
    if isinstance(shape, String):
        weight = ' font-weight="600"' if shape.fontName.endswith("Bd") else ""
        return (
            f'<text x="{shape.x:.1f}" y="{top - shape.y:.1f}" font-size="{shape.fontSize:g}" '
            f'text-anchor="{shape.textAnchor}"{weight}{_paint(shape)}>{escape(shape.text)}</text>'
        )
    if isinstance(shape, Line):
        return (
            f'<line x1="{shape.x1:.1f}" y1="{top - shape.y1:.1f}" x2="{shape.x2:.1f}" '
            f'y2="{top - shape.y2:.1f}" stroke-linecap="{_CAPS[shape.strokeLineCap]}"'
            f"{_paint(shape)}/>"
        )
    if isinstance(shape, Rect):
        return (
            f'<rect x="{shape.x:.1f}" y="{top - shape.y - shape.height:.1f}" '
            f'width="{shape.width:.1f}" height="{shape.height:.1f}"{_paint(shape)}/>'
        )
    if isinstance(shape, Circle):
        at = f'cx="{shape.cx:.1f}" cy="{top - shape.cy:.1f}"'
        return f'<circle {at} r="{shape.r:.1f}"{_paint(shape)}/>'
    if isinstance(shape, Polygon):
        corners = zip(shape.points[::2], shape.points[1::2], strict=True)
        points = " ".join(f"{x:.1f} {top - y:.1f}" for x, y in corners)
        return f'<polygon points="{points}"{_paint(shape)}/>'
    raise TypeError(f"no way to write a {type(shape).__name__}")


def _paint(shape: Shape) -> str:
    fill = getattr(shape, "fillColor", None)
    stroke = None if isinstance(shape, String) else shape.strokeColor
    painted = "" if isinstance(shape, Line) else f' fill="{_colour(fill)}"'
    if stroke is not None:
        painted += f' stroke="{_colour(stroke)}" stroke-width="{shape.strokeWidth:g}"'
        if shape.strokeDashArray:
            dashes = " ".join(str(each) for each in shape.strokeDashArray)
            painted += f' stroke-dasharray="{dashes}"'
    return painted


def _colour(colour: Color | None) -> str:
    return f"#{colour.hexval()[2:]}" if colour is not None else "none"

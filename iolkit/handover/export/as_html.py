"""One self-contained page: no script, no request to anywhere, fit for print."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from iolkit.handover import pictures
from iolkit.handover.export.blocks import Block, Entry, Heading, Shown, Table, blocks, dots
from iolkit.outcomes import Handover
from iolkit.phrases import Tongue


def write(handover: Handover) -> bytes:
    """The handover as HTML (UTF-8); every word of it is escaped by the template."""
    page = _PAGES.get_template("page.html").render(
        title=handover.title.text,
        language=handover.language,
        blocks=[_described(block, handover.language) for block in blocks(handover)],
    )
    return page.encode()


def _described(block: Block, language: Tongue) -> dict[str, object]:
    if isinstance(block, Heading):
        return {
            "kind": "heading",
            "level": block.level + 1,
            "text": block.text,
            "opens": block.opens_page,
            "item": block.level == 1 and block.text[:1].isdigit(),
        }
    if isinstance(block, Table):
        cells = [[(dots(cell), cell) for cell in row] for row in block.rows]
        return {"kind": "table", "head": cells[0], "rows": cells[1:]}
    if isinstance(block, Shown):
        # Written by us from numbers and phrases, every word of it escaped.
        return {"kind": "picture", "svg": Markup(pictures.svg(block.picture, language))}  # noqa: S704
    return {"kind": "entry" if isinstance(block, Entry) else "text", "text": block.text}


_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

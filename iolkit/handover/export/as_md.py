"""Markdown in which nothing renders as more than text: no link, no image, no HTML."""

from __future__ import annotations

import re

from iolkit.handover.export.blocks import Block, Entry, Heading, Shown, Table, blocks
from iolkit.outcomes import Handover

_ACTIVE = re.compile(r"[\\`*_\[\]<>|~&$@]|(?<=[A-Za-z]):(?=//)|(?<=\bwww)\.|!(?=\[)", re.IGNORECASE)
_OPENING = re.compile(r"^(\s*)([#+=-]|\d+[.)](?=\s))")


def write(handover: Handover) -> bytes:
    """The handover as Markdown (UTF-8)."""
    # A picture shows what the table after it says.
    told = (block for block in blocks(handover) if not isinstance(block, Shown))
    parts = [f"# {escaped(handover.title.text)}", *(_written(block) for block in told)]
    return ("\n\n".join(parts) + "\n").replace("\n\n- ", "\n- ").encode()


def escaped(text: str) -> str:
    """`text` on one line, every character that Markdown would act on made plain."""
    plain = _ACTIVE.sub(lambda found: "\\" + found[0], " ".join(text.split()))
    return _OPENING.sub(lambda m: m[1] + m[2][:-1] + "\\" + m[2][-1], plain)


def _written(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {escaped(block.text)}"
    if isinstance(block, Table):
        head, *rows = (_row(row) for row in block.rows)
        return "\n".join((head, "|" + " --- |" * len(block.rows[0]), *rows))
    if isinstance(block, Shown):
        return ""
    return f"- {escaped(block.text)}" if isinstance(block, Entry) else escaped(block.text)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"

"""Gold notes as training scripts read them: plain text and the spans that were marked in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

GoldNote = dict[str, Any]
"""{"id", "text", "spans": [{"start", "end", "category", "owner"}], ... the front matter}."""


def read_gold(folder: Path) -> list[GoldNote]:
    """The gold notes of a folder, by name."""
    return [gold_note(path) for path in sorted(folder.glob("[0-9]*.md"))]


_MARK = re.compile(r"\[\[([a-z]+)\|([a-z]+)\|\||\]\]|\{\{L\d+\|\||\}\}")


def gold_note(path: Path) -> GoldNote:
    """One gold note: inline marks taken out, offsets counted in what remains."""
    head, body = path.read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
    parts, spans, open_marks, at, length = [], [], [], 0, 0
    for mark in _MARK.finditer(body):
        parts.append(body[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark.group(1):
            open_marks.append((mark.group(1), mark.group(2), length))
        elif mark.group() == "]]":
            category, owner, start = open_marks.pop()
            spans.append({"start": start, "end": length, "category": category, "owner": owner})
    parts.append(body[at:])
    return {
        "id": f"{path.parent.name}/{path.stem}",
        "text": "".join(parts),
        "spans": spans,
        **yaml.safe_load(head),
    }

"""Gold notes as training scripts read them: plain text and the spans that were marked in it.

Besides the notes of the gold folders there are short ones in `notes/*.txt` beside this file,
written to bring in other voices and layouts. They are parted by lines of "====="; the first line
of a note is "@", its language and the own organisation.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml

W = TypeVar("W")
GoldNote = dict[str, Any]
"""{"id", "text", "spans": [{"start", "end", "category", "owner"}], ... the front matter}."""


def read_gold(folder: Path) -> list[GoldNote]:
    """The gold notes of a folder, by name."""
    return [gold_note(path) for path in sorted(folder.glob("[0-9]*.md"))]


_WRITTEN = Path(__file__).with_name("notes")
_MARK = re.compile(r"\[\[([a-z]+)\|([a-z]+)\|\||\]\]|\{\{L\d+\|\||\}\}")


def gold_note(path: Path) -> GoldNote:
    """One gold note: inline marks taken out, offsets counted in what remains."""
    head, body = path.read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
    return {"id": f"{path.parent.name}/{path.stem}", **marked(body), **yaml.safe_load(head)}


def written_notes() -> list[GoldNote]:
    """The short notes of `notes/*.txt`, in order."""
    return [
        _written(f"{path.stem}/{number}", raw)
        for path in sorted(_WRITTEN.glob("*.txt"))
        for number, raw in enumerate(path.read_text(encoding="utf-8").split("\n=====\n"))
    ]


def _written(name: str, raw: str) -> GoldNote:
    head, body = raw.split("\n", 1)
    language, own = head.removeprefix("@").split(" ", 1)
    return {"id": name, **marked(body), "language": language, "own_org": own, "written": True}


def marked(body: str) -> GoldNote:
    """The text of a note and its spans, from its markup."""
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
    return {"text": "".join(parts), "spans": spans}


def run(
    about: str | None, trained: Callable[[list[GoldNote]], W], save: Callable[[Path, W], None]
) -> None:
    """Command line of a script: GOLD [--out DIR] [--folds DIR], a fold a folder left out."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=Path)
    args = parser.parse_args()
    notes = {folder.name: read_gold(folder) for folder in sorted(args.gold.glob("train_*"))}
    for left_out in notes if args.folds else ():
        seen = [note for name, read in notes.items() if name != left_out for note in read]
        save(args.folds / left_out, trained(seen + written_notes()))
        print("made", args.folds / left_out)
    if args.out:
        seen = [note for read in notes.values() for note in read]
        save(args.out, trained(seen + written_notes()))
        print("made", args.out)

"""Gold notes: notes with markup for sensitive spans and learning items, and their ratings.

    [[category|owner||the exact text]]     a sensitive span; owner is own, partner or third
    {{L1||the passage}}                    a learning item; spans may stand inside it

A folder holds NNN.md files (YAML front matter, then the text) and, where people rated the items,
ratings.jsonl: {"id": "001/L1", "imp": 1..5 or null, ..., "clarity": 0..6, "quotes": {...}}.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from iolkit.errors import NoteUnreadable
from iolkit.language import detect
from iolkit.records import Dimension, Note, Session, Span, note_id

SHORT: Mapping[str, Dimension] = {
    "imp": "implicit",
    "cpx": "complex",
    "tec": "technological",
    "col": "collective",
    "sys": "systemic",
}
_FRONT = re.compile(r"---\n(.*?)\n---\n", re.S)
_MARK = re.compile(r"\[\[([a-z]+)\|([a-z]+)\|\||\]\]|\{\{(L\d+)\|\||\}\}")


@dataclass(frozen=True, slots=True)
class GoldFlag:
    """A span that a person marked as sensitive."""

    span: Span
    category: str
    owner: str


@dataclass(frozen=True, slots=True)
class GoldRating:
    """What a person said of an item; a level is None where the text gives no hint."""

    levels: Mapping[Dimension, int | None]
    clarity: int
    quotes: Mapping[Dimension, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GoldItem:
    """A learning item that a person marked; `key` is "NNN/L1"."""

    key: str
    span: Span
    rating: GoldRating | None


@dataclass(frozen=True, slots=True)
class GoldNote:
    """A note and everything that people marked in it."""

    note: Note
    flags: tuple[GoldFlag, ...]
    items: tuple[GoldItem, ...]


def read_folder(folder: Path) -> tuple[GoldNote, ...]:
    """Every gold note of a folder, by name. Raises NoteUnreadable for broken markup."""
    ratings = _ratings(folder / "ratings.jsonl")
    return tuple(
        read_note(path.read_text(encoding="utf-8"), path.stem, ratings)
        for path in sorted(folder.glob("[0-9]*.md"))
    )


def read_note(raw: str, stem: str, ratings: Mapping[str, GoldRating]) -> GoldNote:
    """One gold note from the text of its file. Raises NoteUnreadable("gold_markup")."""
    front = _FRONT.match(raw)
    if front is None:
        raise NoteUnreadable("gold_markup", name=stem)
    text, flags, passages = _unmark(raw[front.end() :], stem)
    session = _session(yaml.safe_load(front[1]))
    note = Note(note_id(text), text, detect(text), session, source=f"{stem}.md")
    items = tuple(
        GoldItem(f"{stem}/{label}", span, ratings.get(f"{stem}/{label}"))
        for label, span in passages
    )
    return GoldNote(note, tuple(sorted(flags, key=lambda f: (f.span.start, -f.span.end))), items)


def _unmark(body: str, stem: str) -> tuple[str, list[GoldFlag], list[tuple[str, Span]]]:
    """The plain text, and what the markup said of it."""
    pieces: list[str] = []
    flags: list[GoldFlag] = []
    passages: list[tuple[str, Span]] = []
    open_flags: list[tuple[str, str, int]] = []
    open_item: tuple[str, int] | None = None
    read = length = 0
    for mark in _MARK.finditer(body):
        pieces.append(body[read : mark.start()])
        length += mark.start() - read
        read = mark.end()
        if mark[1]:
            open_flags.append((mark[1], mark[2], length))
        elif mark[0] == "]]" and open_flags:
            category, owner, start = open_flags.pop()
            flags.append(GoldFlag(Span(start, length), category, owner))
        elif mark[3] and open_item is None:
            open_item = (mark[3], length)
        elif mark[0] == "}}" and open_item:
            passages.append((open_item[0], Span(open_item[1], length)))
            open_item = None
        else:
            raise NoteUnreadable("gold_markup", name=stem)
    if open_flags or open_item:
        raise NoteUnreadable("gold_markup", name=stem)
    pieces.append(body[read:])
    return "".join(pieces), flags, passages


def _session(facts: Mapping[str, object]) -> Session:
    held_on = facts.get("date")
    return Session(
        title=str(facts.get("title", "")),
        programme=str(facts.get("programme", "")),
        format=str(facts.get("format", "")),
        held_on=held_on if isinstance(held_on, date) else None,
        own_org=str(facts.get("own_org", "")),
        industry=str(facts.get("industry", "")),
    )


def _ratings(path: Path) -> dict[str, GoldRating]:
    if not path.is_file():
        return {}
    rows = map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))
    return {
        "/".join(row["id"].split("/")[-2:]): GoldRating(
            levels={name: row.get(short) for short, name in SHORT.items()},
            clarity=int(row.get("clarity") or 0),
            quotes={SHORT[k]: quote for k, quote in row.get("quotes", {}).items() if k in SHORT},
        )
        for row in rows
    }

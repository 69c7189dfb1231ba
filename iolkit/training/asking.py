"""Gold folders as search sees them: every item of a folder in an archive, every query asked of it.

What training/ranking.py and training/confidence.py learn from. Items are those that people marked,
masked by what people marked; titles and notes stand around them as in a real archive.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from iolkit import pipeline
from iolkit.archive import Archive
from iolkit.evaluation.gold import GoldFlag, GoldNote, read_folder
from iolkit.records import (
    Analysis,
    Category,
    Flag,
    Item,
    Owner,
    Provenance,
    Reason,
    Span,
    Summary,
    mark_id,
)
from iolkit.search import Encoder, Index
from iolkit.search.looking import Looked

UNANSWERABLE = Path(__file__).with_name("unanswerable.tsv")
"""A query, a tab, and a pattern: it has no answer in a folder whose notes do not match that."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, what the index saw, and the passage rows that answer it (none = no answer)."""

    looked: Looked
    relevant: frozenset[int]
    features: tuple[float, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """The queries of one author's folder, and made-up ones that it has no answer to."""

    name: str
    asked: list[Asked]
    made_up: list[Asked]


def ask_folders(
    folders: Sequence[Path], encoder: Encoder, *, made_up: bool = False
) -> list[Folder]:
    """Every query of every folder, asked of that folder's own items."""
    return [ask_folder(folder, encoder, made_up=made_up) for folder in folders]


def ask_folder(folder: Path, encoder: Encoder, *, made_up: bool) -> Folder:
    """Every query of a folder, and with `made_up` every one that it cannot answer."""
    notes = read_folder(folder)
    text = "\n".join(each.note.text for each in notes)
    lines = (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    found = Folder(folder.name, [], [])
    with indexed(notes, encoder) as index:
        keys = {item.key: _item(note, item.span).id for note in notes for item in note.items}
        for query in (json.loads(line) for line in lines if line.strip()):
            relevant = [keys["/".join(pair)] for pair in query["relevant"]]
            found.asked.append(_ask(index, query["text"], relevant, query["language"]))
        strange = UNANSWERABLE.read_text(encoding="utf-8").splitlines() if made_up else []
        for line in strange:
            query, pattern = line.split("\t")
            if not re.search(pattern, text, re.IGNORECASE):
                found.made_up.append(_ask(index, query, [], ""))
    return found


@contextmanager
def indexed(notes: Sequence[GoldNote], encoder: Encoder) -> Iterator[Index]:
    """An index over the items of gold notes, in an archive that is gone afterwards."""
    with (
        tempfile.TemporaryDirectory() as place,
        Archive.open(Path(place)) as archive,
        Index(archive, encoder) as index,
    ):
        for each in notes:
            analysis = as_analysis(each)
            passages = pipeline.passages(analysis, analysis.flags, analysis.items, ())
            archive.notes.save(analysis, index.entries(passages))
        yield index


def as_analysis(each: GoldNote) -> Analysis:
    """What people marked in a note, as an engine would say it."""
    return Analysis(
        note=each.note,
        flags=tuple(_flag(str(n), marked) for n, marked in enumerate(each.flags)),
        items=tuple(_item(each, item.span) for item in each.items),
        assessments=(),
        summary=Summary(()),
        made_by=Provenance("human"),
    )


def _item(each: GoldNote, span: Span) -> Item:
    return Item(mark_id(each.note.id, span, "item"), each.note.id, span, "practice", span)


def _flag(flag_id: str, marked: GoldFlag) -> Flag:
    category, owner = cast(Category, marked.category), cast(Owner, marked.owner)
    why = Reason("flagged_by_person")
    return Flag(flag_id, marked.span, category, None, owner, None, 1.0, "gold", why)


def _ask(index: Index, text: str, keys: Sequence[str], language: str) -> Asked:
    looked = index.look(text, 10)
    return Asked(looked, index.rows_of(keys), index.features(looked), language)

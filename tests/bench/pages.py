"""How long the first paint and each page take in front of many notes.

usage: python tests/bench/pages.py [NOTES] [DATA]

Fills a data folder with NOTES notes (2000): the notes and cards of corpus/ are analysed once and
then stored again and again under other texts, ids, titles, programmes and dates, always the same.
Serves the app on it and visits every page with Chromium; prints medians over ROUNDS. DATA keeps
the folder, so that a second run starts at once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from playwright.sync_api import sync_playwright

from iolkit import resources
from iolkit.archive import Archive, Entry, SourceFile
from iolkit.kit import Kit, load_settings
from iolkit.outcomes import Passage
from iolkit.phrases import say
from iolkit.records import Analysis, Item, Masked, mark_id, note_id
from iolkit.search import OnnxEncoder, models_folder
from iolkit.search.lexical import fields
from tests.e2e.conftest import BROWSERS, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROUNDS = 5
PROGRAMMES = 24
Template = tuple[Analysis, tuple[Entry, ...]]


def fill(folder: Path, count: int) -> None:
    """Store `count` notes in a folder that has none."""
    with tempfile.TemporaryDirectory() as place:
        with Kit.open(load_settings(data_dir=Path(place))) as kit:
            for _ in kit.add([resources.shipped("corpus") / "notes"]):
                pass
        with Archive.open(Path(place)) as small:
            templates = [_template(small, card.id) for card in small.cards.find().cards]
    with Archive.open(folder) as archive:
        for number in range(count):
            analysis, entries = copy(templates[number % len(templates)], number)
            source = SourceFile.of(analysis.note.source, analysis.note.text.encode())
            title = Masked(analysis.note.session.title)
            archive.notes.save(analysis, entries, files=[source], title=title)


def _template(archive: Archive, note: str) -> Template:
    analysis, encoder = archive.notes.get(note), OnnxEncoder(models_folder()).name
    found = []
    for item in analysis.items:
        passage = archive.passages.get(item.id)
        found.append(Entry(passage, _direction(item.id), encoder, fields(passage.text)))
    return analysis, tuple(found)


def _direction(name: str) -> npt.NDArray[np.float32]:
    """A unit vector, the same on every run; speed does not ask what it means."""
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
    row = np.random.default_rng(seed).normal(size=384)
    return (row / np.linalg.norm(row)).astype(np.float32)


def copy(template: Template, number: int) -> Template:
    """The same note under another text; every mark stands where it stood."""
    was, entries = template
    text = f"{was.note.text}\n\nNotiz Nummer {number}\n"
    note = note_id(text)
    session = replace(
        was.note.session,
        title=f"{was.note.session.title or 'Treffen'} {number}",
        programme=f"Programm {number % PROGRAMMES}",
        held_on=date(2021, 1, 1) + timedelta(days=number),
    )
    items = {item.id: _moved(item, note) for item in was.items}
    analysis = replace(
        was,
        note=replace(was.note, id=note, text=text, session=session, source=f"notiz-{number}.md"),
        flags=tuple(replace(f, id=mark_id(note, f.span, f.category)) for f in was.flags),
        items=tuple(items.values()),
        assessments=tuple(replace(a, item_id=items[a.item_id].id) for a in was.assessments),
    )
    return analysis, tuple(
        _again(entry, items[entry.passage.item_id], analysis) for entry in entries
    )


def _moved(item: Item, note: str) -> Item:
    return replace(item, id=mark_id(note, item.span, "item"), note_id=note)


def _again(entry: Entry, item: Item, analysis: Analysis) -> Entry:
    session = analysis.note.session
    facts = {
        **entry.passage.facts,
        "note_id": analysis.note.id,
        "source": analysis.note.source,
        "title": session.title,
        "programme": session.programme,
        "held_on": session.held_on.isoformat() if session.held_on else "",
    }
    passage = Passage(item.id, item.id, entry.passage.text, facts)
    return replace(entry, passage=passage, vector=_direction(item.id))


def visits() -> Iterator[tuple[str, Callable[[Page], None]]]:
    """Each page and what must be on it when it is there."""
    yield "overview", lambda page: page.get_by_text(say("notes.find", "de")).first.wait_for()
    yield "add", lambda page: page.get_by_role("button", name=say("page_add.read", "de")).wait_for()
    yield "review", lambda page: page.get_by_text(say("review.view_marked", "de")).first.wait_for()
    yield "search", lambda page: page.get_by_role("searchbox").first.wait_for()
    yield "handover", lambda page: page.get_by_text(say("send.to_team", "de")).first.wait_for()


def measure(page: Page, address: str) -> None:
    """Print how long a first paint, every switch, and typing into the list of notes take."""
    paint = [_first(page, address) for _ in range(ROUNDS)]
    print(f"first paint        {statistics.median(paint):6.2f} s   most {max(paint):.2f} s")  # noqa: T201
    for name, there in visits():
        taken = []
        for _ in range(ROUNDS):
            away = "search" if name != "search" else "add"
            _switch(page, away, dict(visits())[away])
            taken.append(_switch(page, name, there))
        print(f"to {name:15} {statistics.median(taken):6.2f} s   most {max(taken):.2f} s")  # noqa: T201
    _switch(page, "overview", dict(visits())["overview"])
    began = time.perf_counter()
    page.get_by_role("searchbox").fill("Programm 13")
    page.get_by_text("Programm 13", exact=False).first.wait_for()
    print(f"{'list, narrowed':18} {time.perf_counter() - began:6.2f} s")  # noqa: T201


def _first(page: Page, address: str) -> float:
    began = time.perf_counter()
    page.goto(address)
    page.get_by_role("heading", level=1).wait_for()
    dict(visits())["overview"](page)
    return time.perf_counter() - began


def _switch(page: Page, name: str, there: Callable[[Page], None]) -> float:
    link = page.get_by_role("link", name=say(f"page.{name}", "de"), exact=True).first
    began = time.perf_counter()
    link.click()
    page.get_by_role("heading", level=1, name=say(f"page.{name}", "de")).wait_for()
    there(page)
    return time.perf_counter() - began


def main() -> None:
    """Fill, serve, measure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    kept = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    browser = os.environ.get("IOLKIT_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as place:
        data = kept or Path(place) / "data"
        if not Archive.exists(data):
            began = time.perf_counter()
            fill(data, count)
            print(f"{count} notes in {time.perf_counter() - began:.0f} s")  # noqa: T201
        command = ["iolkit", "app", "--no-browser", "--data", str(data), "--port"]
        with serving(command, Path(place)) as address, sync_playwright() as playwright:
            opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
            context = opened.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
            measure(context.new_page(), address)
            opened.close()


if __name__ == "__main__":
    main()

"""A note with everything an analysis can hold, small enough to read in a test."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from iolkit.archive import Entry, Fields
from iolkit.outcomes import Passage
from iolkit.records import (
    DIMENSIONS,
    Analysis,
    Assessment,
    Flag,
    Item,
    Locator,
    Masked,
    Note,
    Provenance,
    Rating,
    Reason,
    Remark,
    Review,
    Sentence,
    Session,
    Span,
    Summary,
    mark_id,
    note_id,
)

ENCODER = "sample"
TEXT = (
    "Runder Tisch bei Nordhaven\n"
    "Frau Hansmann sagt: Schichtübergabe immer mit Rundgang, sonst fehlt die Hälfte.\n"
    "Kosten 480.000 Euro, bitte nicht weitergeben.\n"
    "Wir üben den Störfall jeden Monat zu zweit.\n"
)
SESSION = Session(
    title="Runder Tisch Instandhaltung",
    programme="Lernallianz",
    format="round table",
    held_on=date(2026, 3, 12),
    rule="chatham",
    own_org="Halverde",
    host="Nordhaven",
    partners=("Nordhaven", "Ostsee Werke"),
    participants=("Petra Hansmann",),
    industry="Energie",
    competitors=("Südwind",),
)


def span_of(part: str, text: str = TEXT) -> Span:
    """Where `part` stands in the text."""
    start = text.index(part)
    return Span(start, start + len(part))


def flag_on(part: str, category: str = "person", text: str = TEXT) -> Flag:
    """A flag on a part of the text."""
    span = span_of(part, text)
    return Flag(
        id=mark_id(note_id(text), span, category),
        span=span,
        category=category,  # type: ignore[arg-type]  # tests name categories plainly
        concern="S1",
        owner="partner",
        org="Nordhaven",
        score=0.75,
        recognizer="names",
        why=Reason("name", {"word": part}),
    )


def item_on(part: str, text: str = TEXT) -> Item:
    """An item on a part of the text; its first word is the headline."""
    span = span_of(part, text)
    note = note_id(text)
    headline = Span(span.start, span.start + len(part.split()[0]))
    return Item(mark_id(note, span, "item"), note, span, "practice", headline)


def assessed(item: Item) -> Assessment:
    """An assessment with all five ratings."""
    ratings = tuple(
        Rating(d, 2, 0.6, (item.headline,), Reason("cue"), Provenance("embedded"))
        for d in DIMENSIONS
    )
    return Assessment(item.id, ratings, 75, 75, 75, "A", "implicit", 3, ("why",))


def analysis(text: str = TEXT, source: str = "runde/tisch.md") -> Analysis:
    """An analysis of the sample, or of any text that holds its sentences."""
    items = tuple(
        item_on(part, text)
        for part in ("Schichtübergabe immer mit Rundgang", "Wir üben den Störfall")
    )
    return Analysis(
        note=Note(
            id=note_id(text),
            text=text,
            language="de",
            session=SESSION,
            source=source,
            locators=(Locator(Span(0, 10), "heading", "Runder Tisch"),),
        ),
        flags=(flag_on("Hansmann", "person", text), flag_on("480.000 Euro", "money", text)),
        items=items,
        assessments=tuple(assessed(item) for item in items),
        summary=Summary((Sentence("Hansmann übergibt mit Rundgang.", (items[0].span,)),)),
        made_by=Provenance("embedded", "rules", "", "1"),
        remarks=(
            Remark("note", note_id(text), Reason("quotes_lost", {"n": "1"})),
            Remark("rating", f"{items[0].id}:implicit", Reason("filled")),
        ),
    )


def numbered(number: int) -> Analysis:
    """One of many different notes."""
    return analysis(f"Notiz {number}\n{TEXT}", f"notiz-{number}.md")


def vector_of(text: str, size: int = 8) -> np.ndarray:
    """A unit vector that differs from text to text."""
    row = np.random.default_rng(zlib.crc32(text.encode())).normal(size=size)
    return (row / np.linalg.norm(row)).astype(np.float32)


def entry(key: str, text: str, facts: Mapping[str, str] | None = None) -> Entry:
    """A passage whose words are its stems, glosses and exact words at once."""
    words = text.lower()
    return Entry(
        Passage(key, key, Masked(text), facts or {}),
        vector_of(text),
        ENCODER,
        Fields(stems=words, parts="", glosses=words, exact=words),
    )


def entries(of: Analysis) -> tuple[Entry, ...]:
    """One entry an item, as index text."""
    facts = {"programme": "Lernallianz", "language": "de", "held_on": "2026-03-12", "flagged": "no"}
    return tuple(
        entry(item.id, item.span.of(of.note.text), {**facts, "kind": item.kind})
        for item in of.items
    )


def review(subject: str, subject_id: str, field: str, value: str) -> Review:
    """A review by somebody."""
    return Review(subject, subject_id, field, value, by="ana", at="2026-03-13T10:00:00+00:00")  # type: ignore[arg-type]  # tests name subjects plainly


def renamed(of: Analysis, **facts: object) -> Analysis:
    """The same analysis with other facts."""
    return replace(of, **facts)  # type: ignore[arg-type]  # whatever the test changes

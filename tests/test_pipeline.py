"""From an analysis to what may be searched: masked, with the facts that filters need."""

from __future__ import annotations

from datetime import date

from iolkit import pipeline
from iolkit.records import (
    Analysis,
    Assessment,
    Flag,
    Item,
    Note,
    Provenance,
    Reason,
    Session,
    Span,
    Summary,
    mark_id,
    note_id,
)

TEXT = "Frau Varghese zahlt 74.000 Euro. Jede Übergabe beginnt drei Monate vorher."
TITLE = "Runde bei Eskelin"


def flag(text: str, words: str, category: str) -> Flag:
    """A flag on the first place where `words` stand."""
    start = text.index(words)
    span = Span(start, start + len(words))
    why = Reason("listed", {"category": f"@category.{category}"})
    return Flag(mark_id("n", span, category), span, category, None, "partner", None, 1, "test", why)  # type: ignore[arg-type]


def analysis(span: Span) -> Analysis:
    """A note with one item."""
    session = Session(title=TITLE, programme="Ostalb", held_on=date(2026, 2, 5))
    note = Note(note_id(TEXT), TEXT, "de", session, "rt.md")
    item = Item("i1", note.id, span, "practice", Span(span.start, span.start + 13))
    assessed = Assessment("i1", (), 72, 70, 75, "A", None, 3)
    by = Provenance("embedded")
    return Analysis(note, (), (item,), (assessed,), Summary(), by)


def test_a_passage_is_masked_and_says_so() -> None:
    """Neither the text, nor the headline, nor the title of a passage holds a flagged value."""
    read = analysis(Span(0, len(TEXT)))
    flags = [flag(TEXT, "Varghese", "person"), flag(TEXT, "74.000 Euro", "money")]
    title_flags = [flag(TITLE, "Eskelin", "partner")]
    (passage,) = pipeline.passages(read, flags, read.items, title_flags)
    shown = " ".join([passage.text, *passage.facts.values()])
    assert not any(secret in shown for secret in ("Varghese", "74.000", "Eskelin"))
    assert "drei Monate vorher" in passage.text
    assert passage.facts["flagged"] == "yes"


def test_a_passage_carries_the_facts_of_its_note() -> None:
    """Filters and sources need no look into the note."""
    start = TEXT.index("Jede")
    read = analysis(Span(start, len(TEXT)))
    (passage,) = pipeline.passages(read, [flag(TEXT, "Varghese", "person")], read.items, [])
    expected = {
        "source": "rt.md", "programme": "Ostalb", "held_on": "2026-02-05", "language": "de",
        "kind": "practice", "band": "A", "flagged": "no", "start": str(start),
    }  # fmt: skip
    assert expected.items() <= passage.facts.items()

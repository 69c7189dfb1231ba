"""A reviewed note with items, flags and ratings, small enough to be read whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from iolkit.outcomes import Reviewed
from iolkit.records import (
    DIMENSIONS,
    Analysis,
    Item,
    Note,
    Provenance,
    Rating,
    Ratings,
    Reason,
    Session,
    Span,
    Summary,
    mark_id,
    note_id,
)
from iolkit.rubric import assess
from tests.redaction.marked import marked

ENGINE = Provenance("embedded")
SESSION = Session(
    title="Werkstattrunde bei Kolbmann",
    format="round table",
    held_on=date(2026, 8, 14),
    host="Kolbmann Antriebe",
    participants=("Tunde Adeyemi",),
)
SOURCE = """Runde bei <partner partner|Kolbmann Antriebe>, Leitung <person partner|Ilse Varghese>.

{Paten führen jeden Neuen zwölf Wochen lang. Damit wollte <person partner|Varghese> verhindern, dass alle kündigen. \
Seitdem sank der Ausschuss <figures own|von 9 auf 3 %>. Das klappt nur, weil die Schichtleitung Zeit dafür bekommt.}

{Die Karte <img src=x> an der Maschine kostet <money own S1|480.000 €> im Jahr, liefert <partner own S3|Alpha>. \
Am Anfang war die Karte zu lang, das war ein Fehler.}

{<strategy own|Das Werk in Lauterach schließt im Mai 2027>.}
""".replace("<img src=x>", "‹img src=x›")  # noqa: E501  # marks and items belong on their lines
LEVELS = ((2, 3, 1, None, 4), (1, 1, 1, 1, 1), (None, None, None, None, None))


def reviewed(
    source: str = SOURCE,
    session: Session = SESSION,
    states: Mapping[str, Literal["accepted", "dismissed"]] | None = None,
) -> Reviewed:
    """The note of `source`; items stand in braces, flags in angle brackets."""
    text, flags = marked(source)
    spans, plain, starts = [], "", []
    # Braces are taken out, so every flag behind one moves to the left.
    moved = {0: 0}
    for at, char in enumerate(text):
        moved[at] = len(plain)
        if char == "{":
            starts.append(len(plain))
        elif char == "}":
            spans.append(Span(starts.pop(), len(plain)))
        else:
            plain += char
    moved[len(text)] = len(plain)
    placed = tuple(
        type(f)(
            f.id, Span(moved[f.span.start], moved[f.span.end]), f.category, f.concern, f.owner,
            f.org, f.score, f.recognizer, f.why,
        )
        for f in flags
    )  # fmt: skip
    identity = note_id(plain)
    items = [
        Item(mark_id(identity, span, "item"), identity, span, "practice", headline(plain, span))
        for span in spans
    ]
    assessments = [
        assess(item.id, Ratings(_ratings(levels), 4, ("goal", "evidence")))
        for item, levels in zip(items, LEVELS, strict=False)
    ]
    note = Note(identity, plain, "de", session)
    analysis = Analysis(note, placed, tuple(items), tuple(assessments), Summary(), ENGINE)
    return Reviewed(analysis, states or {})


def headline(text: str, span: Span) -> Span:
    """The first sentence of an item."""
    end = text.find(".", span.start)
    return Span(span.start, min(end, span.end) if end > 0 else span.end)


def _ratings(levels: tuple[int | None, ...]) -> tuple[Rating, ...]:
    return tuple(
        Rating(dimension, level, 0.8, (), Reason("test"), ENGINE)
        for dimension, level in zip(DIMENSIONS, levels, strict=True)
    )

"""One person, many spellings."""

from __future__ import annotations

from iolkit.recognizers import recognise
from iolkit.recognizers.forms import forms_of
from iolkit.records import Note, Span, note_id

TEXT = (
    "Runde mit Frau Ilse Varghese (Leitung). Varghese sagt, im Herbst geht es los. Ilses Idee war "
    "gut. Hannu Bergqvist auch da. Kontakt: Ilse Var-\nghese"
)


def test_every_spelling_of_a_person_is_found() -> None:
    """Full name, surname, genitive and a name broken by a line end; nobody else."""
    forms = forms_of("Ilse Varghese", Note(note_id(TEXT), TEXT, "de"))
    assert {"Ilse Varghese", "Varghese", "Ilses", "Ilse Var-\nghese"} <= set(forms)
    assert not any("Bergqvist" in form for form in forms)


def test_nobody_is_found_where_nobody_is_named() -> None:
    """A name that does not occur has no forms."""
    assert forms_of("Nadia Kern", Note(note_id(TEXT), TEXT, "de")) == ()


def test_a_title_makes_a_season_a_person() -> None:
    """Frau Winter is a person even though the model knows the word; the season is none."""
    text = "Frau Winter fragt nach dem Salzbad. Wir waren im Winter dort."
    flags = recognise(Note(note_id(text), text, "de"))
    assert [(f.category, f.span) for f in flags if f.category == "person"] == [
        ("person", Span(5, 11))
    ]

"""The one verb: flags of a note, whatever the note."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iolkit.errors import Unavailable
from iolkit.phrases import say_reason
from iolkit.recognizers import recognise
from iolkit.records import Flag, Lists, Note, Session, mark_id, note_id


def note(text: str, **facts: object) -> Note:
    """A note with this text and these session facts."""
    return Note(note_id(text), text, "de", Session(**facts))


def said(text: str, flags: tuple[Flag, ...], category: str | None = None) -> list[str]:
    """What is flagged, in order."""
    return [f.span.of(text) for f in flags if category in (None, f.category)]


FULL = """Runde Instandhaltung, 12.03.2026, zu Gast bei Quallmer Antriebe GmbH
Anwesend: Frau Ilse Varghese (Leitung), Hannu Bergqvist, ich

- Varghese sagt, der Umbau hat rd. 740 T€ gekostet, das bleibt bitte unter uns.
- Bei uns: der Standort Talheim wird im Herbst geschlossen, die Leute wissen es noch nicht.
- Der Schichtleiter hat eine Abmahnung bekommen und ist seit Mai krank.
- Zugang zum Testsystem: plan.werk3.intern, Passwort: Walnuss!4410
- Rückfragen an ilse.varghese@quallmer.example, Tel. 0711 55 02 - 331
- Guter Tipp: jeden Montag zehn Minuten an der Anlage, drei Fragen, keine Folien.
"""


def test_a_note_full_of_secrets() -> None:
    """Each kind of secret is found, and the tip that may be passed on is left alone."""
    flags = recognise(note(FULL, own_org="Holmwerk Technik GmbH"))
    found = said(FULL, flags)
    for name in ("Ilse Varghese", "Hannu Bergqvist", "Quallmer Antriebe GmbH"):
        assert name in found
    for secret in ("Walnuss!4410", "plan.werk3.intern"):
        assert any(secret in one for one in said(FULL, flags, "security"))
    assert any("740 T€" in one for one in found)
    assert any("ilse.varghese@quallmer.example" in one for one in found)
    assert any("unter uns" in one for one in said(FULL, flags, "confidential"))
    assert any("geschlossen" in one for one in said(FULL, flags, "strategy"))
    assert any(
        "Abmahnung" in f.span.of(FULL) for f in flags if f.category in ("personnel", "special")
    )
    assert any("Quallmer" in one for one in said(FULL, flags, "partner"))
    tip = FULL.index("Guter Tipp")
    assert not any(flag.span.end > tip for flag in flags)


def test_flags_are_ordered_owned_and_worded() -> None:
    """Ordered by start, with ids that name note and span, and a reason in both languages."""
    flags = recognise(note(FULL))
    assert list(flags) == sorted(flags, key=lambda f: (f.span.start, -f.span.end))
    assert len({flag.id for flag in flags}) == len(flags)
    for flag in flags:
        assert 0 <= flag.score <= 1
        assert flag.owner in ("own", "partner", "third")
        assert say_reason(flag.why, "de")
        assert say_reason(flag.why, "en")


def test_an_id_is_made_of_note_span_and_category() -> None:
    """The same finding has the same id in every run."""
    text = "Mail: ute.farber@holmwerk.example"
    (flag,) = recognise(note(text))
    assert flag.id == mark_id(note_id(text), flag.span, "contact")
    assert recognise(note(text)) == (flag,)


def test_a_name_over_a_line_break_is_one_flag() -> None:
    """A hyphenated name is flagged with its break."""
    text = "Das hat uns Frau Zenz-\nmayr am Ende gezeigt."
    assert "Zenz-\nmayr" in said(text, recognise(note(text)), "person")


def test_every_mention_of_a_person_is_found() -> None:
    """Surname, first name and genitive after the full name."""
    text = "Frau Ilse Varghese leitet das. Später lachte Varghese. Vargheses Karte hängt dort."
    assert len(said(text, recognise(note(text)), "person")) == 3


def test_lists_win() -> None:
    """Listed names are flagged as what the list says, allowed ones never."""
    text = "Morgen Treffen zu Nordlicht mit Rabeko und Jutta Halm. Danach Kaffee mit Rabeko."
    lists = Lists(partners=("Rabeko",), code_names=("Nordlicht",), people=("Jutta Halm",))
    by_name = {f.span.of(text): f for f in recognise(note(text), lists)}
    assert by_name["Rabeko"].category == "partner"
    assert by_name["Nordlicht"].category == "strategy"
    assert by_name["Jutta Halm"].category == "person"
    free = recognise(note(text), Lists(partners=("Rabeko",), allowed=("Rabeko",)))
    assert "Rabeko" not in said(text, free)


@pytest.mark.parametrize(
    "written",
    ["MÜLLERSHOF", "Muellershof", "Mu\u0308llershof", "Müllershofs", "Müllershof-Projekt"],
)
def test_listed_names_are_found_however_written(written: str) -> None:
    """Case, umlauts, decomposed accents, genitive and compounds."""
    text = f"Gestern war {written} Thema in der Runde."
    flags = recognise(note(text), Lists(partners=("Müllershof",)))
    assert any(written in one for one in said(text, flags, "partner"))


def test_session_facts_are_used() -> None:
    """Host, partners and participants of the session are known names, the own house is own."""
    text = "Bei Rabeko war es laut. Halm fragte nach. In Holmwerk machen wir das anders."
    facts = {"host": "Rabeko KG", "participants": ("Jutta Halm",), "own_org": "Holmwerk AG"}
    by_name = {f.span.of(text): f for f in recognise(note(text, **facts))}
    assert by_name["Rabeko"].category == "partner"
    assert by_name["Halm"].category == "person"
    assert by_name["Holmwerk"].owner == "own"
    assert by_name["Holmwerk"].org == "Holmwerk AG"


@pytest.mark.parametrize(
    "text",
    [
        "Kirkpatrick misst auf vier Ebenen, Kolb beschreibt einen Zyklus.",
        "Wir haben Kanban, Lego Serious Play und Design Thinking probiert.",
        "Der Koch in der Kantine macht gute Suppe, im Winter besonders.",
        "Die Fahrkarte kostete 23,40 Euro, der Kaffee war kostenlos.",
        "Laut Geschäftsbericht liegt der Umsatz bei 3,1 Mrd. Euro.",
        "Working Out Loud und Edmondson kamen auch vor.",
    ],
)
def test_traps_are_not_flagged(text: str) -> None:
    """Methods, authors, nouns that are surnames, tickets and published figures pass."""
    assert recognise(note(text)) == ()


def test_nothing_is_found_in_nothing() -> None:
    """An empty note, or one of blanks and invisible signs, has no flags."""
    assert recognise(note("")) == ()
    assert recognise(note(" \n\u200b\n")) == ()


def test_missing_models_are_told(tmp_path, monkeypatch) -> None:
    """Without its trained parts the recogniser says which file is missing."""
    monkeypatch.setattr("iolkit.recognizers.models.SHIPPED", tmp_path)
    with pytest.raises(Unavailable) as error:
        recognise(note("Text"))
    assert error.value.key == "recognizer_model_missing"


SIGNS = st.text(
    alphabet=st.one_of(
        st.sampled_from("abc äÜß.,:;-–()[]\n\t@/0123456789€%„“\u00ad\u200b\u202e\u0301😀👩‍🔧"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=120,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(SIGNS, st.sampled_from(FULL.splitlines())), max_size=5))
def test_no_flag_lies_outside_the_text(parts: list[str]) -> None:
    """Whatever is written, every flag is a real, not empty stretch, and merging left no clash."""
    text = "\n".join(parts)
    flags = recognise(note(text), Lists(partners=("Quallmer",), allowed=("Bergqvist",)))
    for flag in flags:
        assert 0 <= flag.span.start < flag.span.end <= len(text)
    for one, other in pairwise(flags):
        assert not one.span.overlaps(other.span) or one.span.covers(other.span)


@pytest.mark.timeout(120)
def test_a_very_long_note_with_many_names_ends() -> None:
    """A long note and ten thousand listed names are read in one go, every page alike."""
    block = "Frau Varghese sagt, bei Quallmer kostet der Umbau 740.000 Euro. Danach Pause.\n"
    text = block * 600
    people = tuple(f"Vor{i} Nachname{i}" for i in range(10_000))
    flags = recognise(note(text), Lists(people=people))
    assert sum(flag.category == "person" for flag in flags) == 600
    assert flags[-1].span.end > len(text) - len(block)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece", ["a" * 100_000, "((((" * 20_000, "1,1," * 5_000, "\n" * 50_000, "12345 " * 5_000]
)
def test_monotonous_text_ends(piece: str) -> None:
    """One sign without end neither hangs nor breaks."""
    assert isinstance(recognise(note(piece)), tuple)

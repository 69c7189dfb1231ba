"""Fit and plan in a handover: whole for readers in the house, nothing of it for others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iolkit import phrases
from iolkit.citations import leaks
from iolkit.handover import compose, draft, export, plan_of, secrets_of
from iolkit.outcomes import Handover, Reviewed
from iolkit.policy import AUDIENCES
from tests.handover.samples import reviewed
from tests.handover.test_compose import part, words
from tests.handover.test_home import HOME, flagged

OWNER = "Frau Achterberg aus dem Werk Lauterach fängt an."
GOAL = "Ziel ist ein Umsatz von 12,5 Mio. € in Brasilien."
SECRETS = ("Achterberg", "12,5 Mio. €")


def planned() -> Reviewed:
    """The note with a person's words in the plan of its first item, two of them secrets."""
    note = reviewed()
    own = {
        "owner": flagged(OWNER, "Frau Achterberg"),
        "goal": flagged(GOAL, "12,5 Mio. €", "money"),
    }
    answers = {"readiness.owner": "yes", "distance.cult": "3", "distance.proc": "0"}
    item = note.items[0].id
    return replace(note, plans={item: own}, fits={item: answers})


def made(audience: str, language: phrases.Tongue = "de") -> Handover:
    """The handover of that note."""
    return compose([planned()], audience, language, home=HOME)


@pytest.mark.parametrize("audience", [*AUDIENCES, "org:Halverde"])
@pytest.mark.parametrize("language", phrases.TONGUES)
def test_no_secret_of_a_plan_is_in_any_handover(audience: str, language: phrases.Tongue) -> None:
    """What is flagged in a person's words is as hidden as what is flagged in the note."""
    handover = made(audience, language)
    secrets = secrets_of([planned()], audience)
    assert any("Achterberg" in secret for secret in secrets) or audience == "team"
    assert not leaks(words(handover), secrets)
    if audience != "team":
        assert not leaks(words(handover), SECRETS)
    file = export(handover, "md", secrets).decode()
    assert audience == "team" or "Achterberg" not in file


@pytest.mark.parametrize("audience", ["partners", "public", "org:Halverde"])
def test_nothing_of_our_answers_leaves_the_house(audience: str) -> None:
    """Outside there are the questions of a plan: no gauge, no reason and no word of ours."""
    with_plan = compose([planned()], audience, "de", home=HOME)
    bare = compose([planned()], audience, "de", home=replace(HOME, own=type(HOME.own)()))
    assert words(with_plan) == words(bare)
    assert "aus dem Werk" not in words(with_plan)
    assert "Passung bei uns" not in words(with_plan)
    assert part(with_plan, "1.8 Empfehlung und nächster Schritt").count("……") > 3


def test_the_pages_in_the_house() -> None:
    """Gauges, distances and adaptations; verdict, people and first step; measure and days."""
    handover = made("team")
    fit = part(handover, "1.8 Passung bei uns")
    assert "Übertragbarkeit\t" in fit
    assert "Kultur und Führung\tdeutlich anders" in fit
    assert "Abläufe\tgleich" in fit
    assert "• Kultur und Führung: mit den Führungskräften" in fit
    plan = part(handover, "1.9 Empfehlung und nächster Schritt")
    assert plan.startswith("Empfehlung: anpassen.\nNoch nicht sicher: ")
    assert "aus dem Werk" in plan
    assert "Erster Schritt\t" in plan
    checks = part(handover, "1.10 Erfolgsmaß und Termine")
    assert "Nach 30 Tagen\t23. Dezember 2026" in checks
    assert "Wann wir aufhören\tWir hören auf, wenn" in checks


def test_in_english_too() -> None:
    """The house's own words follow the language asked for; the note's stay as they are."""
    text = words(made("company", "en"))
    assert "Fit here" in text
    assert "First step\t" in text
    assert "After 90 days\t19 February 2027" in text


def test_a_draft_shows_the_same_pages() -> None:
    """What a person looks at before is what is written."""
    shown = draft([planned()], "team", "de", home=HOME).handover
    assert shown and words(shown) == words(made("team"))


def test_without_a_home_there_is_the_blank_plan() -> None:
    """Whoever composes without knowing this place gets the questions."""
    assert "Passung am neuen Ort" in words(compose([planned()], "team", "de"))


@pytest.mark.parametrize("audience", ["team", "company"])
def test_a_condition_goes_through_the_door_like_its_note(audience: str) -> None:
    """What is cut out of the note for an audience is in no entry of the plan; what is softened
    there is softened here."""
    note = reviewed(
        "{Die Schichten tauschen jeden Monat ihre Aufgaben. Das klappt nur, weil "
        "<special own S9|Frau Lindqvist depressiv ist>. Das geht nur, solange "
        "<partner partner|Kolbmann> die Karten druckt.}"
    )
    home = replace(HOME, others={})
    plan = plan_of(note, note.items[0].id, home, "de").line("prerequisites")
    assert len(plan.quotes) == 2
    text = words(compose([note], audience, "de", home=home))
    assert "[" not in text
    assert "Lindqvist" not in text and "depressiv" not in text
    assert "Prüfen: Das klappt nur" not in text
    assert "Prüfen: Das geht nur, solange" in text

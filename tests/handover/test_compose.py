"""Composing: a page an item, extractive, cleared, and honest about what is open."""

from __future__ import annotations

import pytest

from iolkit.citations import leaks
from iolkit.errors import NotReleased, WrongUse
from iolkit.handover import compose, secrets_of
from iolkit.outcomes import Handover
from iolkit.policy import AUDIENCES
from iolkit.records import Session
from tests.handover.samples import ENGINE, SOURCE, reviewed


def words(handover: Handover) -> str:
    """Everything the document says."""
    lines = [handover.title.text]
    for section in handover.sections:
        lines += [section.heading, *(each.text for each in section.paragraphs)]
    return "\n".join(lines)


def part(handover: Handover, heading: str) -> str:
    """What stands under a heading."""
    (section,) = [each for each in handover.sections if each.heading == heading]
    return "\n".join(each.text for each in section.paragraphs)


@pytest.mark.parametrize("audience", [*AUDIENCES, "org:Halverde"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_no_hidden_value_is_in_any_handover(audience: str, language: str) -> None:
    """For each audience and language, every value that is a secret for it is absent."""
    notes = [reviewed()]
    handover = compose(notes, audience, language)
    assert secrets_of(notes, audience)
    assert not leaks(words(handover), secrets_of(notes, audience))
    assert all(p.audience == audience for s in handover.sections for p in s.paragraphs)


def test_the_page_sorts_the_note_into_the_template() -> None:
    """Action, goal, result with its evidence, reason: sentences of the note, in softer words."""
    handover = compose([reviewed()], "partners", "de")
    assert part(handover, "1.1 Auslöser und Ziel") == (
        "Damit wollte eine Person verhindern, dass alle kündigen."
    )
    assert part(handover, "1.2 Was getan wurde") == "Paten führen jeden Neuen zwölf Wochen lang."
    assert part(handover, "1.3 Kontext der Quelle").startswith("Noch offen: ")
    assert part(handover, "1.4 Ergebnis und Beleg") == (
        "Seitdem sank der Ausschuss [deutlicher Rückgang].\nBeleg: mit Zahlen belegt."
    )
    assert "kostet einen mittleren sechsstelligen Betrag im Jahr, liefert ein externer Partner" in (
        part(handover, "2.2 Was getan wurde")
    )
    assert part(handover, "2.5 Warum es wirkte und was schiefging") == (
        "Am Anfang war die Karte zu lang, das war ein Fehler."
    )


def test_ratings_become_a_table_with_dots_and_meaning() -> None:
    """Five properties, dots and words; the unknown one is open and asked for."""
    handover = compose([reviewed()], "team", "en")
    rows = [
        row.split("\t") for row in part(handover, "1.6 Transferability").splitlines() if "\t" in row
    ]
    assert [row[1] for row in rows] == [
        "Level", "●●○○○ 2 of 5", "●●●○○ 3 of 5", "●○○○○ 1 of 5", "○○○○○ open", "●●●●○ 4 of 5",
    ]  # fmt: skip
    assert all(row[2] for row in rows)
    assert "Who" in part(handover, "1.7 Open questions")
    assert "Adapt it" in part(handover, "1.8 Recommendation and next step")


def test_an_item_nobody_may_read_is_left_out_without_a_word_outside() -> None:
    """Inside it is said that one is missing; outside even that would tell."""
    inside, outside = (compose([reviewed()], audience, "de") for audience in ("company", "public"))
    assert "gesperrt" in part(inside, "Überblick")
    assert "gesperrt" not in words(outside)
    assert not any(section.heading.startswith("3 ") for section in outside.sections)


def test_sharing_counts_what_was_hidden_and_says_why() -> None:
    """Counts by category, the rules behind them, what waits for a yes."""
    said = part(compose([reviewed()], "partners", "de"), "1.9 Weitergabe und Herkunft")
    assert "Verborgen: Person (1)." in said
    assert "In weicheren Worten: " in said
    assert "Eine Angabe bleibt verborgen" in said
    assert "3. Quartal 2026" in said
    assert "Kolbmann" not in said


def test_what_was_cut_out_is_not_counted_outside() -> None:
    """The public learns neither the sum nor that there is one."""
    said = part(compose([reviewed()], "public", "de"), "2.9 Weitergabe und Herkunft")
    assert "Was diese Zielgruppe nicht lesen soll" in said
    assert "herausgenommen" not in said


def test_readers_inside_learn_where_it_comes_from() -> None:
    """Title, format and day of the session, for the own team."""
    said = part(compose([reviewed()], "team", "de"), "1.9 Weitergabe und Herkunft")
    assert "Werkstattrunde bei Kolbmann, Runder Tisch, 14. August 2026" in said


def test_the_chatham_house_rule_is_told_and_kept() -> None:
    """Nobody is named, not even for the team, and the reader learns the rule."""
    session = Session(rule="chatham", host="Kolbmann Antriebe")
    handover = compose([reviewed(session=session)], "team", "de")
    assert "Chatham-House-Regel" in words(handover)
    assert not leaks(words(handover), ["Varghese", "Kolbmann", "Kolbmann Antriebe"])


def test_a_person_s_word_counts() -> None:
    """A dismissed flag is no secret, a dismissed item is left out, an accepted one is said so."""
    plain = reviewed()
    first, second, third = plain.analysis.items
    sum_of_money = next(f for f in plain.flags if f.category == "money")
    states = {sum_of_money.id: "dismissed", first.id: "dismissed", second.id: "accepted"}
    handover = compose([reviewed(states=states)], "partners", "de")
    assert "480.000 €" in words(handover)
    assert "Paten" not in words(handover)
    assert "Eine Person hat diesen Lernpunkt geprüft." in words(handover)
    assert third.id not in states


def test_only_chosen_items_come_along() -> None:
    """A handover of one item is named after it and needs no list."""
    note = reviewed()
    handover = compose([note], "team", "de", item_ids=[note.items[0].id])
    assert handover.title.text == "Übergabe: Paten führen jeden Neuen zwölf Wochen lang"
    assert not any("\t" in p.text for p in handover.sections[0].paragraphs)
    assert handover.made_by == ENGINE


def test_a_name_hidden_in_one_note_is_hidden_in_all() -> None:
    """Notes leave together, so their secrets are kept together, under the same words."""
    other = reviewed("{Auch Varghese lässt Paten zwölf Wochen mitlaufen und Karten schreiben.}\n")
    handover = compose([reviewed(), other], "partners", "de")
    assert not leaks(words(handover), secrets_of([reviewed()], "partners"))
    assert "Auch eine Person lässt Paten" in words(handover)


def test_names_of_the_session_are_hidden_though_nobody_flagged_them() -> None:
    """A participant in the session's facts does not leave with a note that names her."""
    note = reviewed("{Adeyemi hängt die Karte jeden Morgen an die Maschine der Schicht.}\n")
    assert "Adeyemi hängt die Karte" in words(compose([note], "team", "de"))
    assert "Eine Person hängt die Karte" in words(compose([note], "partners", "de"))
    assert "Adeyemi" in secrets_of([note], "partners")


def test_the_text_keeps_its_language_and_the_reader_is_told() -> None:
    """English headings over a German note."""
    handover = compose([reviewed()], "team", "en")
    assert "in the language they were noted in (German)" in part(handover, "Overview")
    assert "What was done" in words(handover)


def test_nothing_to_say_is_an_error_not_an_empty_page() -> None:
    """When every item is blocked, nothing is composed."""
    with pytest.raises(NotReleased, match="handover_empty"):
        compose([reviewed("{<strategy own|Das Werk schließt im Mai>.}\n")], "public", "de")
    with pytest.raises(NotReleased, match="handover_empty"):
        compose([reviewed()], "team", "de", item_ids=[])


def test_an_unknown_audience_is_refused() -> None:
    """There is no handover for everybody."""
    with pytest.raises(WrongUse, match="audience_unknown"):
        compose([reviewed(SOURCE)], "friends", "de")

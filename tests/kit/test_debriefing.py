"""From bullets to something that others can use: asked, answered, masked, found, handed over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from iolkit.errors import NotFound, WrongUse
from iolkit.kit import Kit, load_settings
from iolkit.outcomes import Debrief, Upload
from iolkit.records import DIMENSIONS, Session

pytestmark = pytest.mark.weights
TEXT = (
    "Besuch bei Kolbmann Antriebe, Frau Ilse Varghese führt durch den Service.\n\n"
    "- Leitfaden „Abschied in neun Fragen“: eine Seite im Intranet, jeder Teamleiter führt das "
    "Gespräch allein, Schulung braucht es keine.\n"
    "- Das Spindelgeräusch kann man niemandem aufschreiben. Frau Varghese stellt den Neuen 18 "
    "Monate neben den Alten, man muss es hören und dabei sein.\n"
    "- Kuchenrunde: jeden Montag bringt eine Person einen Fehler mit und alle raten.\n"
)
SESSION = Session(partners=("Kolbmann Antriebe",), host="Kolbmann Antriebe", own_org="Halverde")
SECRETS = ("Varghese", "Kolbmann", "Prashant", "Iyengar", "i.varghese@kolbmann.example")
ANSWERS = {
    "goal": "Damit das Wissen im Haus bleibt.",
    "action": "Alle stellen sich im Kreis auf und erzählen.",
    "context": "Ein Werk mit 300 Leuten, drei Schichten, Herr Prashant Iyengar leitet es.",
    "result": "Seitdem bleiben die Maschinen seltener stehen, gezählt im Schichtbuch.",
    "why": "Weil jeder seinen eigenen Fall mitbringt, sagt Prashant Iyengar.",
    "evidence": "Gemessen wurde es über sechs Monate, Liste bei i.varghese@kolbmann.example.",
    "step": "Herr Prashant Iyengar probiert es bis Mai mit einer Gruppe aus.",
}


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """A Kit with one note."""
    with Kit.open(load_settings(data_dir=tmp_path / "space", user="ana")) as opened:
        (line,) = opened.add_uploads([Upload("besuch.txt", TEXT.encode())], SESSION)
        assert line.state == "added"
        yield opened


def one(kit: Kit) -> str:
    """The id of the only note."""
    (card,) = kit.notes()
    return card.id


def answered(kit: Kit) -> Debrief:
    """Every question answered, as it comes."""
    state = kit.debrief(one(kit))
    while question := state.question:
        words = " ".join(ANSWERS.get(what, "so ist es") for what in question.what.split("+"))
        choice = question.choices[1].value if question.choices else ""
        kit.debrief_answer(one(kit), question.key, words, choice)
        state = kit.debrief(one(kit))
    return state


def test_seven_questions_make_items_complete(kit: Kit) -> None:
    """Each answer counts in clarity, nothing is asked twice."""
    before = kit.debrief(one(kit))
    assert 0 < len(before.questions) <= 7
    after = answered(kit)
    assert after.answered == after.asked == len(before.questions)
    assert sum(item.filled for item in after.items) / len(after.items) >= 5
    told = {each.item_id: each.clarity for each in kit.note(one(kit)).analysis.assessments}
    assert told == {item.item_id: item.filled for item in after.items}


def test_answers_are_masked_for_readers(kit: Kit) -> None:
    """No name of the note or of an answer is in what anybody in the house is shown."""
    state = answered(kit)
    shown = [slot.words for item in state.items for slot in item.slots] + [*state.next_steps]
    shown += [kit.passage(item.item_id) for item in state.items]
    assert any("eigenen Fall" in words for words in shown)
    assert not [secret for secret in SECRETS if any(secret in words for words in shown)]


def test_answers_are_found_and_never_by_a_name(kit: Kit) -> None:
    """The item's passage holds them in words that an index may know."""
    before = "".join(hit.passage.text for hit in kit.search("Maschinen stehen still").hits)
    assert "Maschinen seltener stehen" not in before
    answered(kit)
    best = kit.search("Maschinen stehen still").hits[0].passage
    assert "Maschinen seltener stehen" in best.text
    for item in kit.note(one(kit)).items:
        stored = kit._parts.archive.passages.get(item.id).text
        assert not [secret for secret in SECRETS if secret in stored]


def test_answers_stand_in_the_handover_under_their_part(kit: Kit) -> None:
    """Marked as added by a person, without the names, and the proof of the file holds."""
    answered(kit)
    made = kit.handover([one(kit)], "partners", "de")
    said = [
        (section.heading.partition(" ")[2], paragraph.text)
        for section in made.sections
        for paragraph in section.paragraphs
    ]
    added = "Nachträglich von einer Person ergänzt: Damit das Wissen im Haus bleibt."
    assert any(part == "Auslöser und Ziel" and text.startswith(added) for part, text in said)
    assert any("probiert es bis Mai" in text for part, text in said if "nächster Schritt" in part)
    whole = "\n".join(text for _, text in said)
    assert not [secret for secret in SECRETS if secret in whole]
    assert kit.export(made, "md", [one(kit)])
    team = kit.handover([one(kit)], "team", "de")
    assert "Prashant Iyengar probiert" in "\n".join(
        p.text for section in team.sections for p in section.paragraphs
    )


def test_a_name_in_an_answer_hides_the_note_too(kit: Kit) -> None:
    """Leaving together, they are one text: the proof looks for both."""
    answered(kit)
    secrets = kit._secrets(kit.handover([one(kit)], "partners", "de"), [one(kit)])
    assert any("Iyengar" in secret for secret in secrets)


def test_a_level_is_a_review_and_goes_back_with_it(kit: Kit) -> None:
    """The person's level wins; taking the answer back takes the review back."""
    levels = [
        (item.id, question)
        for item in kit.note(one(kit)).items
        for question in kit.debrief(one(kit), item.id).questions
        if question.matter == "level"
    ]
    item, question = levels[0]
    kit.debrief_answer(one(kit), question.key, "habe ich gesehen", "4", item_id=item)
    (review,) = kit.reviews(one(kit))
    assert (review.value, review.reason, review.by) == ("4", "habe ich gesehen", "ana")
    kit.debrief_undo(one(kit))
    assert kit.reviews(one(kit)) == ()
    assert question in kit.debrief(one(kit), item).questions


def test_skipping_and_taking_back(kit: Kit) -> None:
    """A skipped question comes back when the skip is taken back, and only then."""
    first = kit.debrief(one(kit)).question
    assert first is not None
    kit.debrief_skip(one(kit), first.key)
    state = kit.debrief(one(kit))
    assert (state.skipped, state.answered) == (1, 0)
    assert first.key not in [each.key for each in state.questions]
    assert kit.debrief_undo(one(kit))
    assert kit.debrief(one(kit)).question == first
    assert not kit.debrief_undo(one(kit))


def test_what_is_no_answer_is_refused(kit: Kit) -> None:
    """Empty words, a question that nobody asks, a note or item that is not here."""
    question = kit.debrief(one(kit)).question
    assert question is not None
    with pytest.raises(WrongUse, match="debrief_empty"):
        kit.debrief_answer(one(kit), question.key, "  ")
    with pytest.raises(NotFound, match="debrief_question_unknown"):
        kit.debrief_answer(one(kit), "slot:why:gone", "weil")
    with pytest.raises(NotFound):
        kit.debrief("f" * 64)
    with pytest.raises(NotFound):
        kit.debrief(one(kit), "f" * 16)
    assert kit.debrief(one(kit)).asked == 0


def test_a_forgotten_person_is_gone_from_answers(kit: Kit) -> None:
    """Also where only an answer names them."""
    answered(kit)
    assert kit.forget_person("Prashant Iyengar") == 1
    words = [each.text for each in kit.note(one(kit)).supplements]
    assert not any("Iyengar" in text for text in words)
    assert any("█" in text for text in words)


def test_a_second_reading_keeps_answers(kit: Kit) -> None:
    """After a corrected session the note is read again, and still holds them."""
    answered(kit)
    kit.reread(one(kit))
    best = kit.search("Maschinen stehen still").hits[0].passage
    assert "Maschinen seltener stehen" in best.text


def test_the_next_note_to_ask_about(kit: Kit) -> None:
    """Until somebody was asked."""
    assert kit.next_gap() == one(kit)
    question = kit.debrief(one(kit)).question
    assert question is not None
    kit.debrief_skip(one(kit), question.key)
    assert kit.next_gap() is None


def test_rows_to_train_on_name_nobody(kit: Kit) -> None:
    """No flagged value, no name of the session, no id and no day; levels before and after."""
    answered(kit)
    rows = [row for row in kit.training_rows() if row is not None]
    assert rows
    note = kit.note(one(kit))
    written = json.dumps([asdict(row) for row in rows], ensure_ascii=False)
    flagged = [flag.span.of(note.analysis.note.text) for flag in note.flags]
    flagged += [flag.span.of(each.text) for each in note.supplements for flag in each.flags]
    assert len(flagged) > 3
    hidden = (*SECRETS, *flagged, note.analysis.note.id, *(item.id for item in note.items))
    assert not [value for value in hidden if value in written]
    assert all(set(row.before) == set(row.after) == set(DIMENSIONS) for row in rows)
    assert any("eigenen Fall" in words for row in rows for words in row.answers.values())


def test_without_a_word_of_a_person_there_are_no_rows(kit: Kit) -> None:
    """Only decisions and answers are exported."""
    assert list(kit.training_rows()) == []


def test_an_item_alone_is_corroborated_by_its_own_session(kit: Kit) -> None:
    """A second host that tells the same counts as a second organisation."""
    item = kit.note(one(kit)).items[0].id
    alone = kit.corroboration(item)
    assert (alone.support.organisations, alone.items) == (1, ())
    text = TEXT.replace("Kolbmann Antriebe", "Aubeck Guss").replace("Frau Ilse Varghese", "Jemand")
    other = Session(host="Aubeck Guss", own_org="Halverde")
    assert [each.state for each in kit.add_uploads([Upload("b.txt", text.encode())], other)]
    both = kit.corroboration(item)
    assert both.support.organisations == 2
    assert both.items

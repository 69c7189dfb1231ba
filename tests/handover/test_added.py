"""What people added, in a handover: under its part, marked, and through the release door."""

from __future__ import annotations

import pytest

from iolkit.handover import compose, draft, export, secrets_of
from iolkit.outcomes import Handover, Reviewed
from tests.debrief.samples import SAID, answer, answered, note

OPEN = note(("goal", "result", "why"), (), ())
MARK = {"de": "Nachträglich von einer Person ergänzt:", "en": "Added later by a person:"}


def parts(made: Handover, number: str) -> dict[str, list[str]]:
    """The paragraphs of one item by the heading of their part."""
    return {
        section.heading.partition(" ")[2]: [paragraph.text for paragraph in section.paragraphs]
        for section in made.sections
        if section.heading.startswith(f"{number}.")
    }


def told(reviewed: Reviewed, audience: str = "partners") -> dict[str, list[str]]:
    """The first item for an audience, in German."""
    return parts(compose([reviewed], audience, "de"), "1")


def test_an_answer_stands_under_its_part_marked_as_added() -> None:
    """Behind what the note says, or instead of the open question."""
    seen = answered(OPEN, answer(OPEN, "goal", "Neue sollen bleiben."))
    assert told(seen)["Auslöser und Ziel"][-1] == f"{MARK['de']} Neue sollen bleiben."


@pytest.mark.parametrize("what", ["result", "evidence", "result+evidence"])
def test_result_and_evidence_share_a_part(what: str) -> None:
    """Both are told under the result, with how well it is backed up."""
    seen = answered(OPEN, answer(OPEN, what, "Es wurde nachgemessen: alles besser."))
    said = told(seen)["Ergebnis und Beleg"]
    assert any(text.startswith(MARK["de"]) for text in said)
    assert any("gemessen" in text for text in said)


def test_the_name_in_an_answer_is_released_by_audience() -> None:
    """The team reads it, partners do not, and the proof of the file looks for it."""
    seen = answered(OPEN, answer(OPEN, "why", SAID))
    inside = "\n".join(text for texts in told(seen, "team").values() for text in texts)
    outside = "\n".join(text for texts in told(seen).values() for text in texts)
    assert "Tunde Adeyemi" in inside
    assert "Adeyemi" not in outside
    assert any("Adeyemi" in secret for secret in secrets_of([seen], "partners"))
    made = compose([seen], "partners", "de")
    assert b"Adeyemi" not in export(made, "md", secrets_of([seen], "partners"))


def test_a_secret_of_the_note_is_hidden_in_an_answer() -> None:
    """Also where nobody flagged it there."""
    seen = answered(
        OPEN, answer(OPEN, "why", "Ilse Varghese hat es bei Kolbmann Antriebe gezeigt.")
    )
    outside = "\n".join(text for texts in told(seen).values() for text in texts)
    assert "Varghese" not in outside
    assert "Kolbmann" not in outside


def test_the_next_step_stands_in_the_plan() -> None:
    """As a row of its own."""
    step = answer(OPEN, "step", "Die Ausbildung probiert es aus.", matter="step")
    seen = answered(OPEN, step)
    rows = [
        row
        for texts in told(seen).values()
        for row in texts
        if row.startswith("Nächster Schritt\t")
    ]
    assert any("probiert es aus" in row for row in rows)


def test_a_part_that_no_sentence_fills_is_quoted() -> None:
    """Where the note tells a slot within a sentence of another part, its words stand there too."""
    goal = told(note((), (), ()))["Auslöser und Ziel"]
    assert not any(text.startswith("Noch offen") for text in goal)


def test_what_points_to_an_organisation_is_told_of_an_answer_too() -> None:
    """Harmless facts of an answer may give a partner away as those of the note may."""
    said = "Beim größten Papierhersteller in Kassel läuft es so."
    plain, pointing = (
        draft([each], "partners", "de").items[0].mosaic
        for each in (OPEN, answered(OPEN, answer(OPEN, "context", said)))
    )
    assert plain is None
    assert pointing is not None
    assert "Kassel" in str(pointing.clues)

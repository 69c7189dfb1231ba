"""Everyday notes: what has to be found is found, and plain language raises no alarm."""

from __future__ import annotations

import importlib.util

import pytest

from iolkit.engine import Encode
from iolkit.recognizers import recognise
from iolkit.records import Flag, Note, Session, note_id
from iolkit.search import OnnxEncoder, export_encoder, is_exported, models_folder
from iolkit.search.weights import PACKAGE
from tests.recognizers.everyday import Everyday, alarms, halves, missed

HALVES = dict(halves())
MOST_MISSED, MOST_ALARMS = 4, 8
"""What a half of the battery may miss and may flag in vain, of about 40 notes."""


def _flags(text: str, encode: Encode | None = None) -> tuple[Flag, ...]:
    return recognise(Note(note_id(text), text, "de"), encode=encode)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> OnnxEncoder:
    """The encoder that ships, exported anew where no export is at hand."""
    folder = models_folder()
    if not is_exported(folder):
        if importlib.util.find_spec(PACKAGE) is None:
            pytest.skip("the weights package is not installed")
        folder = tmp_path_factory.mktemp("models")
        export_encoder(folder)
    return OnnxEncoder(folder)


@pytest.mark.parametrize("half", HALVES)
def test_everyday_notes_are_flagged_where_they_are_sensitive(half: str) -> None:
    """Nearly every marked stretch is found as exactly as it stands."""
    gone = [one for note in HALVES[half] for one in missed(note, _flags(note.text))]
    assert len(gone) <= MOST_MISSED, gone


@pytest.mark.parametrize("half", HALVES)
def test_everyday_notes_are_left_alone_otherwise(half: str) -> None:
    """Hardly anything else is flagged: no heading, date, cell, piece of advice, or common word."""
    vain = [one for note in HALVES[half] for one in alarms(note, _flags(note.text))]
    assert len(vain) <= MOST_ALARMS, vain


@pytest.mark.parametrize("half", HALVES)
def test_the_vectors_of_sentences_keep_both_promises(half: str, encoder: OnnxEncoder) -> None:
    """With the encoder no more is missed, and no more flagged in vain, than is allowed without."""
    flagged = [(note, _flags(note.text, encoder)) for note in HALVES[half]]
    gone = [one for note, flags in flagged for one in missed(note, flags)]
    vain = [one for note, flags in flagged for one in alarms(note, flags)]
    assert len(gone) <= MOST_MISSED, gone
    assert len(vain) <= MOST_ALARMS, vain


def test_halves_hold_enough_of_both() -> None:
    """Each half has at least 30 notes, among them notes with and without anything sensitive."""
    for notes in HALVES.values():
        assert len(notes) >= 30
        assert 10 <= sum(bool(note.wanted) for note in notes) <= len(notes) - 10


@pytest.mark.parametrize(
    "title",
    [
        "Round table on leadership",
        "Crane safety peer review, draft v0.3",
        "ESG reporting exchange – Notizen",
        "Protokoll Erfahrungsaustausch Qualitätszirkel",
        "Format | Runder Tisch",
        "Datum | 6. November 2025",
        "Peer learning works best when the group is small.",
        "Start every handover three months before the person leaves, with nine questions.",
    ],
)
def test_titles_cells_and_advice_carry_no_flag(title: str) -> None:
    """What stands at the top of a note, in its header table, or in a tip is nobody's secret."""
    assert [flag.span.of(title) for flag in _flags(title)] == []


@pytest.mark.parametrize(
    ("text", "person", "firm"),
    [
        ("Frau Berger von Nordhaus AG hat erzählt", "Berger", "Nordhaus AG"),
        ("Jane Doe from Northfield Ltd told us", "Jane Doe", "Northfield Ltd"),
        ("Ayşe Kaya (Lumo GmbH) war auch da", "Ayşe Kaya", "Lumo GmbH"),
    ],
)
def test_a_person_ends_where_the_firm_begins(text: str, person: str, firm: str) -> None:
    """A person and the organisation after "von" or in brackets are two names."""
    said = {(flag.category, flag.span.of(text)) for flag in _flags(text)}
    assert said == {("person", person), ("partner", firm)}


def test_the_lesson_stays_and_the_sums_and_the_supplier_are_found() -> None:
    """A learning process carries no flag; amounts are exact; the supplier raises concern S3."""
    text = (
        "Anfangs haben wir das Angebot zu stark zentralisiert und erst durch Feedback-Schleifen "
        "gelernt, dezentrale Bedarfe einzubinden. Die Akademie kostete 1,8 Mio. €, umgesetzt mit "
        "Anbieter Alpha zu 1.150 € Tagessatz."
    )
    said = {flag.span.of(text): (flag.category, flag.concern) for flag in _flags(text)}
    assert said["1,8 Mio. €"][0] == "money"
    assert said["Alpha"] == ("partner", "S3")
    assert any(words.startswith("1.150 €") and say[0] == "money" for words, say in said.items())
    assert len(said) == 3


def test_amounts_are_no_longer_than_themselves() -> None:
    """The words around a sum stay readable."""
    for text, amount in (
        ("Das hat uns wohl 40.000 Euro gekostet.", "40.000 Euro"),
        ("Budget 1,8 Mio. EUR in 2026, mehr nicht.", "1,8 Mio. EUR"),
    ):
        assert amount in [flag.span.of(text).removeprefix("Budget ") for flag in _flags(text)]


def test_clear_secrets_are_found_in_a_single_line() -> None:
    """Short notes are doubted, but not where the words leave no doubt."""
    for text in (
        "Der Standort Aurich wird 2027 geschlossen, der Betriebsrat weiß es noch nicht.",
        "Das dürfen wir noch nicht sagen: die Sparte wird verkauft.",
        "The Leith site will close next year, staff have not been told.",
        "Notice period is twelve months, penalty 40 % of the remaining fees.",
        "Herr Yilmaz hat eine Abmahnung bekommen.",
    ):
        assert any(flag.category not in ("person", "partner") for flag in _flags(text)), text


def test_an_empty_session_and_a_full_one_agree_on_harmless_words() -> None:
    """Facts of the session do not turn ordinary words into names."""
    text = "Protokoll Runder Tisch\nThema: Lernzeit im Schichtbetrieb"
    session = Session(title="Runder Tisch", own_org="Halverde Technik GmbH")
    assert recognise(Note(note_id(text), text, "de", session)) == ()


def test_the_battery_itself_tells_right_from_wrong() -> None:
    """A mark is met by its core, not by a longer stretch; a flag outside marks is an alarm."""
    note = Everyday("Frau Berger war da", ())
    assert alarms(note, _flags(note.text)) == ["person: Berger"]

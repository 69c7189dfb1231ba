"""Checks before a session through the Kit: nothing is stored; give and take is counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iolkit.errors import NoteUnreadable, Unavailable, WrongUse
from iolkit.kit import Kit, load_settings
from iolkit.outcomes import Upload
from iolkit.records import Session

TALK = (
    "Jede Schicht füllt die Karte selbst aus. Die Akademie kostete 1,8 Mio. €, umgesetzt mit "
    "Anbieter Alpha zu 1.150 € Tagessatz. Das Passwort lautet Kabel!2219."
)
THEIRS = (
    "Programm: Lernkreis\nFormat: Runder Tisch\nGastgeber: Gebr. Eskelin GmbH\nRegel: intern\n\n"
    "- Leitfaden: eine Seite im Intranet, jeder Teamleiter führt das Gespräch allein, Schulung "
    "braucht es keine. Nur mindestens drei Monate vor dem Austritt anfangen.\n"
)
OURS = (
    "Programm: Lernkreis\nFormat: Runder Tisch\nRegel: intern\n\n"
    "- Wir legen an jeden Platz eine Karte mit vier Feldern, und jede Schicht füllt sie ohne "
    "Schulung aus. Die Karte gibt es als Vorlage.\n"
)


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """A Kit without a note."""
    with Kit.open(load_settings(data_dir=tmp_path / "space")) as opened:
        yield opened


def test_a_check_stores_nothing(kit: Kit, tmp_path: Path) -> None:
    """Not even a folder is made, for pasted text or for a file."""
    checked = kit.check(TALK, "partners")
    uploaded = kit.check_upload(Upload("t.txt", TALK.encode()), "partners", Session())
    assert [each.light for each in checked.sentences] == ["go", "care", "stop"]
    assert uploaded.released == checked.released
    assert not (tmp_path / "space").exists()


def test_sentences_and_whole_text_agree(kit: Kit) -> None:
    """What is suggested sentence by sentence is what the safe text says."""
    checked = kit.check(TALK, "partners")
    said = [each.suggestion.text.strip() for each in checked.sentences if each.suggestion.text]
    assert " ".join(said) == checked.released.text.strip()
    assert "1.150" not in checked.released.text


def test_a_stricter_session_says_no_more(kit: Kit) -> None:
    """Competitors or an NDA turn softer words into silence, never the other way round."""
    for session in (Session(rule="nda"), Session(competitors=("Kolbmann",))):
        strict = kit.check(TALK, "partners", session=session)
        assert len(strict.released.text) <= len(kit.check(TALK, "partners").released.text)
        assert strict.sentences[1].light in ("care", "stop")
        assert strict.sentences[0].light == "go"


def test_the_callers_session_wins_over_the_files(kit: Kit, tmp_path: Path) -> None:
    """A file's own rule counts where nothing is told, else what the person tells."""
    path = tmp_path / "talk.txt"
    path.write_text(f"Regel: Chatham House\n\nDie Leiterin des Werks in Kassel sagte: {TALK}\n")
    assert "Leiterin" not in kit.check_file(path, "team").released.text
    told = kit.check_file(path, "team", session=Session(rule="open"))
    assert "Leiterin" in told.released.text


def test_what_cannot_be_checked_is_told(kit: Kit) -> None:
    """An unknown audience, an endless text, a file that is none."""
    with pytest.raises(WrongUse, match="audience_unknown"):
        kit.check(TALK, "everybody")
    with pytest.raises(WrongUse, match="check_too_long"):
        kit.check(TALK * 3000, "partners")
    with pytest.raises(NoteUnreadable):
        kit.check_upload(Upload("t.pdf", b"no pdf at all"), "partners", Session())


@pytest.mark.weights
def test_give_and_take_is_counted_by_organisation(kit: Kit) -> None:
    """Items learned there, items handed over to it, and something of our own to offer."""
    assert kit.balance("Gebr. Eskelin").notes == 0
    uploads = [Upload("theirs.txt", THEIRS.encode()), Upload("ours.txt", OURS.encode())]
    assert [each.state for each in kit.add_uploads(uploads)] == ["added", "added"]
    theirs, ours = (next(c for c in kit.notes() if c.source == name) for name in
                    ("theirs.txt", "ours.txt"))  # fmt: skip
    balance = kit.balance("gebr. eskelin")
    assert (balance.notes, balance.taken, balance.given) == (1, theirs.items, 0)
    assert [each.note_id for each in balance.suggestions] == [ours.id]
    assert "Karte mit vier Feldern" in balance.suggestions[0].words.text
    assert balance.suggestions[0].words.audience == "org:gebr. eskelin"
    for audience in ("org:Gebr. Eskelin GmbH", "partners", "org:Kolbmann", "public"):
        kit.export(kit.handover([ours.id], audience, "de"), "md", [ours.id])
    after = kit.balance("Gebr. Eskelin")
    assert (after.given, after.given_partners) == (ours.items, ours.items)


def test_a_check_never_asks_a_language_model(tmp_path: Path) -> None:
    """What may be said is worked out here, also where a model reads: none is set up in this space,
    so that whoever asks for one fails."""
    settings = load_settings(data_dir=tmp_path / "space")
    with Kit.open(settings, engine="llm") as kit:
        with pytest.raises(Unavailable):
            kit.flag(TALK)
        assert kit.check(TALK, "partners").decisions

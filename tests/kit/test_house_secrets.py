"""What is flagged in any note is known, and leaves in no request."""

from __future__ import annotations

from pathlib import Path

import pytest

from iolkit import citations
from iolkit.kit import Kit, load_settings
from iolkit.outcomes import Upload
from iolkit.records import Review
from tests.kit.model_house import requests, settings_for
from tests.llm.server import Server

VISIT = Upload(
    "Brookhuis_74000.md",
    (
        "---\ntitle: Besuch bei Varghese\nlanguage: de\nhost: Menhirwerke AG\n"
        "own_org: Trumholt AG\nparticipants: [Tomasz Krolewski]\n---\n"
        "Runde bei Gebr. Eskelin GmbH mit Frau Ilse Varghese. Das Tandem kostet 74.000 € im Jahr.\n"
    ).encode(),
)
PLAIN = Upload(
    "kran.md",
    "Die Schichten übergeben an einer Karte mit vier Feldern, die laminiert am Kran hängt.\n\n"
    "Jede Leihkraft kann die Karte am Kran ohne Einweisung benutzen.\n".encode(),
)
QUESTIONS = (
    "Was meint varghese zur Karte mit vier Feldern am Kran?",
    "Warum hat Eskelin die Karte mit vier Feldern am Kran?",
    "Wie nutzt menhirwerke die Karte mit vier Feldern am Kran?",
    "Wie nutzt Ilse die Karte mit vier Feldern am Kran?",
)


def test_what_stands_in_a_text_is_known_from_any_note(tmp_path: Path) -> None:
    """In part, in small letters, without its legal form; once it is dismissed, no more."""
    with Kit.open(load_settings(data_dir=tmp_path)) as kit:
        line, _ = kit.add_uploads([VISIT, PLAIN])
        known = kit._parts.secrets
        assert set(known.standing_in("was sagt varghese bei eskelin?")) >= {"Varghese", "eskelin"}
        assert known.standing_in("was sagt krolewski von menhirwerke zu uns, trumholt?") == (
            "menhirwerke",
            "Krolewski",
        )
        assert known.standing_in("Wie läuft die Übergabe mit der Karte am Kran?") == ()
        other = kit.notes()[0] if kit.notes()[0].id != line.note_id else kit.notes()[1]
        item = kit.note(other.id).items[0]
        assert known.standing_in("Varghese", item.id) == ()
        assert known.standing_in("Varghese", "unknown") == ()
        reviewed = kit.note(line.note_id)
        for flag in reviewed.flags:
            if "Varghese" in flag.span.of(reviewed.analysis.note.text):
                kit.review(
                    Review(
                        "flag",
                        flag.id,
                        "state",
                        "dismissed",
                        by="erika",
                        at="2026-11-23T05:50:00+00:00",
                    )
                )
        assert "Varghese" not in known.standing_in("was sagt varghese bei eskelin?")


CLAUSE = (
    "Die Planung in Rathenow schließt, Konto fellow07, Okonkwo-Seitz bekommt dafür 640.000 Euro"
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Was weiß man über die Planung von Rathenow?", "Planung von Rathenow"),
        ("Wofür sind 640 000 vorgesehen?", "640.000"),
        ("Wozu dient Fellow07?", "fellow07"),
        ("Was meint Okonkwo dazu?", "Okonkwo"),
        ("Wie läuft die Planung der Übergabe?", ""),
        ("Was bekommt man für Konto und Karte?", ""),
    ],
)
def test_a_part_of_a_flagged_clause_can_say_it_all(tmp_path: Path, asked: str, found: str) -> None:
    """Two telling words side by side, a sum, a code, half of a name; a single plain word not."""
    with Kit.open(load_settings(data_dir=tmp_path)) as kit:
        (line,) = kit.add_uploads(
            [Upload("n.txt", f"Am Kran hängt eine Karte. {CLAUSE}.".encode())]
        )
        start = kit.note(line.note_id).analysis.note.text.index(CLAUSE)
        clause = f"{start}:{start + len(CLAUSE)}:strategy:partner"
        at = "2026-11-23T05:50:00+00:00"
        kit.review(Review("note", line.note_id, "flag", clause, by="erika", at=at))
        standing = kit._parts.secrets.standing_in(asked)
        assert (found in standing) if found else standing == ()


@pytest.mark.weights
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_no_request_holds_a_flagged_value_of_any_note(server: Server, tmp_path: Path) -> None:
    """Whatever the question names, and whatever title and file are called."""
    with Kit.open(settings_for(server, tmp_path), engine="llm") as kit:
        lines = list(kit.add_uploads([VISIT, PLAIN], engine="embedded"))
        values = [
            flag.span.of(kit.note(line.note_id).analysis.note.text)
            for line in lines
            for flag in kit.note(line.note_id).flags
        ]
        asked = [kit.ask(question) for question in QUESTIONS]
        assert [answer.question for answer in asked] == list(QUESTIONS)
        sent = requests(server)
        assert sent
        for request in sent:
            assert (
                citations.leaks(
                    request.words, [*values, "Ilse", "Varghese", "Eskelin", "Menhirwerke"]
                )
                == ()
            )
            assert "Brookhuis" not in request.words

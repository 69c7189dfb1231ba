"""One person's way through the app: from a file on the desk to a file that may be passed on."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from iolkit.phrases import say
from tests.e2e.visiting import Visit

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.weights,
    pytest.mark.slow,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]

LESSON = "Leitfaden Abschied"
SECRETS = (
    "Varghese", "Eskelin", "eskelin.example", "5550123", "74.000", "Ottilie", "Brandhuber",
    "Kaltwasser", "Nordwind",
)  # fmt: skip
MOST_CLICKS = 10


def test_from_start_to_a_file_for_partners(
    house_of_one: str, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    """Upload, wait, review, hand over, download: at most ten clicks and not one secret."""
    seen = visit(house_of_one)
    page = seen.page
    seen.click("button", say("overview.first", "de"))
    seen.page.get_by_role("heading", name=say("page.add", "de")).wait_for()
    seen.choose_file("runder-tisch.docx", note())
    seen.click("button", say("page_add.read", "de"))
    page.get_by_text(say("job.done", "de")).wait_for(timeout=180_000)
    assert page.get_by_text("1 Notiz aufgenommen").count() == 1
    seen.shot("report.de")

    seen.click("button", re.compile("^Jetzt prüfen"))
    page.get_by_role("heading", name=say("page.review", "de")).wait_for()
    seen.click("button", re.compile("^Alle .* als vertraulich bestätigen"))
    page.get_by_text(re.compile("^[1-9][0-9]* von .* geprüft")).wait_for()
    seen.settled()
    seen.is_sound()
    seen.shot("review-decided.de")

    seen.click("link", say("page.handover", "de"))
    page.get_by_text(say("send.leaves", "de")).wait_for()  # the only note is chosen already
    seen.click("radio", say("send.to_partners", "de"), exact=True)
    file = downloaded(seen, tmp_path)
    seen.is_sound()
    seen.shot("handover-partners.de")

    assert [secret for secret in SECRETS if secret in everything(file)] == []
    assert LESSON in everything(file)
    assert seen.clicks <= MOST_CLICKS


def test_the_same_by_touch_on_a_phone(
    house_of_one: str, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    """On 390 points: nothing runs off the side, every button can be reached, the file is clean."""
    seen = visit(house_of_one, "/add", width=390, has_touch=True, is_mobile=True)
    page = seen.page
    seen.settled()
    seen.fits()
    name = "telefon.docx"
    seen.choose_file(name, note("Zweiter Tag"))
    seen.click("button", say("page_add.read", "de"))
    page.get_by_text(say("job.done", "de")).wait_for(timeout=180_000)
    seen.settled()
    seen.fits()
    seen.click("button", re.compile("^Jetzt prüfen"))
    page.get_by_role("heading", name=say("page.review", "de")).wait_for()
    seen.settled()
    seen.fits()
    seen.shot("phone-review.de")
    for side in ("items", "missed", "flags"):
        seen.press(page.get_by_role("radio", name=re.compile(side_name(side))))
        seen.settled()
        seen.fits()
    seen.click("button", say("review.secret_yes", "de"), exact=True)
    page.get_by_text(re.compile("^1 von .* geprüft")).wait_for()
    note_id = re.search("note=([0-9a-f]+)", page.url)
    assert note_id

    seen.wants(f"/handover?note={note_id[1]}")
    page.get_by_text(say("send.leaves", "de")).wait_for()
    seen.click("radio", say("send.to_partners", "de"), exact=True)
    file = downloaded(seen, tmp_path)
    seen.fits()
    seen.shot("phone-handover.de")
    assert [secret for secret in SECRETS if secret in everything(file)] == []
    assert LESSON in everything(file)
    seen.is_sound()


def downloaded(seen: Visit, folder: Path) -> Path:
    """Fetch the file for partners, once the page shows what they will read."""
    seen.page.get_by_text("Für: Partnerorganisationen").wait_for()
    seen.page.get_by_text(say("send.proved", "de")).wait_for()
    seen.settled()
    with seen.page.expect_download() as download:
        seen.click("button", say("send.download", "de"))
    file = folder / "Uebergabe.docx"
    download.value.save_as(file)
    return file


def side_name(side: str) -> str:
    """How the choice of a side begins; the number of open decisions follows."""
    return "^" + say(f"review.side_{side}", "de", count=0).partition(" (")[0]


def note(title: str = "Runder Tisch Wissenssicherung") -> bytes:
    """A Word file as people write them: a heading, prose, a table, a footer, all with secrets."""
    document = Document()
    document.core_properties.author = "Ilse Varghese"
    document.core_properties.comments = "Entwurf für Ottilie Brandhuber"
    document.sections[0].footer.paragraphs[0].text = "Eskelin Antriebe GmbH, intern"
    document.add_heading(f"{title}, zu Gast bei Eskelin Antriebe GmbH", 1)
    for line in (
        "Gastgeberin: Ilse Varghese, ilse.varghese@eskelin.example, Tel. +49 7361 5550123",
        "Leitfaden Abschied in neun Fragen: eine Seite, liegt im Intranet. Jeder Teamleiter führt "
        "das Gespräch allein, Schulung braucht es nicht. Mindestens drei Monate vor dem Austritt "
        "anfangen.",
        "Spindelgeräusch: der Kollege hört am Auslauf, ob ein Lager noch hält. Aufschreiben ging "
        "nicht, der Neue steht seit 18 Monaten daneben, man muss dabei sein.",
        "Im Januar übernimmt Eskelin die Kaltwasser GmbH, das weiß noch niemand (Projekt "
        "Nordwind).",
    ):
        document.add_paragraph(line)
    rows = (
        ("Maßnahme", "Kosten im Jahr", "Wer"),
        ("Wissenstandem mit festen Terminen", "74.000 €", "Ottilie Brandhuber"),
        ("Checkliste für die Schichtübergabe", "keine", "Frau Varghese"),
    )
    table = document.add_table(len(rows), 3)
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def everything(file: Path) -> str:
    """The text of every part of an office file, its tags taken out so that no word is split."""
    with zipfile.ZipFile(file) as parts:
        read = (parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
        return "\n".join(re.sub(r"<[^>]+>", "", part) for part in read)

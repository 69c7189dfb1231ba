"""One person's way through the app: from a file on the desk to a file that may be passed on."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document

from tests.e2e.conftest import Visit, serving

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.weights,
    pytest.mark.slow,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]

LINES = (
    "Runder Tisch Wissenssicherung, zu Gast bei Eskelin Antriebe GmbH",
    "Gastgeberin: Ilse Varghese, ilse.varghese@eskelin.example, Tel. +49 7361 5550123",
    "- Leitfaden Abschied in neun Fragen: eine Seite, liegt im Intranet. Jeder Teamleiter führt "
    "das Gespräch allein, Schulung braucht es nicht. Mindestens drei Monate vor dem Austritt "
    "anfangen.",
    "- Das Tandem kostet 74.000 € im Jahr, sagt Frau Varghese.",
    "- Spindelgeräusch: der Kollege hört am Auslauf, ob ein Lager noch hält. Aufschreiben ging "
    "nicht, der Neue steht seit 18 Monaten daneben, man muss dabei sein.",
)
SECRETS = ("Varghese", "eskelin.example", "5550123", "Eskelin")
MOST_CLICKS = 10


@pytest.fixture
def address(tmp_path: Path, weights: str) -> Iterator[str]:
    """The app as `iolkit app` starts it, on an empty data folder."""
    data = tmp_path / "data"
    command = ["iolkit", "app", "--no-browser", "--data", str(data), "--port"]
    with serving(command, tmp_path, IOLKIT_WEIGHTS_DIR=weights) as address:
        yield address


def test_from_upload_to_download(address: str, visit: Callable[..., Visit], tmp_path: Path) -> None:
    """Upload, wait, review, search, hand over, download: few clicks, no leak, no call outside."""
    seen = visit(address, "/add")
    page = seen.page

    page.locator("input[type=file]").first.set_input_files(
        {"name": "runder-tisch.docx", "mimeType": "application/msword", "buffer": _note()}
    )
    page.get_by_text("runder-tisch.docx").first.wait_for()
    seen.click("button", "Notizen einlesen")
    page.get_by_text("Fertig gelesen").wait_for(timeout=120_000)
    assert page.get_by_text("1 Notiz aufgenommen").count() == 1

    seen.click("button", "Jetzt prüfen")
    page.get_by_role("heading", name="Prüfen").wait_for()
    seen.click("button", "Kein Geheimnis")
    page.get_by_text(re.compile("^1 von .* geprüft")).wait_for()

    seen.click("link", "Suchen")
    field = page.get_by_role("searchbox")
    field.fill("Was tun, wenn Fachleute in Rente gehen?")
    field.press("Enter")
    page.get_by_text(re.compile("Im Zusammenhang lesen|Quellen, zum")).first.wait_for()
    assert not [secret for secret in SECRETS if secret in page.inner_text("[data-testid=stMain]")]

    seen.click("link", "Übergabe")
    page.get_by_text("Das geht hinaus").wait_for()  # the only note is chosen already
    seen.click("radio", "Partner", exact=True)
    page.get_by_text("Für: Partnerorganisationen").wait_for()
    with page.expect_download() as download:
        seen.click("button", "Herunterladen")
    file = tmp_path / "Uebergabe.docx"
    download.value.save_as(file)

    assert not [secret for secret in SECRETS if secret in _everything(file)]
    assert "Leitfaden" in _everything(file)
    assert seen.outside == []
    assert seen.clicks <= MOST_CLICKS


def _note() -> bytes:
    document = Document()
    document.core_properties.author = "Ilse Varghese"
    for line in LINES:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _everything(file: Path) -> str:
    """The text of every part of an office file, its tags taken out so that no word is split."""
    with zipfile.ZipFile(file) as parts:
        read = (parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
        return "\n".join(re.sub(r"<[^>]+>", "", part) for part in read)

"""A language model reads: only after a yes, never a flagged value, and told apart; when it is away,
a person chooses to go on without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from iolkit.phrases import say
from tests.e2e.conftest import app_on
from tests.e2e.visiting import Visit
from tests.kit.model_house import Mood, plainly, requests
from tests.llm.server import Server, good, running, slowly

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.weights,
    pytest.mark.slow,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]
NOTE = (
    "Werkstattbesuch bei Eskelin Antriebe GmbH\n\n"
    "Gastgeberin: Ilse Varghese, ilse.varghese@eskelin.example, Tel. +49 7361 5550123\n\n"
    "- Leitfaden Abschied in neun Fragen: eine Seite, liegt im Intranet. Jeder Teamleiter führt "
    "das Gespräch allein, Schulung braucht es nicht.\n\n"
    "Der Standort {place} wird zum Jahresende geschlossen, das weiß noch niemand. Frau Ottilie "
    "Brandhuber zahlt 74.000 € im Jahr an die Kaltwasser GmbH.\n"
)
SECRETS = (
    "Eskelin", "Varghese", "5550123", "Ottilie", "Brandhuber", "74.000", "Kaltwasser",
)  # fmt: skip
MODEL = "openai:small"
READ_S = 3.0
"""How long the model thinks, so that a person sees that it is asked."""


@pytest.fixture
def model() -> Iterator[Server]:
    """A model in the house that answers plainly."""
    with running() as server:
        server.say(plainly)
        yield server


@pytest.fixture
def address(
    model: Server, weights: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The app of a house that has set this model up and chosen nothing yet."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("IOLKIT_LLM", MODEL)
    monkeypatch.setenv("IOLKIT_LLM_BASE_URL", model.openai)
    monkeypatch.setenv("IOLKIT_LLM_CAPABLE", "yes")
    monkeypatch.setenv("IOLKIT_LLM_TRUST", "local")
    with app_on(tmp_path, weights) as address:
        yield address


def test_a_model_reads_and_goes_away(
    model: Server, address: str, visit: Callable[..., Visit]
) -> None:
    """Yes, read, told who read, compared, listed; then away: said plainly, and read without it."""
    mood = Mood(model)
    seen = visit(address, "/model?lang=de")
    page = seen.page
    _allowed(seen)
    assert requests(model) == []

    mood.now = slowly(good, READ_S)
    _handed_in(seen, "besuch.txt", "Aalen")
    page.get_by_text(say("step.asking", "de")).wait_for()
    page.get_by_text(say("job.done", "de")).wait_for(timeout=180_000)
    mood.now = good
    seen.settled()
    seen.is_sound()
    seen.shot("model-report.de")

    seen.click("button", re.compile("^Jetzt prüfen|^Notiz ansehen"))
    page.get_by_text(re.compile("^Gelesen von")).wait_for()
    seen.settled()
    who = say("language_model.by_llm", "de", model=MODEL)
    assert say("language_model.read_by", "de", who=who) in seen.text()
    _compared(seen)
    _listed(seen, model)

    model.shutdown()
    model.server_close()
    _handed_in(seen, "zweiter.txt", "Giengen")
    page.get_by_text(say("job.count_failed", "de", n=1)).wait_for(timeout=60_000)
    seen.settled()
    told = next(line for line in seen.text().splitlines() if "zweiter.txt: " in line)
    assert len(told) > len("zweiter.txt: ") + 30
    assert told.endswith(".")
    assert "Traceback" not in told
    seen.is_sound()
    seen.shot("model-away.de")
    seen.click("button", say("language_model.go_on", "de"))
    page.get_by_text(say("job.count_added", "de", n=1)).first.wait_for(timeout=60_000)
    seen.settled()
    seen.is_sound()
    seen.click("button", re.compile("^Jetzt prüfen|^Notiz ansehen"))
    page.get_by_role("heading", name=say("page.review", "de")).wait_for()
    seen.settled()
    assert "Giengen" in seen.text()
    assert "Gelesen von" not in seen.text()
    every_byte = model.every_byte().decode()
    assert "Leitfaden Abschied" in every_byte
    assert [secret for secret in SECRETS if secret in every_byte] == []


def _allowed(seen: Visit) -> None:
    """The dialog says where text goes; nothing is chosen before the yes."""
    page = seen.page
    seen.click("button", say("language_model.use", "de"))
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(say("language_model.sure_local", "de")).wait_for()
    dialog.get_by_text(say("language_model.sure_masked", "de")).wait_for()
    seen.settled()
    seen.shot("model-sure.de")
    seen.press(dialog.get_by_role("button", name=say("language_model.agree", "de")))
    page.get_by_role("button", name=say("language_model.back", "de")).wait_for()
    seen.settled()
    assert f"Das Sprachmodell {MODEL}, zusammen mit iolkit." in seen.text()
    seen.is_sound()


def _handed_in(seen: Visit, name: str, place: str) -> None:
    seen.wants("/add?lang=de")
    seen.choose_files({name: NOTE.format(place=place).encode()})
    seen.page.get_by_text(re.compile("^.*Gelesen wird mit")).wait_for()
    assert say("language_model.goes_local", "de", model=MODEL) in seen.text()
    seen.click("button", say("page_add.read", "de"))


def _compared(seen: Visit) -> None:
    """Both readings of the note, side by side."""
    page = seen.page
    seen.press(page.get_by_text(say("language_model.compare", "de")))
    seen.click("button", say("language_model.compare_go", "de"))
    page.get_by_text(say("language_model.engine_embedded", "de"), exact=True).wait_for()
    page.get_by_text(say("language_model.engine_llm", "de"), exact=True).wait_for()
    seen.settled()
    assert seen.text().count("Leitfaden Abschied") >= 3
    seen.is_sound()
    seen.shot("model-compared.de")


def _listed(seen: Visit, model: Server) -> None:
    """As many requests as came, and what was hidden in them."""
    seen.wants("/model?lang=de")
    n = len(requests(model))
    said = say("language_model.cost", "de", n=n, tokens_in=f"{n * 100}", tokens_out=f"{n * 20}")
    seen.page.get_by_text(said).wait_for()
    seen.is_sound()
    seen.shot("model.de")

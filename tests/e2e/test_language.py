"""Deutsch, English and back in the middle of work: nothing typed and nothing decided is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from iolkit.phrases import say
from tests.e2e.visiting import Visit

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.weights,
    pytest.mark.slow,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]
NOTE = (
    "Lernreise nach Aalen\n\nDer Kalender für Übergaben hängt am Tor 4. Frau Lieselotte Quandt "
    "hat 38.500 € dafür ausgegeben. Jede Schicht trägt in zwei Minuten ein, was offen ist, das "
    "geht überall ohne Schulung.\n"
)
TYPED = "Kalender für Über"


def test_switching_in_mid_review(desk: str, visit: Callable[..., Visit]) -> None:
    """One decision taken, half a secret typed: after two switches both are still there."""
    seen = visit(desk, "/add?lang=de")
    page = seen.page
    seen.choose_files({"lernreise.txt": NOTE.encode()})
    seen.click("button", say("page_add.read", "de"))
    page.get_by_text(say("job.done", "de")).wait_for(timeout=180_000)
    seen.click("button", re.compile("^Jetzt prüfen"))
    page.get_by_role("heading", name=say("page.review", "de")).wait_for()
    seen.click("button", say("review.secret_no", "de"))
    page.get_by_text(re.compile("^1 von .* geprüft")).wait_for()
    page.get_by_text(say("review.view_masked", "de")).click()
    page.get_by_text(say("review.side_missed", "de")).click()
    field = page.get_by_role("textbox", name=say("missed.the_words", "de"))
    field.press_sequentially(TYPED)

    page.get_by_text("English", exact=True).click()
    field = page.get_by_role("textbox", name=say("missed.the_words", "en"))
    field.wait_for()
    seen.settled()
    assert field.input_value() == TYPED
    page.get_by_text(re.compile("^1 of .* reviewed")).wait_for()
    chosen = page.get_by_role("radio", name=say("review.view_masked", "en"))
    assert chosen.get_attribute("aria-checked") == "true"
    assert page.get_by_text("Lernreise nach Aalen").count() >= 1
    field.press("End")
    field.press_sequentially("gaben")

    page.get_by_text("Deutsch", exact=True).click()
    field = page.get_by_role("textbox", name=say("missed.the_words", "de"))
    field.wait_for()
    seen.settled()
    assert field.input_value() == f"{TYPED}gaben"
    seen.click("button", say("missed.mark", "de"))
    page.get_by_text(say("missed.marked", "de", n=1)).wait_for()
    page.get_by_text(re.compile("^2 von .* geprüft")).wait_for()
    page.wait_for_function("field => field.value === ''", arg=field.element_handle())
    seen.is_sound()

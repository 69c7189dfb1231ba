"""Two tabs on one note: no decision is lost, none comes back, and neither page breaks."""

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
    "Besuch in Heidenheim\n\nFrau Gisela Tannhauser zeigte uns die Tafel am Tor 2. Herr Balduin "
    "Oberdorf zahlt 12.750 € im Jahr an die Rotbuche Software GmbH. Jede Schicht schreibt in zwei "
    "Minuten an die Tafel, was offen ist, das geht überall ohne Schulung.\n"
)


def test_decisions_meet(desk: str, visit: Callable[..., Visit]) -> None:
    """One tab decides, the other decides on something else without knowing: both count, and both
    tabs show so after a reload."""
    one = visit(desk, "/add?lang=de")
    one.choose_files({"besuch.txt": NOTE.encode()})
    one.click("button", say("page_add.read", "de"))
    one.page.get_by_text(say("job.done", "de")).wait_for(timeout=180_000)
    one.click("button", re.compile("^Jetzt prüfen"))
    one.page.get_by_text(re.compile("^0 von .* geprüft")).wait_for()
    two = visit(desk, one.page.url.removeprefix(desk))
    two.page.get_by_text(re.compile("^0 von .* geprüft")).wait_for()
    two.settled()

    yes, no = say("review.secret_yes", "de"), say("review.secret_no", "de")
    one.page.get_by_role("button", name=no).first.click()
    one.page.get_by_text(re.compile("^1 von .* geprüft")).wait_for()
    # The second tab still shows the first card as open; its last card is another one.
    two.page.get_by_role("button", name=yes, exact=True).last.click()
    two.page.get_by_text(re.compile("^2 von .* geprüft")).wait_for()

    for tab in (one, two):
        tab.page.reload()
        tab.page.get_by_text(re.compile("^2 von .* geprüft")).wait_for()
        tab.settled()
        decided = tab.page.get_by_text(re.compile(r"^(bestätigt|verworfen) · "))
        assert sorted(text.split(" · ")[0] for text in decided.all_inner_texts()) == [
            "bestätigt",
            "verworfen",
        ]
        tab.is_sound()

"""Work on its way in a real browser: two tabs, typing, a double click, a killed worker, a stop."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from iolkit.archive import Archive, Lock
from tests.e2e.conftest import Visit, serving

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.weights,
    pytest.mark.slow,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a matter of POSIX systems"),
]
NOTE = (
    "- Leitfaden Abschied in neun Fragen: eine Seite, liegt im Intranet. Jeder Teamleiter führt "
    "das Gespräch allein, Schulung braucht es nicht.\n"
)
TYPED = "Während der Arbeit getippt."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of the app."""
    return tmp_path / "data"


@pytest.fixture
def address(tmp_path: Path, data: Path, weights: str) -> Iterator[str]:
    """The app as `iolkit app` starts it, on an empty data folder."""
    command = ["iolkit", "app", "--no-browser", "--data", str(data), "--port"]
    with serving(command, tmp_path, IOLKIT_WEIGHTS_DIR=weights) as address:
        yield address


def _choose(seen: Visit, *files: tuple[str, str]) -> None:
    chosen = [
        {"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in files
    ]
    seen.page.locator("input[type=file]").first.set_input_files(chosen)
    seen.page.get_by_text("gewählt (").wait_for()


def test_a_killed_worker_is_told_and_replaced(
    address: str, data: Path, visit: Callable[..., Visit]
) -> None:
    """A double click is one job; the worker dies, the page says so and the work goes on; what was
    typed meanwhile stays, and the second tab sees the same end."""
    seen, second = visit(address, "/add"), visit(address, "/add")
    page = seen.page
    _choose(seen, *((f"n{n}.txt", f"Notiz {n}\n\n" + NOTE * 120) for n in range(6)))
    page.get_by_role("button", name="Notizen einlesen").dblclick()
    page.get_by_text("Datei 1 von 6").wait_for()
    second.page.reload()
    second.page.get_by_text("von 6").wait_for()
    page.get_by_text("Text einfügen").click()
    page.get_by_label("Text der Notiz").fill(TYPED)  # at once: the worker must still be at it

    worker = Lock(data).holder()
    assert worker
    os.kill(worker, signal.SIGKILL)
    page.get_by_text("Das Einlesen war stehen geblieben").wait_for()

    page.get_by_text("6 Notizen aufgenommen").first.wait_for(timeout=120_000)
    second.page.get_by_text("6 Notizen aufgenommen").first.wait_for()
    assert page.get_by_label("Text der Notiz").input_value() == TYPED
    with Archive.open(data) as archive:
        assert len(archive.jobs.all()) == 1


def test_a_slow_file_can_be_stopped(address: str, data: Path, visit: Callable[..., Visit]) -> None:
    """A text that would take minutes is stopped in its middle; a reload shows the same report."""
    seen = visit(address, "/add")
    page = seen.page
    _choose(seen, ("buch.txt", "".join(f"{n}. {NOTE}" for n in range(20_000))))
    seen.click("button", "Notizen einlesen")
    page.get_by_text("Vertrauliches wird gesucht").wait_for()
    seen.click("button", "Anhalten")
    page.get_by_text("1 nicht mehr gelesen").first.wait_for()
    page.reload()
    page.get_by_text("nicht mehr gelesen, weil angehalten wurde").wait_for()
    with Archive.open(data) as archive:
        assert archive.cards.find().total == 0
